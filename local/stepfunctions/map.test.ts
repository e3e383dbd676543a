import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Local } from './testing/local.ts';

test('a Map reads the list in a function’s result, and passes each item on unchanged', async () => {
  const items = [{ a: '\\"' }, { b: [1, null] }];
  const put: unknown[] = [];
  const local = new Local(
    {
      StartAt: 'List',
      States: {
        List: {
          Type: 'Task',
          Resource: 'arn:aws:states:::lambda:invoke',
          OutputPath: '$.Payload',
          Next: 'Each',
          Parameters: { FunctionName: 'List', 'Payload.$': '$' },
        },
        Each: {
          Type: 'Map',
          ItemsPath: '$.items',
          End: true,
          ItemProcessor: {
            ProcessorConfig: { Mode: 'INLINE' },
            StartAt: 'Put',
            States: {
              Put: {
                Type: 'Task',
                Resource: 'arn:aws:states:::events:putEvents',
                ResultPath: null,
                Next: 'Done',
                Parameters: { Entries: [{ Source: 's', DetailType: 't', Detail: { 'item.$': '$' } }] },
              },
              Done: { Type: 'Succeed' },
            },
          },
        },
      },
    },
    {
      functions: { List: ({ count }) => ({ items: items.slice(0, count) }) },
      events: async (_, input) => {
        put.push(JSON.parse((input as { Entries: { Detail: string }[] }).Entries[0]!.Detail));
        return { Entries: [{ EventId: '1' }], FailedEntryCount: 0 };
      },
    },
  );
  for (const count of [0, 2]) {
    put.length = 0;
    assert.deepEqual((await local.run({ count })).output, items.slice(0, count));
    assert.deepEqual(
      put,
      items.slice(0, count).map(item => ({ item })),
    );
  }
});

test('the approvals of a Map each wait for their own answer, and the Map for all', async () => {
  const asked: { of: string; taskToken: string; required: number; outOf: number }[] = [];
  const local = new Local(
    {
      StartAt: 'Approve each',
      States: {
        'Approve each': {
          Type: 'Map',
          ItemsPath: '$.regions',
          MaxConcurrency: 2,
          ItemSelector: {
            'region.$': '$$.Map.Item.Value',
            request: { 'of.$': "States.Format('{}: {}', $.version, $$.Map.Item.Value.name)", requiredApprovals: 2 },
          },
          ResultSelector: { 'regions.$': '$[*].region.name', 'results.$': '$[*].approval.result' },
          End: true,
          ItemProcessor: {
            ProcessorConfig: { Mode: 'INLINE' },
            StartAt: 'Ask',
            States: {
              Ask: {
                Type: 'Task',
                Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
                Parameters: {
                  FunctionName: 'Ask',
                  Payload: {
                    'taskToken.$': '$$.Task.Token',
                    'of.$': '$.request.of',
                    'required.$': '$.request.requiredApprovals',
                    'outOf.$': 'States.ArrayLength($.region.approvers)',
                  },
                },
                ResultPath: '$.approval',
                End: true,
              },
            },
          },
        },
      },
    },
    { functions: { Ask: payload => void asked.push(payload) } },
  );
  const regions = ['north', 'south', 'east'].map(name => ({ name, approvers: ['a', 'b', 'c'] }));
  const execution = await local.start({ version: 'v2', regions });
  const answer = async (of: string, result: boolean) => {
    const { taskToken } = asked.find(each => each.of === of)!;
    await local.call('SendTaskSuccess', { taskToken, output: JSON.stringify({ result }) });
  };
  await local.tokens(execution, 2);
  assert.deepEqual(
    asked.map(({ of, required, outOf }) => [of, required, outOf]),
    [
      ['v2: north', 2, 3],
      ['v2: south', 2, 3],
    ],
  );
  await answer('v2: south', false);
  await local.tokens(execution, 3);
  await answer('v2: east', true);
  assert.equal((await local.call('DescribeExecution', { executionArn: execution })).status, 'RUNNING');
  await answer('v2: north', true);
  assert.deepEqual(JSON.parse((await local.end(execution)).output), {
    regions: ['north', 'south', 'east'],
    results: [true, false, true],
  });
});
