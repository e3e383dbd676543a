/* A workflow with two branches that must both succeed, or be cleaned up. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AwsError } from '../endpoint/error.ts';
import { Local, turn } from './testing/local.ts';

const invoke = (FunctionName: string, fields: object = {}) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName },
  ...fields,
});
const branch = (name: string) => ({
  StartAt: name,
  States: { [name]: invoke(name, { OutputPath: '$.Payload', End: true }) },
});

const definition = {
  StartAt: 'Both',
  States: {
    Both: {
      Type: 'Parallel',
      Branches: [branch('Render'), branch('Link')],
      ResultSelector: { 'report.$': '$[0]', 'url.$': '$[1].url' },
      ResultPath: '$.made',
      Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'Forget' }],
      End: true,
    },
    Forget: {
      Type: 'Task',
      Resource: 'arn:aws:states:::dynamodb:deleteItem',
      Parameters: { TableName: 'T', Key: { id: { 'S.$': "States.Format('latest-{}', $.who)" } } },
      ResultPath: null,
      Catch: [{ ErrorEquals: ['DynamoDB.ConditionalCheckFailedException'], ResultPath: null, Next: 'Failed' }],
      Next: 'Failed',
    },
    Failed: { Type: 'Fail', ErrorPath: '$.error.Error', CausePath: '$.error.Cause' },
  },
};

const killed = () => {
  throw Object.assign(new Error('signal: killed'), { name: 'Runtime.ExitError' });
};

test('the results of the branches are merged', async () => {
  const functions = { Render: () => ({ key: 'k' }), Link: () => ({ url: 'u' }) };
  const { status, output } = await new Local(definition, { functions }).run({ who: 'ann' });
  assert.deepEqual([status, output], ['SUCCEEDED', { who: 'ann', made: { report: { key: 'k' }, url: 'u' } }]);
});

for (const refused of [false, true]) {
  const whatever = refused ? ', even if the clean-up fails' : '';
  test(`a failed branch is caught, and the execution fails with its error${whatever}`, async () => {
    const calls: object[] = [];
    const dynamodb = async (operation: string, input: object) => {
      calls.push({ operation, input });
      if (refused) throw new AwsError('ConditionalCheckFailedException', 'The conditional request failed');
      return {};
    };
    const functions = { Render: killed, Link: () => ({ url: 'u' }) };
    const { status, error, cause } = await new Local(definition, { functions, dynamodb }).run({ who: 'ann' });
    assert.deepEqual([status, error], ['FAILED', 'Runtime.ExitError']);
    assert.deepEqual(JSON.parse(cause), { errorType: 'Runtime.ExitError', errorMessage: 'signal: killed' });
    assert.deepEqual(calls, [{ operation: 'DeleteItem', input: { TableName: 'T', Key: { id: { S: 'latest-ann' } } } }]);
  });
}

test('retry intervals grow to MaxDelaySeconds, and are random below that with full jitter', async t => {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  const jitter = t.mock.method(Math, 'random', () => 0.5);
  const times: number[] = [];
  const Work = () => {
    times.push(Date.now() / 1000);
    return killed();
  };
  const Retry = [
    {
      ErrorEquals: ['Runtime.ExitError'],
      IntervalSeconds: 4,
      BackoffRate: 10,
      MaxAttempts: 3,
      MaxDelaySeconds: 30,
      JitterStrategy: 'FULL',
    },
  ];
  const local = new Local(
    { StartAt: 'Work', States: { Work: invoke('Work', { Retry, End: true }) } },
    { functions: { Work } },
  );
  const execution = await local.start();
  while ((await local.call('DescribeExecution', { executionArn: execution })).status === 'RUNNING') {
    for (let i = 0; i < 3; i++) await turn();
    t.mock.timers.tick(500);
  }
  jitter.mock.restore();
  assert.deepEqual(
    times.slice(1).map((time, index) => time - times[index]!),
    [2, 15, 15],
  );
});
