import { mapTexts } from '../json.ts';
import { Problem } from '../problem.ts';
import type { Assembly } from './assembly.ts';
import { evaluate, evaluateCondition, noValue, type Scope } from './intrinsics.ts';
import { stackId } from './arn.ts';
import { asServedHere, type LocalHosts } from './local-urls.ts';
import { resourceTypes } from './resource-types.ts';
import { account, partition, region, urlSuffix, type Template } from './template.ts';
import type { ResolvedResource, ResolvedStack } from './types.ts';

interface StackOptions extends LocalHosts {
  template: Template;
  stackName: string;
  /** What earlier stacks export and output. This stack adds its own. */
  earlier?: Earlier;
}

/** What later stacks can use of earlier ones. */
interface Earlier {
  exports: Map<string, unknown>;
  /** By `StackName.OutputName`. */
  outputs: Map<string, unknown>;
  /** The values of SSM's parameters, by name. */
  parameters: Map<string, string>;
}

const nothing = (): Earlier => ({ exports: new Map(), outputs: new Map(), parameters: new Map() });

/** What a stack uses is in none of the earlier ones. */
class Missing extends Problem {
  constructor(path: string, what: string) {
    super(
      `${path}: no other stack here ${what}; run the stack that does, too: without --stack, or with a second --app`,
    );
  }
}

interface ResolvedStacks extends ResolvedStack {
  outputsByStack: Map<string, Record<string, string>>;
}

/** Resolves stacks and merges them into one. Each comes after those whose exports, outputs and parameters it uses. */
export function resolveStacks(stacks: Assembly['stacks'], hosts: LocalHosts): ResolvedStacks {
  const earlier = nothing();
  const all: ResolvedStacks = { resources: new Map(), outputs: {}, outputsByStack: new Map() };
  const add = ({ stackName, template }: Assembly['stacks'][number]): void => {
    if (all.outputsByStack.has(stackName))
      throw new Problem(`Two stacks have the name ${stackName}; choose one with --stack, or leave out one --app`);
    const { resources, outputs } = resolveStack({ stackName, template, earlier, ...hosts });
    for (const [logicalId, resource] of resources) all.resources.set(`${stackName}/${logicalId}`, resource);
    for (const [name, value] of Object.entries(outputs))
      all.outputs[Object.hasOwn(all.outputs, name) ? `${stackName}.${name}` : name] = value;
    all.outputsByStack.set(stackName, outputs);
  };
  for (let waiting = stacks; waiting.length > 0;) {
    let missing: Missing | undefined;
    const rest = waiting.filter(stack => {
      try {
        add(stack);
        return false;
      } catch (error) {
        if (!(error instanceof Missing)) throw error;
        missing ??= error;
        return true;
      }
    });
    if (rest.length === waiting.length) throw missing!;
    waiting = rest;
  }
  return all;
}

/**
 * Resolves a template: names its resources and replaces every intrinsic function. Throws a Problem that names what the
 * runner does not support, and its path.
 */
export function resolveStack(options: StackOptions): ResolvedStack {
  const { template, stackName, websiteHost, earlier = nothing() } = options;
  if (template.Transform !== undefined)
    throw new Problem(`The runner does not support the template's transform ${JSON.stringify(template.Transform)}`);
  const resources = new Map<string, ResolvedResource>();
  const begun: string[] = [];

  /** Resolves a resource, after those that it depends on or refers to. Undefined if the template creates none. */
  const resolve = (logicalId: string): ResolvedResource | undefined => {
    const resource = Object.hasOwn(template.Resources, logicalId) ? template.Resources[logicalId]! : undefined;
    if (!resource || resources.has(logicalId)) return resources.get(logicalId);
    const { Type: type, Properties = {}, Condition, DependsOn = [] } = resource;
    const path = `${logicalId} (${type})`;
    if (Condition !== undefined && !scope.condition(Condition, `${path}.Condition`)) return undefined;
    const known = resourceTypes[type];
    if (!known) throw new Problem(`${path}: the runner does not support this type of resource`);
    if (begun.includes(logicalId)) {
      const circle = [...begun.slice(begun.indexOf(logicalId)), logicalId];
      throw new Problem(`Resources depend on each other in a circle: ${circle.join(' -> ')}`);
    }
    begun.push(logicalId);
    [DependsOn].flat().forEach(resolve);
    const evaluated = mapTexts(evaluate(Properties, `${path}.Properties`, scope), text =>
      text.replaceAll(dynamicReference, (_, name: string) => parameter(name, `${path}.Properties`)),
    ) as ResolvedResource['properties'];
    const properties = asServedHere(evaluated, options) as ResolvedResource['properties'];
    const ref = known.ref({ logicalId, properties, stackName, websiteHost });
    begun.pop();
    resources.set(logicalId, { logicalId, type, ref, properties });
    if (type === 'AWS::SSM::Parameter') earlier.parameters.set(ref, String(evaluated.Value));
    return resources.get(logicalId);
  };

  const existing = (logicalId: string, path: string): ResolvedResource => {
    const resource = resolve(logicalId);
    if (!resource) throw new Problem(`${path}: the template creates no resource ${logicalId}`);
    return resource;
  };

  const parameter = (name: string, path: string): string => {
    const value = earlier.parameters.get(name);
    if (value === undefined) throw new Missing(path, `has the SSM parameter ${name}`);
    return value;
  };

  const pseudo: Record<string, unknown> = {
    'AWS::AccountId': account,
    'AWS::NoValue': noValue,
    'AWS::Partition': partition,
    'AWS::Region': region,
    'AWS::StackId': stackId(stackName),
    'AWS::StackName': stackName,
    'AWS::URLSuffix': urlSuffix,
  };

  const scope: Scope = {
    ref(name, path) {
      if (Object.hasOwn(pseudo, name)) return pseudo[name];
      const given = template.Parameters?.[name];
      if (!given) return existing(name, path).ref;
      const { Type, Default } = given;
      if (Default === undefined)
        throw new Problem(`${path}: the parameter ${name} (${Type}) has no default, which the runner needs`);
      const value = Type.startsWith('AWS::SSM::Parameter::Value<') ? parameter(String(Default), path) : Default;
      return Type.includes('List') ? String(value).split(/ *, */) : value;
    },
    attribute(logicalId, attribute, path) {
      const { type, properties } = existing(logicalId, path);
      const value = resourceTypes[type]!.attributes[attribute];
      if (!value)
        throw new Problem(`${path}: the runner does not support the attribute ${attribute} of ${logicalId} (${type})`);
      return value({ logicalId, properties, stackName, websiteHost });
    },
    condition(name, path) {
      const condition = template.Conditions?.[name];
      if (condition === undefined) throw new Problem(`${path}: the template has no condition ${name}`);
      return evaluateCondition(condition, `Conditions.${name}`, scope);
    },
    imported(name, path) {
      const value = earlier.exports.get(name);
      if (value === undefined) throw new Missing(path, `exports ${name}`);
      return value;
    },
    output(stack, name, path) {
      const value = earlier.outputs.get(`${stack}.${name}`);
      if (value === undefined) throw new Missing(path, `has the output ${stack}.${name}`);
      return value;
    },
  };

  Object.keys(template.Resources).forEach(resolve);
  const outputs: Record<string, string> = {};
  for (const [name, { Value, Condition, Export }] of Object.entries(template.Outputs ?? {})) {
    const path = `Outputs.${name}`;
    if (Condition !== undefined && !scope.condition(Condition, `${path}.Condition`)) continue;
    const value = evaluate(Value, `${path}.Value`, scope);
    earlier.outputs.set(`${stackName}.${name}`, value);
    if (Export) earlier.exports.set(String(evaluate(Export.Name, `${path}.Export.Name`, scope)), value);
    // Outputs that the CDK generates for other stacks are of no use to a person or a script.
    if (!/^(?:Exports|Publish)Output/.test(name)) outputs[name] = String(asServedHere(value, options));
  }
  return { resources, outputs };
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-ssm.html */
const dynamicReference = /\{\{resolve:ssm:([^:}]+)(?::\d+)?\}\}/g;
