import { deflateSync, inflateSync } from 'node:zlib';
import { uncatchable } from './errors.ts';
import { maxEvents } from './limits.ts';

export interface HistoryEvent {
  id: number;
  previousEventId: number;
  /** Seconds since 1970. */
  timestamp: number;
  type: string;
  [details: `${string}EventDetails`]: object;
}

const wholeData = Object.freeze({ truncated: false });

/** An event's input in the API's form. The text is JSON. */
export const inputData = (input: string) => ({ input, inputDetails: wholeData });

/** An event's output in the API's form. The text is JSON. */
export const outputData = (output: string) => ({ output, outputDetails: wholeData });

function detailsMember(type: string): `${string}EventDetails` {
  const [, stateEvent] = /State(Entered|Exited)$/.exec(type) ?? [];
  return stateEvent ? `state${stateEvent}EventDetails` : `${type[0]!.toLowerCase()}${type.slice(1)}EventDetails`;
}

/**
 * The events of one execution.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_GetExecutionHistory.html
 */
export class History {
  #events: HistoryEvent[] = [];
  #packed: Uint8Array | undefined;

  /** Returns the event's id. The ids count from 1. */
  add(type: string, previousEventId: number, details?: object): number {
    const id = this.#events.length + 1;
    const event: HistoryEvent = { id, previousEventId, timestamp: Date.now() / 1000, type };
    if (details) event[detailsMember(type)] = details;
    this.#events.push(event);
    return id;
  }

  /** Throws if the execution has the most events that it may have. */
  assertRoom(): void {
    if (this.#events.length < maxEvents) return;
    throw uncatchable('States.Runtime', `The execution reached the maximum number of history events (${maxEvents}).`);
  }

  /** At most `count` events after `after`; if reversed, those before it. */
  page({ after, count, reverse }: { after?: number | undefined; count: number; reverse: boolean }): HistoryEvent[] {
    const events = this.#packed ? (JSON.parse(inflateSync(this.#packed).toString()) as HistoryEvent[]) : this.#events;
    if (!reverse) return events.slice(after ?? 0, (after ?? 0) + count);
    const end = after === undefined ? events.length : after - 1;
    return events.slice(Math.max(0, end - count), end).reverse();
  }

  /** Packs the events of an execution that has ended: they repeat its data, and take a twentieth of the memory then. */
  pack(): void {
    // A copy, because the Buffer keeps a larger piece of memory.
    this.#packed = new Uint8Array(deflateSync(JSON.stringify(this.#events), { level: 1 }));
    this.#events = [];
  }
}

/** The sequence of events of an execution, or of one branch of a state. */
export class Trail {
  readonly history: History;
  /** The predecessor of the next event. */
  last: number;

  constructor(history: History, last = 0) {
    this.history = history;
    this.last = last;
  }

  add(type: string, details?: object): void {
    this.last = this.history.add(type, this.last, details);
  }

  /** Adds an event that does not become the next one's predecessor. AWS gives both the same predecessor. */
  aside(type: string, details?: object): void {
    this.history.add(type, this.last, details);
  }
}
