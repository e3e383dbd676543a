import { fromJson, isObject } from '../json.ts';

/** Fields that the terminal does not need, or that are shown anyway. */
const leftOut = new Set(['timestamp', 'level', 'message', 'requestId', 'traceId']);

/** .NET's level names and the usual ones. */
const shortLevels: Record<string, string> = { INFORMATION: 'INFO', WARNING: 'WARN', CRITICAL: 'FATAL' };

/**
 * A line of a function's log, for a person to read. A line in Lambda's JSON log format becomes its level, its message,
 * and `name=value` for each other field whose value is not in the message. Any other line stays as it is.
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

/** Whether the message contains the value as a whole word. */
const shows = (message: string, value: string) =>
  message.includes(value) && new RegExp(`(?<![\\w-])${RegExp.escape(value)}(?![\\w-])`).test(message);

function parse(line: string): Record<string, unknown> | undefined {
  const entry = line.startsWith('{') ? fromJson(line, () => undefined) : undefined;
  return isObject(entry) && 'message' in entry ? entry : undefined;
}
