import { readServiceModels } from '../service-model.ts';

/** What a service answers by AWS's own model of it. For tests. `service` is the name of its folder in botocore. */
export class Answers {
  readonly #model;

  constructor(service: string) {
    this.#model = readServiceModels([service]).get(service)!;
  }

  errors(operation: string): string[] {
    return (this.#model.operations[operation]!.errors ?? []).map(({ shape }) => shape);
  }

  /** In what an answer differs from the operation's output, each with where. */
  problems(operation: string, answer: unknown): string[] {
    return this.#problems(this.#model.operations[operation]!.output!.shape, answer, operation);
  }

  #problems(name: string, value: unknown, where: string): string[] {
    const shape = this.#model.shapes[name]!;
    const expected =
      { structure: 'object', list: 'object', timestamp: 'number', integer: 'number', long: 'number' }[
        shape.type as string] ?? shape.type;
    if (typeof value !== expected || value === null) return [`${where} is not a ${shape.type}`];
    if (shape.type === 'list') {
      return (value as unknown[]).flatMap((item, i) => this.#problems(shape.member!.shape, item, `${where}[${i}]`));
    }
    if (shape.type === 'structure') {
      const { members = {}, required = [] } = shape;
      const values = value as Record<string, unknown>;
      return [
        ...required.filter(member => !(member in values)).map(member => `${where}.${member} is missing`),
        ...Object.entries(values).flatMap(([member, inner]) =>
          members[member]
            ? this.#problems(members[member].shape, inner, `${where}.${member}`)
            : [`${where}.${member} is not in the model`],
        ),
      ];
    }
    const size = typeof value === 'string' ? value.length : (value as unknown as number);
    const outOfRange =
      shape.type !== 'timestamp' && (size < (shape.min ?? -Infinity) || size > (shape.max ?? Infinity));
    if (outOfRange || (shape.enum && !shape.enum.includes(value as unknown as string)))
      return [`${where} is ${JSON.stringify(value)}`];
    return [];
  }
}
