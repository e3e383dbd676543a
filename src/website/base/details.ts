import { visible } from './text.ts';

/**
 * How a JSON value is shown. `list` and `map` nest; `raw` is the JSON text itself, for what is too large or too deep to
 * be read as a table. Nothing is ever left out: who approves a thing must be able to see all of it.
 */
export type Detail =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'empty'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly Detail[] }
  | { readonly kind: 'map'; readonly entries: readonly (readonly [label: string, value: Detail])[] }
  | { readonly kind: 'raw'; readonly text: string };

const MAX_VALUES = 300;
const MAX_DEPTH = 6;

export function describe(value: unknown): Detail | undefined {
  if (value === undefined || value === null || isEmpty(value)) return undefined;
  return fits(value) ? detail(value) : raw(value);
}

function isEmpty(value: unknown): boolean {
  return value === '' || (typeof value === 'object' && value !== null && Object.keys(value).length === 0);
}

/** Whether a table of this can be read. Walks without recursion and gives up early, since the value is anybody's. */
function fits(value: unknown): boolean {
  const open: [value: unknown, depth: number][] = [[value, 0]];
  let seen = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [current, depth] = next;
    if (++seen > MAX_VALUES || depth > MAX_DEPTH) return false;
    if (typeof current !== 'object' || current === null) continue;
    const children = Object.values(current);
    if (seen + open.length + children.length > MAX_VALUES) return false;
    for (const child of children) open.push([child, depth + 1]);
  }
  return true;
}

function detail(value: unknown): Detail {
  if (value === '') return { kind: 'empty', text: 'empty text' };
  if (typeof value === 'string') return { kind: 'text', text: visible(value) };
  if (typeof value !== 'object' || value === null) return { kind: 'literal', text: String(value) };
  if (Array.isArray(value)) {
    return value.length === 0 ? { kind: 'empty', text: 'empty list' } : { kind: 'list', items: value.map(detail) };
  }
  const entries = Object.entries(value);
  return entries.length === 0
    ? { kind: 'empty', text: 'nothing in it' }
    : { kind: 'map', entries: entries.map(([label, member]) => [visible(label) || '(no name)', detail(member)]) };
}

function raw(value: unknown): Detail {
  try {
    return { kind: 'raw', text: visible(JSON.stringify(value, null, 2)) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    // Nested so deep that the engine's stack ends. Say so rather than show a part of it as if it were all.
    return { kind: 'empty', text: 'The details are nested too deeply to be shown here. See the execution’s input.' };
  }
}
