import { fromJson, isObject } from '../json.ts';

/** Not worth a reader's time in a terminal. */
const leftOut = new Set(['timestamp', 'level', 'message', 'requestId', 'traceId']);

/** .NET's names for levels, as other languages say them. */
const shortLevels: Record<string, string> = { INFORMATION: 'INFO', WARNING: 'WARN', CRITICAL: 'FATAL' };

/**
 * A line of a function's log for a person: of a JSON line (Lambda's JSON log format) the level, the message, and as
 * `name=value` those of the other fields that the message does not show already; any other line as it is.
 */
export function readable(line: string): string {
  const entry = parse(line);
  if (!entry) return line;
  const message = String(entry.message);
  const fields = Object.entries(entry)
    .filter(([name]) => !leftOut.has(name))
    .map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)] as const)
    .filter(([, value]) => !shows(message, value));
  const level = String(entry.level ?? '').toUpperCase();
  return [shortLevels[level] ?? level, message, ...fields.map(field => field.join('='))].filter(Boolean).join(' ');
}

/** Whether the message has the value as a word, and not merely within one. */
const shows = (message: string, value: string) =>
  new RegExp(`(?<![\\w-])${RegExp.escape(value)}(?![\\w-])`).test(message);

function parse(line: string): Record<string, unknown> | undefined {
  const entry = line.startsWith('{') ? fromJson(line, () => undefined) : undefined;
  return isObject(entry) && 'message' in entry ? entry : undefined;
}
