import { unsupported } from '../endpoint/error.ts';
import { jsonService } from '../endpoint/service.ts';
import { deadLetter, deliver } from './delivery.ts';
import { eventLine, readableText } from './event-line.ts';
import type { Event } from './event.ts';
import { readPutEvents } from './put-events.ts';
import type { Rule, Target } from './rules.ts';
import { every, scheduledEvent } from './schedule.ts';

interface EventBusOptions {
  print(line: string): void;
  retryDelayMs?: number;
}

/** EventBridge's default event bus: events go to the targets of all rules that match them. */
export class EventBus {
  readonly service = jsonService('EventBridge', 'AWSEvents', this);
  readonly #options: EventBusOptions;
  readonly #rules: Rule[] = [];
  readonly #stopped = new AbortController();

  constructor(options: EventBusOptions) {
    this.#options = options;
  }

  addRules(rules: Rule[]): void {
    this.#rules.push(...rules);
    for (const rule of rules) {
      if (rule.everyMs === undefined) continue;
      every(rule.everyMs, this.#stopped.signal, () => {
        const event = scheduledEvent(rule);
        for (const target of rule.targets) void this.#deliver(event, rule, target);
      });
    }
  }

  async handle(operation: string, input: unknown): Promise<object> {
    if (operation !== 'PutEvents') throw unsupported(`${operation} of AWSEvents`);
    const entries = readPutEvents(input).map(entry => {
      if ('ErrorCode' in entry) return entry;
      this.#options.print(eventLine(entry));
      this.put(entry);
      return { EventId: entry.id };
    });
    return { FailedEntryCount: entries.filter(entry => 'ErrorCode' in entry).length, Entries: entries };
  }

  /** Accepts an event, also one of AWS's own, and delivers it asynchronously. */
  put(event: Event): void {
    for (const rule of this.#rules.filter(({ matches }) => matches(event)))
      for (const target of rule.targets) setImmediate(() => void this.#deliver(event, rule, target));
  }

  stop(): void {
    this.#stopped.abort();
  }

  async #deliver(event: Event, rule: Rule, target: Target): Promise<void> {
    const { signal } = this.#stopped;
    if (signal.aborted) return;
    try {
      const failure = await deliver(target, event, signal, this.#options.retryDelayMs);
      if (!failure) return;
      const lost = target.deadLetters ? `it is in the queue ${target.deadLetters.name}` : 'it is lost';
      this.#options.print(
        readableText(
          `ERROR The rule ${rule.name} could not deliver an event to ${target.arn}, ${lost}: `
            + `${failure.code} ${failure.message}`,
        ),
      );
      deadLetter(event, rule, target, failure);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }
}
