import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { Local, turn } from './testing/local.ts';

const waitingInvoke = 'arn:aws:states:::lambda:invoke.waitForTaskToken';
const asking = { FunctionName: 'F', Payload: { 'taskToken.$': '$$.Task.Token' } };
const functions = { F: () => null };
const day = 86_400;

const waiting = (fields: object, more: object = {}) => ({
  StartAt: 'Ask',
  States: { Ask: { Type: 'Task', Resource: waitingInvoke, Parameters: asking, End: true, ...fields }, ...more },
});

/** A mocked clock. `pass` moves it by seconds and runs what is due. */
function clock(t: TestContext) {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'], now: Date.parse('2026-11-20T10:00:00Z') });
  return {
    async pass(seconds: number) {
      for (let i = 0; i < 3; i++) await turn();
      t.mock.timers.tick(seconds * 1000);
      for (let i = 0; i < 3; i++) await turn();
    },
  };
}

const statusOf = async (local: Local, executionArn: string) =>
  (await local.call('DescribeExecution', { executionArn })).status;

test('a task without a time limit waits for weeks', async t => {
  const { pass } = clock(t);
  const local = new Local(waiting({}), { functions });
  const executionArn = await local.start();
  await pass(61);
  assert.equal(await statusOf(local, executionArn), 'RUNNING');
  await pass(24 * day);
  assert.equal(await statusOf(local, executionArn), 'RUNNING');
  const [taskToken] = await local.tokens(executionArn);
  await local.call('SendTaskSuccess', { taskToken, output: '"late"' });
  assert.equal((await local.end(executionArn)).output, '"late"');
});

for (const seconds of [61, 99_999_999]) {
  test(`TimeoutSeconds ${seconds} is neither cut short nor ignored`, async t => {
    const { pass } = clock(t);
    const local = new Local(waiting({ TimeoutSeconds: seconds }), { functions });
    const executionArn = await local.start();
    await pass(60.9);
    assert.equal(await statusOf(local, executionArn), 'RUNNING');
    const { taskScheduledEventDetails } = (await local.events(executionArn))[2]!;
    assert.equal(taskScheduledEventDetails.timeoutInSeconds, seconds);
    if (seconds === 61) {
      await pass(0.1);
      assert.equal(await statusOf(local, executionArn), 'FAILED');
    }
    await local.service.stop();
  });
}

test('a time-out is States.Timeout without a cause, and the token has expired', async t => {
  const { pass } = clock(t);
  const local = new Local(waiting({ TimeoutSeconds: 5 }), { functions });
  const executionArn = await local.start();
  const [taskToken] = await local.tokens(executionArn);
  await pass(5);
  const { status, error, ...rest } = await local.end(executionArn);
  assert.deepEqual([status, error, 'cause' in rest], ['FAILED', 'States.Timeout', false]);
  assert.deepEqual(
    (await local.events(executionArn))
      .slice(-2)
      .map(({ type, taskTimedOutEventDetails, executionFailedEventDetails }) => [
        type,
        taskTimedOutEventDetails ?? executionFailedEventDetails,
      ]),
    [
      ['TaskTimedOut', { resourceType: 'lambda', resource: 'invoke.waitForTaskToken', error: 'States.Timeout' }],
      ['ExecutionFailed', { error: 'States.Timeout' }],
    ],
  );
  await assert.rejects(local.call('SendTaskSuccess', { taskToken, output: '1' }), { name: 'TaskTimedOut' });
});

test('TimeoutSecondsPath reads the state’s input', async t => {
  const { pass } = clock(t);
  const local = new Local(waiting({ TimeoutSecondsPath: '$.wait.seconds' }), { functions });
  const executionArn = await local.start({ wait: { seconds: 90 } });
  await pass(89);
  assert.equal(await statusOf(local, executionArn), 'RUNNING');
  await pass(1);
  assert.equal(await statusOf(local, executionArn), 'FAILED');
});

for (const seconds of [0, -1, 1.5, '5', null]) {
  test(`TimeoutSecondsPath that leads to ${JSON.stringify(seconds)} fails the execution`, async () => {
    const { error, cause } = await new Local(waiting({ TimeoutSecondsPath: '$.s' }), { functions }).run({ s: seconds });
    assert.equal(error, 'States.Runtime');
    assert.match(cause, /TimeoutSecondsPath '\$\.s'/);
  });
}

test('TimeoutSecondsPath that leads nowhere fails the execution', async () => {
  const { error, cause } = await new Local(waiting({ TimeoutSecondsPath: '$.s' }), { functions }).run({});
  assert.equal(error, 'States.Runtime');
  assert.match(cause, /'\$\.s'/);
});

test('States.TaskFailed does not match a timeout, States.ALL and States.Timeout do, without a cause', async t => {
  const { pass } = clock(t);
  const caught = async (...names: string[]) => {
    const Catch = [
      { ErrorEquals: ['States.TaskFailed'], Next: 'Failed' },
      ...names.map(name => ({ ErrorEquals: [name], Next: 'Caught' })),
    ];
    const states = {
      Failed: { Type: 'Fail', Error: 'Wrong' },
      ...(names.length > 0 && { Caught: { Type: 'Pass', End: true } }),
    };
    const local = new Local(waiting({ TimeoutSeconds: 5, Catch }, states), { functions });
    const executionArn = await local.start();
    await pass(5);
    return local.end(executionArn);
  };
  assert.equal((await caught()).error, 'States.Timeout');
  assert.equal((await caught('States.Timeout')).output, '{"Error":"States.Timeout","Cause":""}');
  assert.equal((await caught('States.ALL')).output, '{"Error":"States.Timeout","Cause":""}');
});

test('each attempt has its own token, and that of a timed-out attempt has expired before the next', async t => {
  const { pass } = clock(t);
  const local = new Local(
    waiting({ TimeoutSeconds: 5, Retry: [{ ErrorEquals: ['States.Timeout'], IntervalSeconds: 30, MaxAttempts: 1 }] }),
    { functions },
  );
  const executionArn = await local.start();
  const [first] = await local.tokens(executionArn);
  await pass(5);
  await assert.rejects(local.call('SendTaskSuccess', { taskToken: first, output: '1' }), { name: 'TaskTimedOut' });
  await pass(30);
  const [, second] = await local.tokens(executionArn, 2);
  assert.notEqual(second, first);
  await local.call('SendTaskSuccess', { taskToken: second, output: '2' });
  assert.equal((await local.end(executionArn)).output, '2');
});

const Retry = [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 30 }];
const inParallel = {
  StartAt: 'Both',
  States: { Both: { Type: 'Parallel', Branches: [waiting({})], Retry, End: true } },
};

for (const [kind, definition] of [
  ['Task', waiting({ Retry })],
  ['Parallel', inParallel],
] as const) {
  test(`a ${kind} is not retried if its execution is stopped before`, async t => {
    const { pass } = clock(t);
    let calls = 0;
    const F = () => {
      calls++;
      throw new Error('again');
    };
    const local = new Local(definition, { functions: { F } });
    const executionArn = await local.start();
    await pass(1);
    await local.call('StopExecution', { executionArn });
    await pass(60);
    assert.equal(calls, 1);
    assert.equal((await local.types(executionArn)).at(-1), 'ExecutionAborted');
  });
}

test('a retry interval longer than Node’s longest timer is kept', async t => {
  const { pass } = clock(t);
  let calls = 0;
  const F = () => {
    calls++;
    throw new Error('again');
  };
  const local = new Local(waiting({ Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 3_000_000 }] }), {
    functions: { F },
  });
  await local.start();
  await pass(20 * day);
  assert.equal(calls, 1);
  await local.service.stop();
});

const waits: [state: object, input: unknown, seconds: number][] = [
  [{ Seconds: 10 }, {}, 10],
  [{ Seconds: 24 * day }, {}, 24 * day],
  [{ SecondsPath: '$.s' }, { s: 7 }, 7],
  [{ SecondsPath: '$.s' }, { s: 0 }, 0],
  [{ Timestamp: '2026-11-20T10:00:09Z' }, {}, 9],
  [{ TimestampPath: '$.t' }, { t: '2026-11-20T12:00:00+01:00' }, 3600],
  [{ TimestampPath: '$.t' }, { t: '2020-01-01T00:00:00Z' }, 0],
];

for (const [state, input, seconds] of waits) {
  test(`a Wait state with ${JSON.stringify(state)} waits ${seconds} s`, async t => {
    const { pass } = clock(t);
    const local = new Local({ StartAt: 'Wait', States: { Wait: { Type: 'Wait', ...state, End: true } } });
    const executionArn = await local.start(input);
    if (seconds > 0) {
      await pass(seconds - 0.01);
      assert.equal(await statusOf(local, executionArn), 'RUNNING');
    }
    await pass(0.01);
    const { status, output } = await local.call('DescribeExecution', { executionArn });
    assert.deepEqual([status, JSON.parse(output)], ['SUCCEEDED', input]);
  });
}

for (const [path, value] of [
  ['SecondsPath', 'soon'],
  ['SecondsPath', -1],
  ['TimestampPath', 'tomorrow'],
  ['TimestampPath', 5],
] as const) {
  test(`a Wait state whose ${path} leads to ${JSON.stringify(value)} fails`, async () => {
    const { error } = await new Local({
      StartAt: 'Wait',
      States: { Wait: { Type: 'Wait', [path]: '$.w', End: true } },
    }).run({ w: value });
    assert.equal(error, 'States.Runtime');
  });
}

test('the TimeoutSeconds of a state machine end an execution, even after months', async t => {
  const { pass } = clock(t);
  const local = new Local({ ...waiting({}), TimeoutSeconds: 40 * day }, { functions });
  const executionArn = await local.start();
  const [taskToken] = await local.tokens(executionArn);
  await pass(20 * day);
  assert.equal(await statusOf(local, executionArn), 'RUNNING');
  const quick = new Local({ ...waiting({}), TimeoutSeconds: 40 }, { functions });
  const second = await quick.start();
  await pass(40);
  const { status, error, stopDate, startDate } = await quick.end(second);
  assert.deepEqual([status, error, stopDate - startDate], ['TIMED_OUT', undefined, 40]);
  assert.equal((await quick.types(second)).at(-1), 'ExecutionTimedOut');
  await local.call('SendTaskSuccess', { taskToken, output: '{}' });
  assert.equal((await local.end(executionArn)).status, 'SUCCEEDED');
});
