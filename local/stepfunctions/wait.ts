import type { StateDefinition } from './adapt.ts';
import { uncatchable } from './errors.ts';
import { delay } from './timers.ts';

const timestampPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/** Does what a Wait state does; its output is its input. */
export async function waitState(definition: StateDefinition, input: unknown, signal: AbortSignal): Promise<unknown> {
  const dynamic = 'SecondsPath' in definition || 'TimestampPath' in definition;
  const { until, input: output } = dynamic
    ? (input as { until: unknown; input: unknown })
    : { until: undefined, input };
  if ('Timestamp' in definition || 'TimestampPath' in definition)
    await delay(untilTimestamp(until ?? definition.Timestamp), signal);
  else await delay(seconds(until ?? definition.Seconds) * 1000, signal);
  return output;
}

function untilTimestamp(value: unknown): number {
  const time = typeof value === 'string' && timestampPattern.test(value) ? Date.parse(value) : NaN;
  if (Number.isNaN(time))
    throw uncatchable('States.Runtime', `A Wait state needs a timestamp, but got ${JSON.stringify(value)}.`);
  return time - Date.now();
}

function seconds(value: unknown): number {
  if (Number.isInteger(value) && Number(value) >= 0) return Number(value);
  throw uncatchable('States.Runtime', `A Wait state needs a number of seconds, but got ${JSON.stringify(value)}.`);
}
