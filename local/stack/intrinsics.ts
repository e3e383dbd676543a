import { isObject } from '../json.ts';
import { Problem } from '../problem.ts';
import { availabilityZones, region } from './template.ts';

/** Where intrinsic functions look up names. `path` is the position of the reference, for errors. */
export interface Scope {
  ref(name: string, path: string): unknown;
  attribute(logicalId: string, attribute: string, path: string): unknown;
  condition(name: string, path: string): boolean;
  /** An export of an earlier stack. */
  imported(name: string, path: string): unknown;
  /** An output of an earlier stack. */
  output(stackName: string, name: string, path: string): unknown;
}

/** The value of `AWS::NoValue`: the property or list element with it is removed. */
export const noValue = Symbol('AWS::NoValue');

type Intrinsic = (argument: unknown, path: string, scope: Scope) => unknown;

/**
 * Replaces every intrinsic function by its result. Throws a Problem with the path of an unknown or wrongly used one.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
export function evaluate(value: unknown, path: string, scope: Scope): unknown {
  if (Array.isArray(value))
    return value.map((element, index) => evaluate(element, `${path}[${index}]`, scope)).filter(e => e !== noValue);
  if (!isObject(value)) return value;

  const keys = Object.keys(value);
  const name = keys.find(key => key === 'Ref' || key.startsWith('Fn::'));
  if (name !== undefined && (keys.length === 1 || name !== 'Ref')) {
    const intrinsic = intrinsics[name];
    if (!intrinsic || keys.length > 1)
      throw new Problem(`${path}: the runner does not support the intrinsic ${keys.join(', ')}`);
    return intrinsic(value[name], `${path}.${name}`, scope);
  }
  return Object.fromEntries(
    keys.map(key => [key, evaluate(value[key], `${path}.${key}`, scope)] as const).filter(([, e]) => e !== noValue),
  );
}

/** Whether a condition of the template's Conditions section holds. */
export function evaluateCondition(value: unknown, path: string, scope: Scope): boolean {
  const [name, argument] = isObject(value) ? (Object.entries(value)[0] ?? []) : [];
  const all = () =>
    list(argument, `${path}.${name}`).map((each, i) => evaluateCondition(each, `${path}.${name}[${i}]`, scope));
  switch (name) {
    case 'Condition':
      return scope.condition(string(argument, path), path);
    case 'Fn::And':
      return all().every(Boolean);
    case 'Fn::Or':
      return all().some(Boolean);
    case 'Fn::Not':
      return !all()[0];
    case 'Fn::Equals': {
      const [left, right] = list(argument, `${path}.Fn::Equals`, 2).map(each =>
        JSON.stringify(evaluate(each, `${path}.Fn::Equals`, scope)),
      );
      return left === right;
    }
    default:
      throw new Problem(`${path}: the runner does not support the condition ${name ?? JSON.stringify(value)}`);
  }
}

const intrinsics: Record<string, Intrinsic> = {
  Ref: (argument, path, scope) => scope.ref(string(argument, path), path),

  'Fn::GetAtt': (argument, path, scope) => {
    const parts = typeof argument === 'string' ? argument.split('.') : list(argument, path, 2);
    const [logicalId, ...attribute] = parts.map(part => string(evaluate(part, path, scope), path));
    return scope.attribute(logicalId ?? '', attribute.join('.'), path);
  },

  'Fn::Join': (argument, path, scope) => {
    const [delimiter, values] = list(argument, path, 2);
    return list(evaluate(values, path, scope), path)
      .map(value => scalar(value, path))
      .join(string(delimiter, path));
  },

  'Fn::Split': (argument, path, scope) => {
    const [delimiter, source] = list(argument, path, 2);
    return string(evaluate(source, path, scope), path).split(string(delimiter, path));
  },

  'Fn::Select': (argument, path, scope) => {
    const [index, values] = list(argument, path, 2).map(each => evaluate(each, path, scope));
    const selected = list(values, path)[Number(index)];
    if (selected === undefined) throw new Problem(`${path}: the list has no element ${JSON.stringify(index)}`);
    return selected;
  },

  'Fn::Sub': (argument, path, scope) => {
    const [text, variables] = typeof argument === 'string' ? [argument, {}] : list(argument, path, 2);
    const own = evaluate(variables, path, scope) as Record<string, unknown>;
    return string(text, path).replaceAll(/\$\{([^}]*)\}/g, (_, name: string) => {
      if (name.startsWith('!')) return `\${${name.slice(1)}}`;
      if (Object.hasOwn(own, name)) return scalar(own[name], path);
      const dot = name.indexOf('.');
      return scalar(
        dot < 0 ? scope.ref(name, path) : scope.attribute(name.slice(0, dot), name.slice(dot + 1), path),
        path,
      );
    });
  },

  'Fn::If': (argument, path, scope) => {
    const [condition, yes, no] = list(argument, path, 3);
    return evaluate(scope.condition(string(condition, path), path) ? yes : no, path, scope);
  },

  'Fn::ImportValue': (argument, path, scope) => scope.imported(string(evaluate(argument, path, scope), path), path),

  'Fn::GetStackOutput': (argument, path, scope) => {
    const { StackName, OutputName, Region = region } = evaluate(argument, path, scope) as Record<string, unknown>;
    inThisRegion(string(Region, path), path);
    return scope.output(string(StackName, path), string(OutputName, path), path);
  },

  'Fn::GetAZs': (argument, path, scope) => {
    inThisRegion(string(evaluate(argument, path, scope), path) || region, path);
    return availabilityZones;
  },
};

function inThisRegion(name: string, path: string): void {
  if (name !== region) throw new Problem(`${path}: the runner supports only the Region ${region}, not ${name}`);
}

function string(value: unknown, path: string): string {
  if (typeof value !== 'string') throw new Problem(`${path}: needs a string, not ${JSON.stringify(value)}`);
  return value;
}

function scalar(value: unknown, path: string): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return string(value, path);
}

function list(value: unknown, path: string, length?: number): unknown[] {
  if (!Array.isArray(value)) throw new Problem(`${path}: needs a list, not ${JSON.stringify(value)}`);
  if (length !== undefined && value.length !== length)
    throw new Problem(`${path}: needs ${length} elements, not ${value.length}`);
  return value;
}
