import { Compile, Helper, parse } from 'velocityjs';
import { isNumber } from '../json.ts';
import { compilePath } from '../json-path.ts';
import { inputOf, stringMethods, util } from './template-variables.ts';

/** Renders the text of a request to a service, or of an answer to the client. */
export type MappingTemplate = (body: string, context: object) => string;

type Stop = (detail: string) => never;

/** A node of the parsed template. */
interface Node {
  type: string;
  id: string;
  value?: unknown;
  /** Whether it is a string in double quotes, which may contain references. */
  isEval?: boolean;
  /** False for empty parentheses. */
  args?: Node[] | false;
  path?: (Omit<Node, 'id'> & { id: Node | string })[];
  equal?: [Node, Node];
  expression?: Node[];
  operator?: string;
  condition?: Node;
}

const membersOf: Record<string, object> = { input: inputOf(''), util };

/** The value that a template of an answer may set. */
const statusOverride = '$context.responseOverride.status';

/** An escaped quote in a string. The template's language is not JSON: it doubles a quote instead. */
const escapedQuote = /[(,=]\s*"[^"]*\\"/;

/**
 * Compiles a mapping template: text with references to `$input`, `$context`, `$util` and variables of `#set`, and `#if`
 * of a reference. Calls `stop` for other directives, methods and names, because the engine does not follow all of Java's
 * rules for them.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings.html
 */
export function compileTemplate(text: string, stop: Stop): MappingTemplate {
  if (escapedQuote.test(text)) stop('has a backslash before a quote in a string, where it escapes nothing');
  if (/\\[$#]/.test(text)) stop('has a backslash before a $ or a #, which the runner does not support');
  const nodes = parsed(text, stop);
  const checker = new Checker(stop);
  for (const node of nodes) checker.check(node);
  return (body, context) =>
    new Rendering(nodes as never, { customMethodHandlers: [javaMethods] }).render({
      context,
      input: inputOf(body),
      util,
    });
}

function parsed(text: string, stop: Stop): (Node | [Node, ...Node[]] | string)[] {
  try {
    return parse(text) as never;
  } catch (error) {
    return stop(`cannot be parsed: ${(error as Error).message}`);
  }
}

class Checker {
  readonly #stop: Stop;
  readonly #names = new Set(['context', 'input', 'util']);

  constructor(stop: Stop) {
    this.#stop = stop;
  }

  check(node: Node | [Node, ...Node[]] | string): void {
    if (typeof node === 'string') return;
    if (Array.isArray(node)) return this.#checkBlock(node);
    switch (node.type) {
      case 'comment':
      case 'raw':
      case 'integer':
        return;
      case 'string':
        if (node.isEval) for (const inner of parsed(String(node.value), this.#stop)) this.check(inner);
        return;
      case 'math':
        if (!['+', '-'].includes(node.operator ?? '')) this.#unknown(`the operator ${node.operator}`);
        return node.expression!.forEach(each => this.check(each));
      case 'set':
        return this.#checkAssignment(node.equal!);
      case 'references':
        return this.#checkReference(node);
      default:
        this.#unknown(node.type === 'macro_call' ? `#${node.id}` : node.type);
    }
  }

  /** A block has its directive in front. */
  #checkBlock([{ type, condition }, ...nodes]: [Node, ...Node[]]): void {
    if (type !== 'if') this.#unknown(`#${type}`);
    this.check(condition!);
    for (const node of nodes) if (node.type !== 'else') this.check(node);
  }

  #checkAssignment([target, value]: [Node, Node]): void {
    const text = Helper.getRefText(target as never);
    if (target.path !== undefined && text !== statusOverride) this.#unknown(`#set of ${text}`);
    this.check(value);
    this.#names.add(target.id);
  }

  #checkReference(node: Node): void {
    const text = Helper.getRefText(node as never);
    if (!this.#names.has(node.id) || node.args !== undefined) this.#unknown(text);
    node.path?.forEach(({ type, id, args }, index) => {
      const own = index === 0 ? membersOf[node.id] : undefined;
      const known = type === 'method' ? (own ?? stringMethods) : own;
      if (typeof id !== 'string') this.check(id);
      else if (known && !Object.hasOwn(known, id)) this.#unknown(text);
      for (const argument of args || []) {
        this.check(argument);
        const { type: kind, value } = argument;
        if (own && node.id === 'input' && kind === 'string' && compilePath(String(value)) === undefined)
          this.#unknown(`the path ${String(value)}`);
      }
    });
  }

  #unknown(what: string): never {
    return this.#stop(`uses ${what}, which the runner does not support`);
  }
}

/** The engine, but with errors where AWS might behave differently. */
class Rendering extends Compile {
  override getReferences(node: Parameters<Compile['getReferences']>[0], isWritten?: boolean): any {
    const value = super.getReferences(node, false);
    if (value === undefined && !(isWritten && (node as { leader: string }).leader === '$!'))
      throw new Error(`${Helper.getRefText(node as never)} is nothing`);
    return isWritten && isNumber(value) ? String(value) : (value ?? '');
  }

  override getExpression(node: Parameters<Compile['getExpression']>[0]): any {
    const value = super.getExpression(node);
    if ((node as Node).type === 'math' && typeof value !== 'number')
      throw new Error(`${String(value)} is not a number`);
    return value;
  }
}

const javaMethods = {
  uid: 'java',
  match: () => true,
  resolve({ property, context, params }: { property: string; context: unknown; params: unknown[] }): unknown {
    const methods: object = typeof context === 'string' ? stringMethods : Object(context);
    const method: unknown = Object.hasOwn(methods, property) && methods[property as keyof object];
    if (typeof method !== 'function') throw new TypeError(`${property} is not a method of ${typeof context}`);
    return typeof context === 'string' ? method(context, ...params) : method(...params);
  },
};
