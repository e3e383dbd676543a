import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { InvocationResult } from '../stack/types.ts';
import { until } from '../testing/stack.ts';
import { AsyncInvocations } from './async-invocations.ts';

/** Invocations of a function that answers so, one answer after the other. */
function started(...answers: (InvocationResult | Error)[]) {
  const payloads: string[] = [];
  const lines: string[] = [];
  const invoke = async (_: string, payload: string) => {
    payloads.push(payload);
    const answer = answers.shift() ?? { payload: 'null' };
    if (answer instanceof Error) throw answer;
    return answer;
  };
  return { payloads, lines, invocations: new AsyncInvocations({ invoke }, line => lines.push(line), [1, 2]) };
}

const failed: InvocationResult = { payload: '{"errorMessage":"no"}', functionError: 'Unhandled' };

describe('An asynchronous invocation', () => {
  it('is made again after a failure, and not after a success', async () => {
    const { invocations, payloads, lines } = started(failed, new Error('not found'), { payload: '1' });
    invocations.accept('F', '{}');
    await until('it succeeded', () => payloads.length === 3);
    await new Promise(resolve => setTimeout(resolve, 20));
    assert.deepEqual([payloads, lines], [['{}', '{}', '{}'], []]);
  });

  it('is given up after three failures, which it says', async () => {
    const { invocations, payloads, lines } = started(failed, failed, failed);
    invocations.accept('F', '{}');
    await until('it gave up', () => lines.length === 1);
    assert.equal(payloads.length, 3);
    assert.match(lines[0]!, /^ERROR The event was discarded, as F failed 3 times: .*\{"errorMessage":"no"\}$/);
  });

  it('is not made again once it is stopped', async () => {
    const { invocations, payloads, lines } = started(failed, failed);
    invocations.accept('F', '{}');
    invocations.stop();
    await new Promise(resolve => setTimeout(resolve, 20));
    assert.deepEqual([payloads.length, lines], [1, []]);
  });
});
