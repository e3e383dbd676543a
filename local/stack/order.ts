import { isObject } from '../json.ts';
import { Problem } from '../problem.ts';
import type { Template } from './template.ts';

/**
 * The resources' logical ids. Each comes after those that it refers to or depends on. Throws a Problem that shows a
 * circular dependency.
 */
export function creationOrder(resources: Template['Resources']): string[] {
  const order: string[] = [];
  const done = new Set<string>();
  const visit = (id: string, trail: string[]): void => {
    if (done.has(id)) return;
    if (trail.includes(id)) {
      const circle = [...trail.slice(trail.indexOf(id)), id];
      throw new Problem(`Resources depend on each other in a circle: ${circle.join(' -> ')}`);
    }
    const resource = resources[id]!;
    const named = resource.DependsOn === undefined ? [] : [resource.DependsOn].flat();
    for (const other of [...named, ...references(resource.Properties)])
      if (Object.hasOwn(resources, other)) visit(other, [...trail, id]);
    done.add(id);
    order.push(id);
  };
  for (const id of Object.keys(resources)) visit(id, []);
  return order;
}

/** All names in a value's Ref, Fn::GetAtt and Fn::Sub. */
function references(value: unknown): Set<string> {
  const names = new Set<string>();
  const collect = (each: unknown): void => {
    if (Array.isArray(each)) each.forEach(collect);
    if (!isObject(each)) return;
    for (const [key, argument] of Object.entries(each)) {
      const text = Array.isArray(argument) ? (argument[0] as unknown) : argument;
      if (key === 'Ref' && typeof argument === 'string') names.add(argument);
      else if (key === 'Fn::GetAtt' && typeof text === 'string') names.add(text.split('.')[0]!);
      else if (key === 'Fn::Sub' && typeof text === 'string')
        for (const [, name] of text.matchAll(/\$\{([^!.}][^.}]*)/g)) names.add(name!);
      if (key !== 'Ref') collect(argument);
    }
  };
  collect(value);
  return names;
}
