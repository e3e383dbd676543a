/* The events of executions: those of events:putEvents, and those of starting and ending. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AwsError } from '../endpoint/error.ts';
import { EventBus } from '../eventbridge/event-bus.ts';
import type { Event } from '../eventbridge/event.ts';
import { Local, machineArn, turn } from './testing/local.ts';

const put = (fields: object = {}) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::events:putEvents',
  Parameters: { 'Entries.$': '$.entries' },
  End: true,
  ...fields,
});
const machine = (states: Record<string, object>) => ({ StartAt: Object.keys(states)[0], States: states });
const entry = { Source: 'shop', DetailType: 'Sold', Detail: { id: 'a\\"b' } };

/** A state machine with an event bus, and the bus's events: those of executions, and all others. */
function withBus(definition: object, functions = {}) {
  const changes: Event[] = [];
  const events: Event[] = [];
  const bus = new EventBus({ print: () => {} });
  bus.addRules([
    {
      name: 'all',
      arn: 'arn',
      matches: () => true,
      targets: [
        {
          arn: 'target',
          input: JSON.stringify,
          maxRetries: 0,
          maxAgeSeconds: 60,
          deadLetters: undefined,
          deliver: async (_, event) => void (event.source === 'aws.states' ? changes : events).push(event),
        },
      ],
    },
  ]);
  const local = new Local(definition, {
    functions,
    events: (operation, input) => bus.handle(operation, input),
    announce: event => bus.put(event),
  });
  return { local, changes, events };
}

test('events:putEvents adds the execution and the state machine to the events’ resources', async () => {
  const { local, events } = withBus(machine({ Put: put() }));
  const executionArn = await local.start({
    entries: [entry, { ...entry, Detail: '{"text":1}', Resources: ['r'], Time: '2026-11-20T10:00:00Z' }],
  });
  const { status, output } = await local.end(executionArn);
  await turn();
  assert.equal(status, 'SUCCEEDED');
  assert.deepEqual(JSON.parse(output), { Entries: events.map(({ id }) => ({ EventId: id })), FailedEntryCount: 0 });
  assert.deepEqual(
    events.map(({ detail, resources }) => [detail, resources]),
    [
      [entry.Detail, [machineArn, executionArn]],
      [{ text: 1 }, ['r', machineArn, executionArn]],
    ],
  );
  assert.equal(events[1]!.time, '2026-11-20T10:00:00Z');
});

test('the history of events:putEvents is AWS’s', async () => {
  const { local } = withBus(machine({ Put: put() }));
  const executionArn = await local.start({ entries: [entry] });
  await local.end(executionArn);
  const events = await local.events(executionArn);
  assert.deepEqual(
    events.map(({ type }) => type),
    [
      'ExecutionStarted',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskSucceeded',
      'TaskStateExited',
      'ExecutionSucceeded',
    ],
  );
  const names = { resource: 'putEvents', resourceType: 'events' };
  assert.deepEqual(events[2]!.taskScheduledEventDetails, {
    ...names,
    region: 'us-east-1',
    parameters: JSON.stringify({ Entries: [entry] }),
  });
  assert.deepEqual(events[3]!.taskStartedEventDetails, names);
  const { output, outputDetails, ...more } = events[4]!.taskSucceededEventDetails;
  assert.deepEqual([more, JSON.parse(output).FailedEntryCount], [names, 0]);
});

test('a failed entry fails the task, and the other entries are on the bus', async () => {
  const { local, events } = withBus(machine({ Put: put() }));
  const executionArn = await local.start({ entries: [entry, { ...entry, Detail: '"text"' }] });
  const { status, error, cause } = await local.end(executionArn);
  await turn();
  assert.deepEqual([status, error], ['FAILED', 'EventBridge.FailedEntry']);
  assert.deepEqual(JSON.parse(cause), {
    Entries: [{ EventId: events[0]!.id }, { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' }],
    FailedEntryCount: 1,
  });
  const failed = (await local.events(executionArn)).find(({ type }) => type === 'TaskFailed')!;
  assert.deepEqual(failed.taskFailedEventDetails, { error, cause, resource: 'putEvents', resourceType: 'events' });
});

test('events:putEvents is retried, and a Catch with ResultPath null continues after all retries', async () => {
  let attempts = 0;
  const events = async () => {
    attempts++;
    throw new AwsError('InternalException', 'down', 500);
  };
  const local = new Local(
    machine({
      Put: put({
        ResultPath: null,
        Next: 'Done',
        End: undefined,
        Retry: [{ ErrorEquals: ['States.TaskFailed'], IntervalSeconds: 0, MaxAttempts: 2 }],
        Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: null, Next: 'Done' }],
      }),
      Done: { Type: 'Pass', End: true },
    }),
    { events },
  );
  const input = { entries: [entry], more: 1 };
  const { status, output } = await local.run(input);
  assert.deepEqual([status, output, attempts], ['SUCCEEDED', input, 3]);
});

test('malformed entries fail the task', async () => {
  const { local } = withBus(machine({ Put: put() }));
  for (const entries of ['x', ['x'], [], [{ ...entry, Resources: 'r' }]])
    assert.equal((await local.run({ entries })).status, 'FAILED', JSON.stringify(entries));
});

test('events:putEvents with an unsupported parameter or without entries is refused at start, by name', () => {
  const create = (Parameters: object) => () => new Local(machine({ Put: put({ Parameters }) }));
  assert.throws(create({ Entries: [entry], Bus: 'x' }), /the parameter "Bus" is not available locally/);
  assert.throws(create({}), /the parameter "Entries" is missing/);
});

test('an execution’s start and success are events', async () => {
  const { local, changes } = withBus(machine({ Only: { Type: 'Pass', Result: 'Hello', End: true } }));
  const executionArn = await local.start({ a: 1 }, 'named');
  const { startDate, stopDate } = await local.end(executionArn);
  await turn();
  const detail = {
    executionArn,
    stateMachineArn: machineArn,
    name: 'named',
    status: 'RUNNING',
    startDate: Math.round(startDate * 1000),
    stopDate: null,
    input: '{"a":1}',
    inputDetails: { included: true },
    output: null,
    outputDetails: null,
    error: null,
    cause: null,
    redriveCount: 0,
    redriveDate: null,
    redriveStatus: 'NOT_REDRIVABLE',
    redriveStatusReason: 'Execution is RUNNING and cannot be redriven',
    stateMachineAliasArn: null,
    stateMachineVersionArn: null,
  };
  assert.deepEqual(
    changes.map(event => event.detail),
    [
      detail,
      {
        ...detail,
        status: 'SUCCEEDED',
        stopDate: Math.round(stopDate * 1000),
        output: '"Hello"',
        outputDetails: { included: true },
        redriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven',
      },
    ],
  );
  const { id, time, detail: _, ...first } = changes[0]!;
  assert.deepEqual(first, {
    version: '0',
    'detail-type': 'Step Functions Execution Status Change',
    source: 'aws.states',
    account: '000000000000',
    region: 'us-east-1',
    resources: [executionArn],
  });
});

test('an execution’s failure, time-out and abort are events with error and cause', async () => {
  const ends = async (definition: object, stop?: object) => {
    const { local, changes } = withBus(definition);
    const executionArn = await local.start();
    if (stop) await local.call('StopExecution', { executionArn, ...stop });
    await local.end(executionArn);
    await turn();
    const { status, error, cause, output } = changes.at(-1)!.detail;
    return { status, error, cause, output, events: changes.length };
  };
  const wait = { ...machine({ Wait: { Type: 'Wait', Seconds: 60, End: true } }) };
  const rest = { output: null, events: 2 };
  assert.deepEqual(await ends(machine({ Only: { Type: 'Fail', Error: 'E', Cause: 'C' } })), {
    status: 'FAILED',
    error: 'E',
    cause: 'C',
    ...rest,
  });
  assert.deepEqual(await ends({ ...wait, TimeoutSeconds: 1 }), {
    status: 'TIMED_OUT',
    error: null,
    cause: null,
    ...rest,
  });
  assert.deepEqual(await ends(wait, { error: 'Withdrawn', cause: 'No longer needed' }), {
    status: 'ABORTED',
    error: 'Withdrawn',
    cause: 'No longer needed',
    ...rest,
  });
  assert.deepEqual(await ends(wait, {}), { status: 'ABORTED', error: null, cause: null, ...rest });
});

test('an input or output that is too large for an event is left out', async () => {
  const { local, changes } = withBus(machine({ Only: { Type: 'Pass', End: true } }));
  const included = async (length: number) => {
    changes.length = 0;
    await local.run('x'.repeat(length));
    await turn();
    return changes.map(({ detail: { input, inputDetails, output, outputDetails } }) => [
      input !== null,
      inputDetails,
      output !== null,
      outputDetails,
    ]);
  };
  const [yes, no] = [{ included: true }, { included: false }];
  assert.deepEqual(await included(100_000), [
    [true, yes, false, null],
    [true, yes, true, yes],
  ]);
  assert.deepEqual(await included(200_000), [
    [true, yes, false, null],
    [false, no, true, yes],
  ]);
  assert.deepEqual(await included(260_000), [
    [false, no, false, null],
    [false, no, false, no],
  ]);
});

test('executions that end with the runner are not events', async () => {
  const { local, changes } = withBus(machine({ Wait: { Type: 'Wait', Seconds: 60, End: true } }));
  await local.start();
  await local.service.stop();
  await turn();
  assert.deepEqual(
    changes.map(({ detail }) => detail.status),
    ['RUNNING'],
  );
});

test('StopExecution ends an execution that waits for a token at once, and the token has expired', async () => {
  const { local, changes } = withBus(
    machine({
      Ask: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
        End: true,
        TimeoutSeconds: 3600,
        Parameters: { FunctionName: 'F', Payload: { 'taskToken.$': '$$.Task.Token' } },
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Ask' }],
      },
    }),
    { F: () => null },
  );
  const executionArn = await local.start();
  const [taskToken] = await local.tokens(executionArn);
  await local.call('StopExecution', { executionArn, error: 'Withdrawn', cause: 'No longer needed' });
  const { status, error, cause } = await local.call('DescribeExecution', { executionArn });
  assert.deepEqual([status, error, cause], ['ABORTED', 'Withdrawn', 'No longer needed']);
  for (const [operation, answer] of [
    ['SendTaskSuccess', { output: '1' }],
    ['SendTaskFailure', {}],
  ] as const)
    await assert.rejects(local.call(operation, { taskToken, ...answer }), { name: 'TaskTimedOut' });
  assert.deepEqual((await local.types(executionArn)).slice(-1), ['ExecutionAborted']);
  await turn();
  assert.equal(changes.at(-1)!.detail.status, 'ABORTED');
});
