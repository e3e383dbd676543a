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
