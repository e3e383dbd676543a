import { compilePath } from '../json-path.ts';
import { localContext } from './paths.ts';

const call = /^\s*States\.JsonToString\(\s*(\$.*?)\s*\)\s*$/s;

/** The path of which an expression wants the JSON text; undefined for any other expression. */
export function jsonTextPath(expression: string): string | undefined {
  const path = call.exec(expression)?.[1];
  return path !== undefined && compilePath(path.replace(/^\$\$/, '$')) ? path : undefined;
}

/**
 * The JSON texts that the templates of a state ask for. The interpreter takes every backslash out of a text that an
 * intrinsic function gives, and so the escapes; `States.JsonToString(path)` becomes a path to a text made here instead.
 */
export class JsonTexts {
  readonly #makers: ((context: object) => string)[] = [];

  /** `root` is the path below the context at which the data is. Gives the path of the text. */
  add(path: string, root: string): string {
    const whole = path.startsWith('$$') ? localContext + path.slice(2) : root + path.slice(1);
    const get = compilePath(whole.slice(1))!;
    this.#makers.push(context => {
      const value = get(context);
      if (value === undefined) throw new Error(`Path expression '${path}' does not point to a value`);
      return JSON.stringify(value);
    });
    return `$$.Local.Texts.t${this.#makers.length - 1}`;
  }

  /** What is to be at `$$.Local.Texts`: each text is made when it is asked for. */
  bind(context: object): object {
    return Object.defineProperties(
      {},
      Object.fromEntries(
        this.#makers.map((make, index) => [`t${index}`, { enumerable: true, get: () => make(context) }]),
      ),
    );
  }
}
