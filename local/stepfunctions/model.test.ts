/* Compares answers with AWS's model. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AwsError } from '../endpoint/error.ts';
import { Answers } from '../models/testing/answers.ts';
import { Local, machineArn } from './testing/local.ts';

const model = new Answers('stepfunctions');

const invoke = (fields: object) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: 'F', 'Payload.$': '$' },
  ...fields,
});
const ask = invoke({
  Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
  Parameters: { FunctionName: 'F', Payload: { 'taskToken.$': '$$.Task.Token' } },
  TimeoutSeconds: 60,
});

/** Runs every kind of state, and so produces every kind of event. */
const everything = {
  StartAt: 'Pass',
  States: {
    Pass: { Type: 'Pass', Result: [1, 2], Next: 'Wait' },
    Wait: { Type: 'Wait', Seconds: 0, Next: 'Each' },
    Each: { Type: 'Map', ItemProcessor: { StartAt: 'Item', States: { Item: invoke({ End: true }) } }, Next: 'Both' },
    Both: {
      Type: 'Parallel',
      Branches: [
        {
          StartAt: 'Item of the table',
          States: {
            'Item of the table': invoke({
              Resource: 'arn:aws:states:::dynamodb:getItem',
              Parameters: { TableName: 'T' },
              End: true,
            }),
          },
        },
        {
          StartAt: 'Fails',
          States: {
            Fails: invoke({
              Parameters: { FunctionName: 'Fails' },
              Catch: [{ ErrorEquals: ['No'], Next: 'Caught' }],
              End: true,
            }),
            Caught: { Type: 'Succeed' },
          },
        },
      ],
      Next: 'Ask',
    },
    Ask: { ...ask, Next: 'Answer' },
    Answer: {
      Type: 'Choice',
      Choices: [{ Variable: '$.result', BooleanEquals: true, Next: 'Again' }],
      Default: 'Failed',
    },
    Again: {
      Type: 'Parallel',
      Branches: [
        { StartAt: 'Ask again', States: { 'Ask again': { ...ask, End: true } } },
        { StartAt: 'Bad', States: { Bad: { Type: 'Fail', Error: 'E' } } },
      ],
      End: true,
    },
    Failed: { Type: 'Fail', Error: 'E', Cause: 'c' },
  },
};

test("every answer has the shape of the model, and every error is one of the operation's", async t => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const local = new Local(everything, {
    functions: {
      F: x => x,
      Fails: () => {
        throw Object.assign(new Error('no'), { name: 'No' });
      },
    },
    dynamodb: async () => ({ Item: {} }),
  });
  const seen = new Set<string>();
  const { handle } = local.service;
  local.service.handle = async (operation, input) => {
    try {
      const answer: unknown = await handle.call(local.service, operation, input);
      assert.deepEqual(model.problems(operation, JSON.parse(JSON.stringify(answer))), []);
      seen.add(operation);
      return answer as object;
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      assert.ok(
        [...model.errors(operation), 'ValidationException', 'SerializationException'].includes(error.name),
        `${operation}: ${error.name}`,
      );
      throw error;
    }
  };
  const statuses = new Set<string>();
  const types = new Set<string>();
  const describe = async (executionArn: string) => {
    statuses.add((await local.call('DescribeExecution', { executionArn })).status);
    for (const type of await local.types(executionArn)) types.add(type);
    await local.call('GetExecutionHistory', { executionArn, includeExecutionData: false });
    await local.call('DescribeStateMachineForExecution', { executionArn });
  };
  for (const act of [
    (taskToken: string) => local.call('SendTaskSuccess', { taskToken, output: '{"result":true}' }),
    (taskToken: string) => local.call('SendTaskSuccess', { taskToken, output: '{"result":false}' }),
    (taskToken: string) => local.call('SendTaskFailure', { taskToken, error: 'E', cause: 'c' }),
    () => t.mock.timers.tick(60_000),
  ]) {
    const executionArn = await local.start();
    await describe(executionArn);
    t.mock.timers.tick(1);
    const [taskToken] = await local.tokens(executionArn);
    await local.call('SendTaskHeartbeat', { taskToken });
    await act(taskToken!);
    await local.end(executionArn);
    await describe(executionArn);
    await assert.rejects(local.call('SendTaskSuccess', { taskToken, output: '1' }));
    await assert.rejects(local.call('SendTaskFailure', { taskToken: 'x' }));
  }
  const stopped = await local.start();
  await local.call('StopExecution', { executionArn: stopped, error: 'E', cause: 'c' });
  await describe(stopped);
  await local.call('ListExecutions', { stateMachineArn: machineArn, maxResults: 2 });
  await local.call('ListExecutions', { stateMachineArn: machineArn, statusFilter: 'ABORTED' });
  await local.call('ListStateMachines');
  for (const includedData of ['ALL_DATA', 'METADATA_ONLY'])
    await local.call('DescribeStateMachine', { stateMachineArn: machineArn, includedData });
  await assert.rejects(local.call('StartExecution', { stateMachineArn: machineArn, name: 'a b' }));
  await assert.rejects(local.call('StartExecution', { stateMachineArn: machineArn, input: 'x' }));
  await assert.rejects(local.call('ListExecutions', { stateMachineArn: machineArn, nextToken: 'x' }));

  assert.equal(seen.size, 11, 'all operations');
  assert.deepEqual([...statuses].sort(), ['ABORTED', 'FAILED', 'RUNNING']);
  for (const type of [
    'TaskTimedOut',
    'TaskStateAborted',
    'ParallelStateFailed',
    'MapIterationSucceeded',
    'ExecutionAborted',
  ]) {
    assert.ok(types.has(type), type);
  }
});
