import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { AwsError } from '../endpoint/error.ts';
import { Queue } from '../sqs/queue.ts';
import type { InvocationResult } from '../stack/types.ts';
import { until } from '../testing/stack.ts';
import { AsyncInvocations } from './async-invocations.ts';
import { defaultEventConfig, type EventConfig } from './event-config.ts';

type Answer = InvocationResult | Error | (() => InvocationResult);

/** Invocations of a function F that gives these answers in order. */
function started(answers: Answer[], config: Partial<EventConfig> = {}) {
  const payloads: string[] = [];
  const requestIds = new Set<string>();
  const lines: string[] = [];
  const invokeInTurn = async (_: string, payload: string, { requestId }: { requestId: string }) => {
    payloads.push(payload);
    requestIds.add(requestId);
    const answer = answers.shift() ?? { payload: 'null' };
    if (answer instanceof Error) throw answer;
    return typeof answer === 'function' ? answer() : answer;
  };
  const invocations = new AsyncInvocations(
    { invokeInTurn },
    {
      configs: new Map([['F', { ...defaultEventConfig, ...config }]]),
      print: line => lines.push(line),
      delaysMs: [1, 2],
    },
  );
  return { payloads, requestIds, lines, invocations };
}

const failed: InvocationResult = { payload: '{"errorMessage":"no"}', functionError: 'Unhandled' };
const arn = 'arn:aws:lambda:us-east-1:000000000000:function:F';

function deadLetters() {
  const queue = new Queue('arn:aws:sqs:us-east-1:000000000000:failed');
  const received = () => {
    const [{ body, attributes } = assert.fail('nothing came')] = queue.receive(1);
    return { body, attributes };
  };
  return { queue, received };
}

describe('An asynchronous invocation', () => {
  it('is retried after a failure with the same request id, but not after a success', async () => {
    const { invocations, payloads, requestIds, lines } = started([failed, new Error('not found'), { payload: '1' }]);
    invocations.accept('F', '{}');
    await until('it succeeded', () => payloads.length === 3);
    await new Promise(resolve => setTimeout(resolve, 20));
    assert.deepEqual([payloads, requestIds.size, lines], [['{}', '{}', '{}'], 1, []]);
  });

  it('is given up after three failures, with a message', async () => {
    const { invocations, payloads, lines } = started([failed, failed, failed]);
    invocations.accept(arn, '{}');
    await until('it gave up', () => lines.length === 1);
    assert.equal(payloads.length, 3);
    assert.equal(lines[0], 'ERROR The event was discarded after 3 tries of F: no');
  });

  it('is retried as often as configured, and then sent to the dead-letter queue', async () => {
    const { queue, received } = deadLetters();
    const long = { ...failed, payload: JSON.stringify({ errorMessage: 'é'.repeat(600) }) };
    const { invocations, payloads, requestIds, lines } = started([failed, long], { maxRetries: 1, deadLetters: queue });
    invocations.accept(arn, '{"Records":[]}');
    await until('it gave up', () => lines.length === 1);
    assert.equal(payloads.length, 2);
    assert.match(lines[0]!, /^ERROR The event is in the queue failed after 2 tries of F: é/);
    const text = (StringValue: string, DataType = 'String') => ({ DataType, StringValue });
    assert.deepEqual(received(), {
      body: '{"Records":[]}',
      attributes: {
        RequestID: text([...requestIds][0]!),
        ErrorCode: text('200', 'Number'),
        ErrorMessage: text('é'.repeat(512)),
      },
    });
  });

  it('also goes to the dead-letter queue if the function could not be invoked', async () => {
    const table: [answer: InvocationResult | Error, code: string, message: string][] = [
      [{ payload: 'text', functionError: 'Unhandled' }, '200', 'text'],
      [{ payload: '', functionError: 'Unhandled' }, '200', 'Unknown'],
      [new AwsError('TooManyRequestsException', 'Rate Exceeded.', 429), '429', 'Rate Exceeded.'],
      [new Error('broken'), '500', 'broken'],
    ];
    for (const [answer, code, message] of table) {
      const { queue, received } = deadLetters();
      const { invocations, lines } = started([answer], { maxRetries: 0, deadLetters: queue });
      invocations.accept('F', '{}');
      await until('it gave up', () => lines.length === 1);
      const { ErrorCode, ErrorMessage } = received().attributes;
      assert.deepEqual([ErrorCode?.StringValue, ErrorMessage?.StringValue], [code, message]);
    }
  });

  it('is given up at the configured maximum age', async (t: TestContext) => {
    t.mock.timers.enable({ apis: ['Date'] });
    const slow = () => {
      t.mock.timers.tick(60_000);
      return failed;
    };
    const { invocations, lines } = started([slow, failed], { maxAgeSeconds: 60 });
    invocations.accept('F', '{}');
    await until('it gave up', () => lines.length === 1);
    assert.match(lines[0]!, /after 1 try of F: no$/);
  });

  it('is reported as lost if the queue refuses it', async () => {
    const { queue } = deadLetters();
    const { invocations, lines } = started([failed], { maxRetries: 0, deadLetters: queue });
    invocations.accept('F', '"\u0000"');
    await until('it is lost', () => lines.length === 1);
    assert.match(lines[0]!, /^ERROR An event for F is lost: InvalidMessageContents: /);
  });

  it('is not retried after a stop', async () => {
    const { invocations, payloads, lines } = started([failed, failed]);
    invocations.accept('F', '{}');
    invocations.stop();
    await new Promise(resolve => setTimeout(resolve, 20));
    assert.deepEqual([payloads.length, lines], [1, []]);
  });
});
