/* How the states of HumanApproval handle each answer to a task token. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Local } from './testing/local.ts';

const result = (value: boolean) => [
  { Variable: '$.callback.result', IsPresent: true },
  { Variable: '$.callback.result', IsBoolean: true },
  { Variable: '$.callback.result', BooleanEquals: value },
];
const definition = {
  StartAt: 'Ask',
  States: {
    Ask: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      ResultPath: '$.callback',
      Parameters: { FunctionName: 'F', Payload: { 'taskToken.$': '$$.Task.Token' } },
      Next: 'Answer?',
    },
    'Answer?': {
      Type: 'Choice',
      Choices: [
        { And: [...result(true), { Variable: '$.callback.fields', IsPresent: true }], Next: 'Approved' },
        { And: [...result(true), { Variable: '$.requiresFields', BooleanEquals: false }], Next: 'No fields' },
        { And: result(false), Next: 'Rejected' },
      ],
      Default: 'Asked again',
    },
    'No fields': { Type: 'Pass', Result: {}, ResultPath: '$.callback.fields', Next: 'Approved' },
    Approved: { Type: 'Pass', End: true, Parameters: { fields: { 'S.$': 'States.JsonToString($.callback.fields)' } } },
    Rejected: { Type: 'Pass', Result: 'rejected', End: true },
    'Asked again': { Type: 'Pass', Result: 'asked again', End: true },
  },
};

async function outcome(requiresFields: boolean, answer: unknown): Promise<unknown> {
  const local = new Local(definition, { functions: { F: () => null } });
  const executionArn = await local.start({ requiresFields });
  const [taskToken] = await local.tokens(executionArn);
  await local.call('SendTaskSuccess', { taskToken, output: JSON.stringify(answer) });
  const { output, error, cause } = await local.end(executionArn);
  return output === undefined ? `${error}: ${cause}` : JSON.parse(output);
}

const approved = (fields: unknown) => ({ fields: { S: JSON.stringify(fields) } });

test('a yes needs the fields only if some are required', async () => {
  const fields = { name: 'Ann "A" \\ é' };
  for (const requiresFields of [true, false])
    assert.deepEqual(await outcome(requiresFields, { result: true, fields }), approved(fields));
  assert.deepEqual(await outcome(false, { result: true, decidedBy: 'ann' }), approved({}));
  assert.equal(await outcome(true, { result: true }), 'asked again');
});

test('a no needs no fields', async () => {
  for (const answer of [{ result: false }, { result: false, fields: { a: 1 } }, { result: false, fields: null }])
    assert.equal(await outcome(true, answer), 'rejected');
});

test('anything else is asked again', async () => {
  const answers = [
    null,
    true,
    0,
    'x',
    [],
    [true],
    {},
    { result: null },
    { result: 'true' },
    { result: 1 },
    { result: [true] },
    { fields: {} },
    { result: { result: true } },
  ];
  for (const answer of answers) assert.equal(await outcome(false, answer), 'asked again', JSON.stringify(answer));
});

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
