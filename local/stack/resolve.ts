import { mapTexts } from '../json.ts';
import { Problem } from '../problem.ts';
import type { Assembly } from './assembly.ts';
import { evaluate, evaluateCondition, noValue, type Scope } from './intrinsics.ts';
import { stackId } from './arn.ts';
import { asServedHere, type LocalHosts } from './local-urls.ts';
import { creationOrder } from './order.ts';
import { resourceTypes, type Subject } from './resource-types.ts';
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
  const { template, stackName, earlier = nothing() } = options;
  if (template.Transform !== undefined)
    throw new Problem(`The runner does not support the template's transform ${JSON.stringify(template.Transform)}`);
  const resources = new Map<string, ResolvedResource>();
  const subjects = new Map<string, Subject>();
  const scope = new TemplateScope(options, resources, subjects);

  for (const logicalId of creationOrder(template.Resources)) {
    const { Type: type, Properties, Condition } = template.Resources[logicalId]!;
    const path = `${logicalId} (${type})`;
    if (Condition !== undefined && !scope.condition(Condition, `${path}.Condition`)) continue;
    const known = resourceTypes[type];
    if (!known) throw new Problem(`${path}: the runner does not support this type of resource`);
    const evaluated = mapTexts(evaluate(Properties ?? {}, `${path}.Properties`, scope), text =>
      text.replaceAll(dynamicReference, (_, name: string) => scope.parameter(name, `${path}.Properties`)),
    ) as ResolvedResource['properties'];
    const properties = asServedHere(evaluated, options) as ResolvedResource['properties'];
    const subject = { logicalId, properties, stackName, websiteHost: options.websiteHost };
    const ref = known.ref(subject);
    subjects.set(logicalId, subject);
    resources.set(logicalId, { logicalId, type, ref, properties });
    if (type === 'AWS::SSM::Parameter') earlier.parameters.set(ref, String(evaluated.Value));
  }

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

class TemplateScope implements Scope {
  readonly #template: Template;
  readonly #earlier: Earlier;
  readonly #pseudo: Record<string, unknown>;
  readonly #resources: Map<string, ResolvedResource>;
  readonly #subjects: Map<string, Subject>;

  constructor(
    { template, stackName, earlier = nothing() }: StackOptions,
    resources: Map<string, ResolvedResource>,
    subjects: Map<string, Subject>,
  ) {
    this.#template = template;
    this.#earlier = earlier;
    this.#resources = resources;
    this.#subjects = subjects;
    this.#pseudo = {
      'AWS::AccountId': account,
      'AWS::NoValue': noValue,
      'AWS::Partition': partition,
      'AWS::Region': region,
      'AWS::StackId': stackId(stackName),
      'AWS::StackName': stackName,
      'AWS::URLSuffix': urlSuffix,
    };
  }

  ref(name: string, path: string): unknown {
    if (Object.hasOwn(this.#pseudo, name)) return this.#pseudo[name];
    const parameter = this.#template.Parameters?.[name];
    if (parameter) {
      const { Type, Default } = parameter;
      if (Default === undefined)
        throw new Problem(`${path}: the parameter ${name} (${Type}) has no default, which the runner needs`);
      const value = Type.startsWith('AWS::SSM::Parameter::Value<') ? this.parameter(String(Default), path) : Default;
      return Type.includes('List') ? String(value).split(/ *, */) : value;
    }
    return this.#resource(name, path).ref;
  }

  /** The value of a parameter in SSM. */
  parameter(name: string, path: string): string {
    const value = this.#earlier.parameters.get(name);
    if (value === undefined) throw new Missing(path, `has the SSM parameter ${name}`);
    return value;
  }

  attribute(logicalId: string, attribute: string, path: string): unknown {
    const { type } = this.#resource(logicalId, path);
    const value = resourceTypes[type]!.attributes[attribute];
    if (!value)
      throw new Problem(`${path}: the runner does not support the attribute ${attribute} of ${logicalId} (${type})`);
    return value(this.#subjects.get(logicalId)!);
  }

  condition(name: string, path: string): boolean {
    const condition = this.#template.Conditions?.[name];
    if (condition === undefined) throw new Problem(`${path}: the template has no condition ${name}`);
    return evaluateCondition(condition, `Conditions.${name}`, this);
  }

  imported(name: string, path: string): unknown {
    const value = this.#earlier.exports.get(name);
    if (value === undefined) throw new Missing(path, `exports ${name}`);
    return value;
  }

  output(stackName: string, name: string, path: string): unknown {
    const value = this.#earlier.outputs.get(`${stackName}.${name}`);
    if (value === undefined) throw new Missing(path, `has the output ${stackName}.${name}`);
    return value;
  }

  #resource(logicalId: string, path: string): ResolvedResource {
    const resource = this.#resources.get(logicalId);
    if (!resource) throw new Problem(`${path}: the template creates no resource ${logicalId}`);
    return resource;
  }
}
