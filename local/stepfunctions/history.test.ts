import assert from 'node:assert/strict';
import { test } from 'node:test';
import { usedMemory } from '../testing/memory.ts';
import { Local, turn } from './testing/local.ts';

/** `[type, previousEventId]` of each event. The ids count up from 1. */
async function line(local: Local, executionArn: string): Promise<[string, number][]> {
  const events = await local.events(executionArn);
  assert.deepEqual(
    events.map(({ id }) => id),
    events.map((_, i) => i + 1),
  );
  const { startDate, stopDate = Infinity } = await local.call('DescribeExecution', { executionArn });
  for (const { timestamp } of events) assert.ok(timestamp >= startDate - 0.001 && timestamp <= stopDate + 0.001);
  return events.map(({ type, previousEventId }) => [type, previousEventId]);
}

const pass = (fields: object = { End: true }) => ({ Type: 'Pass', ...fields });
const one = (name: string, state: object) => ({ StartAt: name, States: { [name]: state } });
const task = (fields: object) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: 'F', 'Payload.$': '$' },
  End: true,
  ...fields,
});
const functions = {
  F: (payload: unknown) => payload,
  Fails: () => {
    throw Object.assign(new Error('no'), { name: 'No' });
  },
};
const failing = { Parameters: { FunctionName: 'Fails' } };

test('the events of Pass, Choice, Wait and Succeed, with the data of each', async () => {
  const local = new Local({
    StartAt: 'First',
    States: {
      First: pass({ Result: { a: 1 }, Next: 'Which' }),
      Which: { Type: 'Choice', Choices: [{ Variable: '$.a', NumericEquals: 1, Next: 'Rest' }] },
      Rest: { Type: 'Wait', Seconds: 0, Next: 'Done' },
      Done: { Type: 'Succeed' },
    },
  });
  const executionArn = await local.start({ in: true });
  await local.end(executionArn);
  assert.deepEqual(await line(local, executionArn), [
    ['ExecutionStarted', 0],
    ['PassStateEntered', 0],
    ['PassStateExited', 2],
    ['ChoiceStateEntered', 3],
    ['ChoiceStateExited', 4],
    ['WaitStateEntered', 5],
    ['WaitStateExited', 6],
    ['SucceedStateEntered', 7],
    ['SucceedStateExited', 8],
    ['ExecutionSucceeded', 9],
  ]);
  const [started, entered, exited, , , , , , , succeeded] = await local.events(executionArn);
  const truncated = { truncated: false };
  assert.deepEqual(started!.executionStartedEventDetails, {
    input: '{"in":true}',
    inputDetails: truncated,
    roleArn: 'arn:aws:iam::000000000000:role/Test',
  });
  assert.deepEqual(entered!.stateEnteredEventDetails, { name: 'First', input: '{"in":true}', inputDetails: truncated });
  assert.deepEqual(exited!.stateExitedEventDetails, { name: 'First', output: '{"a":1}', outputDetails: truncated });
  assert.deepEqual(succeeded!.executionSucceededEventDetails, { output: '{"a":1}', outputDetails: truncated });
});

test('the events of a task that waits for its token', async () => {
  const Parameters = { FunctionName: 'F', Payload: { 'taskToken.$': '$$.Task.Token' } };
  const local = new Local(
    one('Ask', task({ Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken', Parameters, TimeoutSeconds: 60 })),
    { functions },
  );
  const executionArn = await local.start();
  const [taskToken] = await local.tokens(executionArn);
  await local.call('SendTaskSuccess', { taskToken, output: '{"result": true}' });
  assert.equal((await local.end(executionArn)).output, '{"result":true}');
  assert.deepEqual(await line(local, executionArn), [
    ['ExecutionStarted', 0],
    ['TaskStateEntered', 0],
    ['TaskScheduled', 2],
    ['TaskStarted', 3],
    ['TaskSubmitted', 4],
    ['TaskSucceeded', 5],
    ['TaskStateExited', 6],
    ['ExecutionSucceeded', 7],
  ]);
  const [, , scheduled, started, submitted, succeeded] = await local.events(executionArn);
  const names = { resourceType: 'lambda', resource: 'invoke.waitForTaskToken' };
  assert.deepEqual(scheduled!.taskScheduledEventDetails, {
    ...names,
    region: 'us-east-1',
    parameters: JSON.stringify({ FunctionName: 'F', Payload: { taskToken } }),
    timeoutInSeconds: 60,
  });
  assert.deepEqual(started!.taskStartedEventDetails, names);
  assert.deepEqual(JSON.parse(submitted!.taskSubmittedEventDetails.output).Payload, { taskToken });
  assert.deepEqual(succeeded!.taskSucceededEventDetails, {
    ...names,
    output: '{"result": true}',
    outputDetails: { truncated: false },
  });
});

test('the events of a failure, caught and uncaught', async () => {
  const caught = {
    StartAt: 'Work',
    States: {
      Work: task({ ...failing, Catch: [{ ErrorEquals: ['No'], Next: 'Then' }] }),
      Then: { Type: 'Fail', Error: 'E', Cause: 'c' },
    },
  };
  const local = new Local(caught, { functions });
  const executionArn = await local.start();
  await local.end(executionArn);
  assert.deepEqual(await line(local, executionArn), [
    ['ExecutionStarted', 0],
    ['TaskStateEntered', 0],
    ['TaskScheduled', 2],
    ['TaskStarted', 3],
    ['TaskFailed', 4],
    ['TaskStateExited', 5],
    ['FailStateEntered', 6],
    ['ExecutionFailed', 7],
  ]);
  const events = await local.events(executionArn);
  assert.deepEqual(events[4]!.taskFailedEventDetails, {
    resourceType: 'lambda',
    resource: 'invoke',
    error: 'No',
    cause: '{"errorType":"No","errorMessage":"no"}',
  });
  assert.deepEqual(events[7]!.executionFailedEventDetails, { error: 'E', cause: 'c' });
});

test('the events of a Parallel state', async () => {
  const local = new Local(one('Both', { Type: 'Parallel', Branches: [one('A', pass()), one('B', pass())], End: true }));
  const executionArn = await local.start();
  await local.end(executionArn);
  const events = await line(local, executionArn);
  assert.deepEqual(events.slice(0, 3), [
    ['ExecutionStarted', 0],
    ['ParallelStateEntered', 0],
    ['ParallelStateStarted', 2],
  ]);
  const branches = events.slice(3, 7);
  assert.deepEqual(
    branches.filter(([type]) => type === 'PassStateEntered'),
    [
      ['PassStateEntered', 3],
      ['PassStateEntered', 3],
    ],
  );
  const last = branches.findLastIndex(([type]) => type === 'PassStateExited') + 4;
  assert.deepEqual(events.slice(7), [
    ['ParallelStateSucceeded', last],
    ['ParallelStateExited', last],
    ['ExecutionSucceeded', 9],
  ]);
});

test('the events of a Map state, one item at a time', async () => {
  const local = new Local(one('Each', { Type: 'Map', MaxConcurrency: 1, ItemProcessor: one('A', pass()), End: true }));
  const executionArn = await local.start([7, 8]);
  await local.end(executionArn);
  assert.deepEqual(await line(local, executionArn), [
    ['ExecutionStarted', 0],
    ['MapStateEntered', 0],
    ['MapStateStarted', 2],
    ['MapIterationStarted', 3],
    ['PassStateEntered', 4],
    ['PassStateExited', 5],
    ['MapIterationSucceeded', 6],
    ['MapIterationStarted', 3],
    ['PassStateEntered', 8],
    ['PassStateExited', 9],
    ['MapIterationSucceeded', 10],
    ['MapStateSucceeded', 11],
    ['MapStateExited', 11],
    ['ExecutionSucceeded', 13],
  ]);
  const events = await local.events(executionArn);
  assert.deepEqual(events[2]!.mapStateStartedEventDetails, { length: 2 });
  assert.deepEqual(events[7]!.mapIterationStartedEventDetails, { name: 'Each', index: 1 });
});

test('the events of an item that fails while others wait', async () => {
  const processor = {
    StartAt: 'Fail?',
    States: {
      'Fail?': { Type: 'Choice', Choices: [{ Variable: '$', NumericEquals: 0, Next: 'Bad' }], Default: 'Wait' },
      Bad: { Type: 'Fail', Error: 'Bad' },
      Wait: { Type: 'Wait', Seconds: 60, End: true },
    },
  };
  const local = new Local(one('Each', { Type: 'Map', ItemProcessor: processor, End: true }));
  const executionArn = await local.start([1, 0]);
  assert.equal((await local.end(executionArn)).error, 'Bad');
  const events = await line(local, executionArn);
  const failed = events.findIndex(([type]) => type === 'FailStateEntered') + 1;
  assert.deepEqual(events.slice(failed), [
    ['MapIterationFailed', failed],
    ['WaitStateAborted', failed],
    ['MapIterationAborted', failed],
    ['MapStateFailed', failed],
    ['ExecutionFailed', failed + 4],
  ]);
});

test('a failed branch halts the states inside the others before the state fails', async () => {
  const parallel = (...Branches: object[]) => ({ Type: 'Parallel', Branches, End: true });
  const rest = one('Rest', { Type: 'Wait', Seconds: 60, End: true });
  const item = { Type: 'Map', ItemsPath: '$.items', ItemProcessor: one('Inner', parallel(rest)), End: true };
  const inner = one('Outer', parallel(one('Each', item)));
  const local = new Local(one('Both', parallel(inner, one('Bad', task(failing)))), { functions });
  const executionArn = await local.start({ items: [1] });
  await local.end(executionArn);
  const types = await local.types(executionArn);
  assert.deepEqual(types.slice(types.indexOf('TaskFailed')), [
    'TaskFailed',
    'WaitStateAborted',
    'ParallelStateAborted',
    'MapIterationAborted',
    'MapStateAborted',
    'ParallelStateAborted',
    'ParallelStateFailed',
    'ExecutionFailed',
  ]);
});

test('an endless execution ends at 25,000 events, and does not block others', async () => {
  const local = new Local({
    StartAt: 'A',
    States: {
      A: pass({ Next: 'Again' }),
      Again: { Type: 'Choice', Choices: [{ Variable: '$.end', IsPresent: true, Next: 'End' }], Default: 'A' },
      End: pass(),
    },
  });
  const executionArn = await local.start();
  let turns = 0;
  while ((await local.call('DescribeExecution', { executionArn })).status === 'RUNNING') {
    await turn();
    turns++;
  }
  assert.ok(turns > 50, `only ${turns} turns of the event loop`);
  const { status, error, cause } = await local.end(executionArn);
  assert.deepEqual(
    [status, error, cause],
    ['FAILED', 'States.Runtime', 'The execution reached the maximum number of history events (25000).'],
  );
});

test('the histories of executions that have ended take little memory', async () => {
  const names = Array.from({ length: 20 }, (_, i) => `State ${i}`);
  const States = Object.fromEntries(
    names.map((name, i) => [name, pass(i < 19 ? { Next: names[i + 1] } : { End: true })]),
  );
  const local = new Local({ StartAt: names[0], States });
  const text = 'x'.repeat(10_000);
  const run = async (count: number) => {
    for (let i = 0; i < count; i++) await local.end(await local.start({ text: `${i}${text}` }));
  };
  await run(20);
  const before = await usedMemory();
  await run(100);
  const each = ((await usedMemory()) - before) / 100;
  assert.ok(each < 3 * text.length, `${each} bytes for one of them`);
});
