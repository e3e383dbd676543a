import { spawnSync } from 'node:child_process';

interface Shape {
  type: string;
  required?: string[];
  members?: Record<string, { shape: string }>;
  member?: { shape: string };
  enum?: string[];
  min?: number;
  max?: number;
  sensitive?: boolean;
}

interface Definition {
  operations: Record<string, { input: { shape: string }; output?: { shape: string }; errors?: { shape: string }[] }>;
  shapes: Record<string, Shape>;
}

const findModel = `
import glob, gzip, os, sys
import botocore
path = sorted(glob.glob(os.path.join(botocore.__path__[0], 'data', sys.argv[1], '*', 'service-2.json*')))[-1]
sys.stdout.buffer.write((gzip.open if path.endswith('.gz') else open)(path, 'rb').read())
`;

/** AWS's own model of the service's requests and answers, which comes with the AWS CLI's Python library. For tests. */
export class ServiceModel {
  readonly #operations: Definition['operations'];
  readonly #shapes: Definition['shapes'];

  /** Undefined where botocore is not installed. */
  static load(service = 'stepfunctions'): ServiceModel | undefined {
    const { status, stdout } = spawnSync('python3', ['-c', findModel, service], { maxBuffer: 1e8 });
    return status === 0 ? new ServiceModel(JSON.parse(stdout.toString())) : undefined;
  }

  constructor({ operations, shapes }: Definition) {
    this.#operations = operations;
    this.#shapes = shapes;
  }

  /** The shapes of the members of an operation's request, and which are required. */
  request(operation: string): { members: Record<string, Shape>; required: string[] } {
    const { members = {}, required = [] } = this.#shapes[this.#operations[operation]!.input.shape]!;
    return {
      members: Object.fromEntries(Object.entries(members).map(([name, { shape }]) => [name, this.#shapes[shape]!])),
      required,
    };
  }

  errors(operation: string): string[] {
    return (this.#operations[operation]!.errors ?? []).map(({ shape }) => shape);
  }

  /** In what an answer differs from the operation's output, each with where. */
  problems(operation: string, answer: unknown): string[] {
    return this.#problems(this.#operations[operation]!.output!.shape, answer, operation);
  }

  #problems(name: string, value: unknown, where: string): string[] {
    const shape = this.#shapes[name]!;
    const expected =
      { structure: 'object', list: 'object', timestamp: 'number', integer: 'number', long: 'number' }[shape.type] ??
      shape.type;
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
