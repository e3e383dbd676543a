import { mebibytes, milliseconds, ratio, type Row } from '../report.ts';

export interface Measured {
  pending: number;
  /** Milliseconds, each the median of the repetitions. */
  decide: number;
  list: number;
  query: number;
  listExecutions: number;
  /** The runner's, in bytes. */
  memory: number | undefined;
}

/** Approvals from start to end, as many a second as possible up to the goal. */
export interface Held extends Measured {
  minutes: number;
  perSecond: number;
  /** Milliseconds of the processor for an approval. */
  mainThread: number | undefined;
  /** The runner's memory on average, in the first and in the last tenth of the time. */
  first: number | undefined;
  last: number | undefined;
  /** How much it grew with 1,000 approvals. */
  growth: number | undefined;
}

/** `page` is the most that a list shows. */
export function rows(data: Measured[], held: Held, page: number): Row[] {
  const row = <T extends number | undefined>(what: string, value: (of: Measured) => T, text: (value: T) => string) => {
    const values = data.map(value);
    return { what, values: [...values.map(text), ratio(values.at(-1), values[0]), text(value(held))] };
  };
  const time = (value: number) => milliseconds(value, 1);
  const onlyHeld = (what: string, value: string): Row => ({ what, values: ['', '', '', '', value] });
  return [
    { what: 'median', values: [...data.map(({ pending }) => `${pending} pending`), 'last : first', 'under load'] },
    row('decide (POST …/decision)', of => of.decide, time),
    row(`list the first ${page} pending (GET …/approvals)`, of => of.list, time),
    row(`list the first ${page} pending (Query)`, of => of.query, time),
    row(`list the first ${page} running (ListExecutions)`, of => of.listExecutions, time),
    row('memory of the runner', of => of.memory, mebibytes),
    onlyHeld(`approvals per second, for ${held.minutes} minutes`, held.perSecond.toFixed(1)),
    onlyHeld(
      'main thread of the runner, processor time for one',
      held.mainThread === undefined ? 'unknown' : time(held.mainThread),
    ),
    onlyHeld('memory, mean of the first tenth of the time', mebibytes(held.first)),
    onlyHeld('memory, mean of the last tenth', mebibytes(held.last)),
    onlyHeld('last : first', ratio(held.last, held.first)),
    onlyHeld('growth with 1000 approvals', mebibytes(held.growth)),
  ];
}
