import type { Row } from '../report.ts';
import { median } from '../statistics.ts';

export interface Round {
  framesPerSecond: number;
  /** Milliseconds of the runner and of the functions for a frame. */
  processorTime: number | undefined;
}

/** What came of a stack's frames. */
export interface Outcome {
  name: string;
  rounds: Round[];
  /** How many frames there were, by outcome. */
  outcomes: Record<string, number>;
  strangers: number;
  requests: number;
  people: number;
  /** To each approver. */
  mails: number;
}

/** A round of one stack by the same round of the base, which showed the same people a moment before or after. */
const ratiosTo = (base: Outcome, of: Outcome, value: (round: Round) => number | undefined): number[] =>
  of.rounds.flatMap((round, index) => {
    const [ours, theirs] = [value(round), value(base.rounds[index]!)];
    return ours === undefined || theirs === undefined ? [] : ours / theirs;
  });

const range = (values: number[], digits: number): string => {
  if (values.length === 0) return 'unknown';
  const text = (value: number) => value.toFixed(digits);
  return `${text(median(values))} (${text(Math.min(...values))} to ${text(Math.max(...values))})`;
};

export function rows(data: Outcome[]): Row[] {
  const row = (what: string, value: (of: Outcome) => string | number): Row => ({
    what,
    values: data.map(each => String(value(each))),
  });
  const base = data.find(({ name }) => name === 'base');
  const outcomes = [...new Set(data.flatMap(each => Object.keys(each.outcomes)))];
  const perSecond = ({ framesPerSecond }: Round) => framesPerSecond;
  const seconds = ({ processorTime }: Round) => (processorTime === undefined ? undefined : processorTime / 1000);
  const measured = (what: string, value: (round: Round) => number | undefined): Row[] => [
    row(`${what}, median (range)`, of =>
      range(
        of.rounds.map(value).filter(each => each !== undefined),
        2,
      ),
    ),
    ...(base ? [row('ratio to the base', of => (of === base ? '' : range(ratiosTo(base, of, value), 2)))] : []),
  ];
  return [
    row('', ({ name }) => name),
    ...measured('frames per second', perSecond),
    ...measured('processor seconds per frame', seconds),
    row('strangers', of => of.strangers),
    row('requests', of => of.requests),
    row('people', of => of.people),
    row('mails to each approver', of => of.mails),
    ...outcomes.map(outcome => row(`frames: ${outcome}`, of => of.outcomes[outcome] ?? 0)),
  ];
}
