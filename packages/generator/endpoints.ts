// Writes the rules that determine a service's endpoint. https://smithy.io/2.0/additional-specs/rules-engine/
import type { EndpointRule, EndpointRules } from './models.ts';
import { apart, block, quote } from './code.ts';
import type { Surface } from './surface.ts';

const functions: Record<string, (...values: string[]) => string> = {
  'aws.parseArn': text => `ParseArn((string)${text})`,
  'aws.partition': region => `Partition((string)${region})`,
  booleanEquals: (a, b) => `Equals(${a}, ${b})`,
  getAttr: (value, path) => `GetAttr(${value}, ${path})`,
  isSet: value => `IsSet(${value})`,
  isValidHostLabel: (text, allowDots) => `IsValidHostLabel((string)${text}, ${allowDots})`,
  not: value => `!${value}`,
  stringEquals: (a, b) => `Equals(${a}, ${b})`,
};

// The parameters that the client sets. The others, for account-based endpoints, are optional and stay unset.
const given: Record<string, string> = {
  'AWS::Region': 'Region',
  'AWS::UseDualStack': 'UseDualStack',
  'AWS::UseFIPS': 'UseFIPS',
  'SDK::Endpoint': 'Endpoint',
};

function value(argument: unknown): string {
  if (typeof argument === 'string') return quote(argument);
  if (typeof argument === 'boolean') return String(argument);
  const { ref, fn, argv } = argument as { ref?: string; fn?: string; argv?: unknown[] };
  if (ref !== undefined) return `values[${quote(ref)}]`;
  const call = functions[fn!];
  if (!call) throw new Error(`The endpoint rules call ${fn}, which the generator of AWS clients does not support.`);
  return call(...argv!.map(value));
}

const condition = ({ fn, argv, assign }: EndpointRule['conditions'][number]): string =>
  assign === undefined ? value({ fn, argv }) : `IsSet(values[${quote(assign)}] = ${value({ fn, argv })})`;

const text = (template: unknown): string =>
  typeof template === 'string' ? `Interpolate(${quote(template)}, values)` : `(string)${value(template)}`;

function outcome(rule: EndpointRule): string[] {
  if (rule.type === 'tree') return rule.rules!.flatMap(branch);
  if (rule.type === 'error') return [`throw new AmazonClientException(${text(rule.error)});`];
  const { url, properties, headers } = rule.endpoint!;
  const parts = [properties, headers].map(part => JSON.stringify(part));
  const json = parts.every(part => part === '{}') ? [] : parts.map(part => `InterpolateJson(${quote(part)}, values)`);
  return [`return new Endpoint(${[text(url), ...json].join(', ')});`];
}

// A rule without conditions always applies, so none after it is reached.
const branch = (rule: EndpointRule): string[] =>
  rule.conditions.length === 0
    ? outcome(rule)
    : block(`if (${rule.conditions.map(condition).join(' && ')})`, outcome(rule));

export function writeEndpoints(surface: Surface, { parameters, rules }: EndpointRules): string[] {
  const initial = Object.entries(parameters).map(
    ([name, { builtIn = '', default: otherwise = null }]) =>
      `[${quote(name)}] = ${given[builtIn] ? `parameters[${quote(given[builtIn])}]` : String(otherwise)},`,
  );
  const isComplete = rules.at(-1)!.conditions.length === 0;
  const last = isComplete ? [] : ['throw new AmazonClientException("No endpoint rule fits.");'];
  return apart([
    ['using static Amazon.Runtime.Internal.Endpoints.StandardLibrary.Fn;'],
    [`namespace ${surface.namespace}.Internal;`],
    block(
      `internal sealed class ${surface.prefix}EndpointProvider : IEndpointProvider`,
      block('public Endpoint ResolveEndpoint(EndpointParameters parameters)', [
        ...block('var values = new Dictionary<string, object>', initial, ';'),
        ...rules.flatMap(branch),
        ...last,
      ]),
    ),
  ]);
}
