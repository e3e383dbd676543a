import { jsonpath, type JSONValue } from 'json-p3';
import { asDoubles, isObject, parseJson } from '../json.ts';
import { StatesError } from './errors.ts';
import { intrinsics } from './intrinsics.ts';

/** The values that an expression can read: `$` is the data, `$$` the context object. */
export interface Scope {
  data: unknown;
  context: object;
}

type Expression = (scope: Scope) => unknown;

const queryOf = (path: string) => jsonpath.compile(path.startsWith('$$') ? path.slice(1) : path);

/** The value at a path; an array for a path that may match several values; undefined if nothing matches. */
export function find(path: string, { data, context }: Scope): unknown {
  const query = queryOf(path);
  const root = path.startsWith('$$') ? context : data;
  if (query.singularQuery()) return query.query(root as JSONValue).values()[0];
  // Filters compare doubles.
  const locations = query.query(asDoubles(root) as JSONValue).locations();
  return locations.map(keys => keys.reduce((value: any, key) => value[key] as unknown, root));
}

/** The members and indexes of a path. Throws for a path that may match several values. */
export const keysOf = (path: string): (string | number)[] =>
  jsonpath.compile(path).segments.map(({ selectors: [selector] }) => {
    const { name, index } = selector as { name?: string; index?: number };
    const key = name ?? index;
    if (key === undefined) throw new Error(`the path ${path} may lead to several places`);
    return key;
  });

export const evaluate = (expression: unknown, scope: Scope): unknown => parse(String(expression))(scope);

/** Fills in the members of a payload template whose names end in `.$`. */
export function fill(template: unknown, scope: Scope): unknown {
  if (Array.isArray(template)) return template.map(item => fill(item, scope));
  if (!isObject(template)) return template;
  return Object.fromEntries(
    Object.entries(template).map(([key, value]) =>
      key.endsWith('.$') ? [key.slice(0, -2), evaluate(value, scope)] : [key, fill(value, scope)],
    ),
  );
}

const quoted = String.raw`'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"`;
const inBrackets = String.raw`\[(?:${quoted}|\[[^\]]*\]|[^'"[\]])*\]`;
/** The start of a call, a string, a path, or any other JSON. */
const argument = new RegExp(
  String.raw`(States\.\w+)\(|'((?:\\.|[^'\\])*)'|(\$(?:${inBrackets}|[^\s,)[])*)|([^\s,()']+)`,
  'y',
);

/** Throws unless it is a path or a call of existing functions. */
export function parse(expression: string): Expression {
  if (expression.startsWith('$')) return parsePath(expression);
  let at = 0;
  const next = (pattern: RegExp) => {
    pattern.lastIndex = at;
    const found = pattern.exec(expression);
    if (found) at = pattern.lastIndex;
    return found;
  };
  const need = (pattern: RegExp) => {
    const found = next(pattern);
    if (!found) throw new Error(`the expression ${expression} is not valid at character ${at + 1}`);
    return found;
  };
  const parseArgument = (isFormat: boolean): Expression => {
    const [, name, string, path, json] = need(argument);
    if (name) return parseCall(name);
    if (path) return parsePath(path);
    // States.Format handles the escapes of its template itself, because `\{}` is not a placeholder.
    const value = string === undefined ? parseJson(json!) : isFormat ? string : string.replace(/\\([\\'{}])/g, '$1');
    return () => value;
  };
  const parseCall = (name: string): Expression => {
    const args: Expression[] = [];
    next(/\s*/y);
    while (!next(/\)\s*/y)) {
      if (args.length > 0) need(/,\s*/y);
      args.push(parseArgument(name === 'States.Format' && args.length === 0));
      next(/\s*/y);
    }
    return callOf(name, args);
  };
  const call = parseCall(need(/\s*(States\.\w+)\(/y)[1]!);
  need(/$/y);
  return call;
}

function parsePath(path: string): Expression {
  queryOf(path);
  return scope => {
    const value = find(path, scope);
    if (value === undefined) throw new Error(`Path expression '${path}' does not point to a value`);
    return value;
  };
}

function callOf(name: string, args: Expression[]): Expression {
  const intrinsic = intrinsics[name.replace('States.', '')];
  if (!intrinsic) throw new Error(`the intrinsic function ${name} is not available locally`);
  return scope => {
    const values = args.map(arg => arg(scope));
    try {
      return intrinsic(...values);
    } catch (error) {
      throw new StatesError('States.IntrinsicFailure', `${name} failed: ${(error as Error).message}`);
    }
  };
}
