import { parseJson } from '../json.ts';
import { compilePath } from '../json-path.ts';

/**
 * `$input` of a mapping template: the body of the request or of the integration's response. `json` and `path` throw
 * NotJson if it is not JSON.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html
 */
export const inputOf = (body: string) => ({
  body,
  json(path: string): string {
    const value = valueAt(path, body);
    if (value === undefined) throw new Error(`$input.json('${path}') leads nowhere`);
    return JSON.stringify(value);
  },
  path: (path: string): unknown => valueAt(path, body) ?? '',
});

function valueAt(path: string, body: string): unknown {
  const get = compilePath(path);
  if (get === undefined) throw new Error(`the runner does not support the path ${path}`);
  try {
    return get(parseJson(body || '{}'));
  } catch (error) {
    throw new NotJson((error as Error).message);
  }
}

export class NotJson extends Error {}

/** `$util` of a mapping template. */
export const util = {
  base64Decode: (text: string): string => Buffer.from(text, 'base64').toString(),
  base64Encode: (text: string): string => Buffer.from(text).toString('base64'),
  /** Escapes as commons-lang does. Its `\'` is not valid in JSON. */
  escapeJavaScript: (text: string): string =>
    text.replace(/['"\\/]|[^ -~]/g, character => escapes[character] ?? `\\u${hex(character).padStart(4, '0')}`),
  parseJson,
  urlDecode: (text: string): string => decodeURIComponent(text.replaceAll('+', '%20')),
  urlEncode: (text: string): string =>
    encodeURIComponent(text)
      .replace(/[!'()~]/g, character => `%${hex(character)}`)
      .replaceAll('%20', '+'),
};

const escapes: Record<string, string> = {
  "'": "\\'",
  '"': '\\"',
  '\\': '\\\\',
  '/': '\\/',
  '\b': '\\b',
  '\n': '\\n',
  '\t': '\\t',
  '\f': '\\f',
  '\r': '\\r',
};

const hex = (character: string): string => character.charCodeAt(0).toString(16).toUpperCase();

/** The methods of Java's strings that a mapping template may call. */
export const stringMethods: Record<string, (text: string, ...args: never[]) => unknown> = {
  contains: (text, part: string) => text.includes(part),
  endsWith: (text, part: string) => text.endsWith(part),
  equals: (text, other: unknown) => text === other,
  indexOf: (text, part: string) => text.indexOf(part),
  isEmpty: text => text === '',
  lastIndexOf: (text, part: string) => text.lastIndexOf(part),
  length: text => text.length,
  replace: (text, part: string, replacement: string) => text.replaceAll(part, () => replacement),
  replaceAll: (text, pattern: string, replacement: string) =>
    text.replace(new RegExp(pattern, 'gu'), (...found: string[]) =>
      replacement.replace(
        /\\(.)|\$(\d)/gsu,
        (_, literal: string | undefined, group: string) => literal ?? found[Number(group)] ?? '',
      ),
    ),
  startsWith: (text, part: string) => text.startsWith(part),
  substring(text, begin: number, end: number = text.length) {
    if (begin < 0 || end > text.length || begin > end)
      throw new RangeError(`begin ${begin}, end ${end}, length ${text.length}`);
    return text.slice(begin, end);
  },
  toLowerCase: text => text.toLowerCase(),
  toUpperCase: text => text.toUpperCase(),
  trim: text => text.trim(),
};
