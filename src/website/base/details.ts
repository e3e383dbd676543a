import { isNumber } from './json.ts';
import { visible } from './text.ts';

/**
 * How a JSON value is shown. `list` and `map` nest. `raw` is JSON text, for values too large or too deep for a table.
 * Nothing is left out, because approvers must see everything that they approve.
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
  return (
    value === '' || (typeof value === 'object' && value !== null && !isNumber(value) && Object.keys(value).length === 0)
  );
}

/** Whether the value fits a table. Does not recurse and stops early, because the value is untrusted. */
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
  if (typeof value !== 'object' || value === null || isNumber(value)) return { kind: 'literal', text: String(value) };
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
    // JSON.stringify overflowed the stack. Say so: a part of the value would look complete.
    return { kind: 'empty', text: 'The details are nested too deeply to be shown here. See the execution’s input.' };
  }
}
