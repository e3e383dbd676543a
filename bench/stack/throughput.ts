import { milliseconds, type Part } from '../report.ts';
import { median, percentile } from '../statistics.ts';
import { Approvals, inParallel } from './approvals.ts';
import { RunningStack } from './running-stack.ts';

const effort = { warmUp: 400, approvals: 500, concurrency: 20 };

/** Approvals per second on the local stack, from the execution's start to its end. */
export const throughput: Part = {
  name: 'throughput',
  title: 'Approvals through the local stack: start, mail in the mailbox, decision by the API, end',
  run: async (progress, results) => {
    await using stack = await progress.step('Starting the local stack', () => RunningStack.start(results));
    using approvals = new Approvals(stack);
    const { warmUp, approvals: count, concurrency } = effort;
    const times: number[] = [];
    const seconds = await progress.step('Approving', async at => {
      await inParallel(warmUp, concurrency, async index => {
        await approvals.whole(`Warm-up ${index}`);
      });
      const started = performance.now();
      await inParallel(count, concurrency, async index => {
        times.push((await approvals.whole(`Approval ${index}`)).total);
        if (times.length % 100 === 0) at(`${times.length} of ${count}`);
      });
      return (performance.now() - started) / 1000;
    });
    const perSecond = count / seconds;
    const [p50, p95] = [median(times), percentile(times, 95)];
    const data = { approvals: count, concurrency, seconds, perSecond, p50, p95 };
    return {
      data,
      rows: [
        { what: '', values: ['measured'] },
        { what: 'approvals per second', values: [perSecond.toFixed(0)] },
        { what: 'one approval, median', values: [milliseconds(p50)] },
        { what: 'one approval, 95th percentile', values: [milliseconds(p95)] },
      ],
    };
  },
};
