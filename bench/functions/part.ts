import { mebibytes, milliseconds, ratio, type Part, type Row } from '../report.ts';
import { measureDecisions, type Measured } from './decide.ts';
import { bundledPeer, publishedFunction } from './subjects.ts';

const effort = { coldStarts: 30, warmInvocations: 1000 };

/** Compares the decision function with a Node.js function that does the same. */
export const functions: Part = {
  name: 'functions',
  title: 'The decision function, beside Node.js 24 with the AWS SDK v3 (bundled) in aws-lambda-ric',
  run: async (progress, results) => {
    const own = await progress.step('Publishing the function', () => publishedFunction(results));
    const peer = await progress.step('Bundling the peer (its runtime is compiled once)', () => bundledPeer(results));
    const data = await progress.step('Deciding', at => measureDecisions([own, peer], effort, at));
    return { rows: rows(data[0]!, data[1]!), data };
  },
};

function rows(own: Measured, peer: Measured): Row[] {
  const row = (
    what: string,
    value: (of: Measured) => number | undefined,
    text: (value: number, of: Measured) => string,
  ): Row => {
    const values = [own, peer].map(of => {
      const measured = value(of);
      return measured === undefined ? '' : text(measured, of);
    });
    return { what, values: [...values, ratio(value(own), value(peer))] };
  };
  const whole = (value: number) => milliseconds(value);
  const exact = (value: number) => milliseconds(value, 2);
  const spread = (value: number, of: Measured) =>
    `${milliseconds(value)} (${of.coldStart.p25.toFixed(0)} to ${of.coldStart.p75.toFixed(0)})`;
  return [
    { what: '', values: [own.name, peer.name, 'ratio'] },
    row('cold start (middle half)', of => of.coldStart.median, spread),
    row('processor time of it', of => of.coldProcessorTime, whole),
    row('warm, median', of => of.warm.p50, exact),
    row('warm, 95th percentile', of => of.warm.p95, exact),
    row('peak memory, first answer', of => of.memory.afterFirst, mebibytes),
    row(`peak memory, ${own.warm.count} answers`, of => of.memory.afterWarm, mebibytes),
    row('package, zipped', of => of.packageSize, mebibytes),
  ];
}
