import type { Section } from '../stack/section.ts';
import { after } from '../timers.ts';
import { eventOf, type Event } from './event.ts';

const unitsMs: Record<string, number> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/**
 * The interval of a rule's ScheduleExpression in milliseconds; undefined without one. The runner supports rates, not
 * cron expressions. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rate-expressions.html
 */
export function rateOf(section: Section): number | undefined {
  const expression = section.optionalText('ScheduleExpression');
  if (expression === undefined) return undefined;
  const [, value = '', unit = '', plural] = /^rate\(([1-9]\d{0,8}) (minute|hour|day)(s?)\)$/.exec(expression) ?? [];
  const everyMs = Number(value) * (unitsMs[unit] ?? Number.NaN);
  if (Number.isNaN(everyMs) || (value === '1') !== (plural === ''))
    section.stop('ScheduleExpression', `is ${expression}; the runner supports only rates, such as rate(1 hour)`);
  return everyMs;
}

export const scheduledEvent = ({ arn }: { arn: string }): Event =>
  eventOf({ source: 'aws.events', detailType: 'Scheduled Event', detail: {}, resources: [arn] });

/** Calls back at an interval until the signal is aborted. Does not keep the process alive. */
export function every(intervalMs: number, signal: AbortSignal, callback: () => void): void {
  let cancel: () => void;
  const wait = (due: number): void => {
    cancel = after(
      due - Date.now(),
      () => {
        // After the machine slept, the missed calls are skipped.
        wait(due + intervalMs * (1 + Math.floor((Date.now() - due) / intervalMs)));
        callback();
      },
      { unref: true },
    );
  };
  wait(Date.now() + intervalMs);
  signal.addEventListener('abort', () => cancel(), { once: true });
}
