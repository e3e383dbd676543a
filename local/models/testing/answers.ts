import { ruleOf, types, type Rule } from '../rules.ts';
import { readModels, type ServiceModel } from '../service-model.ts';

/** Checks answers against AWS's model of the service. `service` is the name of its folder in botocore. */
export class Answers {
  readonly #model;

  constructor(service: string) {
    this.#model = readModels<ServiceModel>([service], 'service-2').get(service)!;
  }

  errors(operation: string): string[] {
    return (this.#model.operations[operation]!.errors ?? []).map(({ shape }) => shape);
  }

  /** How an answer differs from the operation's output in the model, each with its path. */
  problems(operation: string, answer: unknown): string[] {
    const { operations, shapes } = this.#model;
    return problems(ruleOf(operations[operation]!.output!.shape, shapes), answer, operation);
  }
}

function problems({ shape, constraints, members, member }: Rule, value: unknown, where: string): string[] {
  const type = types[shape.type === 'timestamp' ? 'double' : shape.type];
  if (!type.has(value)) return [`${where} is not ${type.name}`];
  const broken = constraints.find(({ isMet }) => !isMet(value));
  if (broken) return [`${where} is ${JSON.stringify(value)}: ${broken.must}`];
  if (shape.type === 'list')
    return (value as unknown[]).flatMap((item, i) => problems(member!, item, `${where}[${i}]`));
  if (shape.type !== 'structure') return [];
  const rules = new Map(members);
  const missing = (shape.required ?? []).filter(name => !Object.hasOwn(value as object, name));
  return [
    ...missing.map(name => `${where}.${name} is missing`),
    ...Object.entries(value as object).flatMap(([name, inner]) =>
      rules.has(name)
        ? problems(rules.get(name)!, inner, `${where}.${name}`)
        : [`${where}.${name} is not in the model`],
    ),
  ];
}
