import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Local, turn } from './testing/local.ts';
import { TaskTokens } from './tokens.ts';

const waiting = 'arn:aws:states:::lambda:invoke.waitForTaskToken';
const parameters = { FunctionName: 'Ask', Payload: { 'taskToken.$': '$$.Task.Token' } };
const ask = (fields: object = {}) => ({
  Type: 'Task',
  Resource: waiting,
  Parameters: parameters,
  End: true,
  ...fields,
});
const machine = (state: object, more: object = {}) => ({ StartAt: 'Only', States: { Only: state, ...more } });
const functions = { Ask: () => 'asked' };

const invalid = { name: 'InvalidToken', message: "Invalid Token: 'Invalid token'", status: 400 };
const over = { name: 'TaskTimedOut', message: "Task Timed Out: 'Provided task does not exist anymore'", status: 400 };

test('tokens are long, opaque, printable and unique', () => {
  const tokens = new TaskTokens();
  const minted = new Set(Array.from({ length: 1000 }, () => tokens.mint()));
  assert.equal(minted.size, 1000);
  for (const token of minted) assert.match(token, /^[A-Za-z0-9+/=]{600,2048}$/);
});

test('an invalid token and an expired one are different errors', () => {
  const tokens = new TaskTokens();
  const token = tokens.mint();
  assert.throws(() => tokens.find(token), over);
  const changed = token.slice(0, 300) + (token[300] === 'A' ? 'B' : 'A') + token.slice(301);
  const made = [
    'x',
    'AAAAKgAAAAIAAAAA',
    changed,
    token.slice(1),
    `${token} `,
    token.replace(/=*$/, ''),
    `${token}====`,
    new TaskTokens().mint(),
    'é'.repeat(600),
  ];
  for (const other of made.filter(other => other !== token)) assert.throws(() => tokens.find(other), invalid);
});

for (const [operation, more] of [
  ['SendTaskSuccess', { output: '1' }],
  ['SendTaskFailure', {}],
  ['SendTaskHeartbeat', {}],
] as const) {
  test(`${operation} handles made-up, waiting and answered tokens, and those of ended executions`, async () => {
    const local = new Local(machine(ask()), { functions });
    const send = (taskToken: string) => local.call(operation, { taskToken, ...more });
    await assert.rejects(send('made-up'), invalid);

    const answered = await local.start();
    const [token] = await local.tokens(answered);
    await local.call('SendTaskHeartbeat', { taskToken: token });
    assert.deepEqual(await send(token!), {});
    if (operation === 'SendTaskHeartbeat') await local.call('SendTaskSuccess', { taskToken: token, output: '1' });
    await assert.rejects(send(token!), over);
    await local.end(answered);
    await assert.rejects(send(token!), over);

    const stopped = await local.start();
    const [other] = await local.tokens(stopped);
    await local.call('StopExecution', { executionArn: stopped });
    await assert.rejects(send(other!), over);
  });
}

test('of 50 simultaneous answers to one token exactly one counts', async () => {
  const local = new Local(machine(ask()), { functions });
  const executionArn = await local.start();
  const [taskToken] = await local.tokens(executionArn);
  const answers = await Promise.allSettled(
    Array.from({ length: 50 }, (_, i) => local.call('SendTaskSuccess', { taskToken, output: `${i}` })),
  );
  const won = answers.flatMap(({ status }, i) => (status === 'fulfilled' ? [`${i}`] : []));
  assert.equal(won.length, 1);
  const lost = answers.filter(answer => answer.status === 'rejected');
  assert.equal(lost.filter(({ reason }) => reason.name === 'TaskTimedOut').length, 49);
  assert.equal((await local.end(executionArn)).output, won[0]);
});

test('an output that is not JSON or too long is refused, and the task keeps waiting', async () => {
  const local = new Local(machine(ask()), { functions });
  const executionArn = await local.start();
  const [taskToken] = await local.tokens(executionArn);
  const send = (output: string) => local.call('SendTaskSuccess', { taskToken, output });
  for (const output of ['', 'yes', '{result:true}', "{'result':true}", '{"result":true', 'undefined'])
    await assert.rejects(send(output), { name: 'InvalidOutput', message: /^Invalid Output: '.*'$/s });
  await assert.rejects(send(`"${'é'.repeat(131_072)}"`), { name: 'InvalidOutput' });
  await assert.rejects(send(`"${'x'.repeat(262_143)}"`), {
    name: 'ValidationException',
    message: /^1 validation error detected: Value at 'output' .* Member must have length less than or equal to 262144$/,
  });
  await assert.rejects(local.call('SendTaskSuccess', { taskToken }), {
    name: 'ValidationException',
    message: "1 validation error detected: Value at 'output' failed to satisfy constraint: Member must not be null",
  });
  const longest = `"${'x'.repeat(262_142)}"`;
  assert.deepEqual(await send(longest), {});
  assert.equal((await local.end(executionArn)).output, longest);
});

test('SendTaskFailure fails the task with its error and cause, or with neither', async () => {
  const local = new Local(machine(ask()), { functions });
  for (const [sent, error, cause] of [
    [{ error: 'Refused', cause: 'no' }, 'Refused', 'no'],
    [{}, undefined, undefined],
  ] as const) {
    const executionArn = await local.start();
    const [taskToken] = await local.tokens(executionArn);
    await local.call('SendTaskFailure', { taskToken, ...sent });
    const execution = await local.end(executionArn);
    assert.deepEqual([execution.status, execution.error, execution.cause], ['FAILED', error, cause]);
  }
});

test('a function may answer its own token before it returns', async () => {
  const local: Local = new Local(machine(ask()), {
    functions: {
      Ask: async ({ taskToken }) => {
        await local.call('SendTaskSuccess', { taskToken, output: '"early"' });
        await turn();
        throw new Error('an error after the answer is ignored');
      },
    },
  });
  const executionArn = await local.start();
  assert.equal((await local.end(executionArn)).output, '"early"');
  for (let i = 0; i < 5; i++) await turn();
  assert.deepEqual((await local.types(executionArn)).slice(-3), [
    'TaskSucceeded',
    'TaskStateExited',
    'ExecutionSucceeded',
  ]);
});

test('a function that fails before an answer fails the task, and its token has expired', async () => {
  const tokens: string[] = [];
  const Ask = ({ taskToken }: { taskToken: string }) => {
    tokens.push(taskToken);
    throw Object.assign(new Error('no mail'), { name: 'MailException' });
  };
  const local = new Local(machine(ask()), { functions: { Ask } });
  const { status, error } = await local.run();
  assert.deepEqual([status, error], ['FAILED', 'MailException']);
  await assert.rejects(local.call('SendTaskSuccess', { taskToken: tokens[0], output: '1' }), over);
});

test('the token is found anywhere in the payload, and is the same everywhere', async () => {
  const asked: any[] = [];
  const Payload = {
    deep: [{ 'a.$': '$$.Task.Token' }, { b: { 'c.$': "States.Format('token={}', $$.Task.Token)" } }],
    'list.$': 'States.Array($.x, $$.Task.Token)',
  };
  const local = new Local(machine(ask({ Parameters: { FunctionName: 'Ask', Payload } })), {
    functions: {
      Ask: payload => {
        asked.push(payload);
      },
    },
  });
  const executionArn = await local.start({ x: 1 });
  while (asked.length === 0) await turn();
  const [{ deep, list }] = asked;
  assert.deepEqual([deep[1].b.c, list], [`token=${deep[0].a}`, [1, deep[0].a]]);
  await local.call('SendTaskSuccess', { taskToken: deep[0].a, output: 'true' });
  assert.equal((await local.end(executionArn)).output, 'true');
});

const branch = (name: string) => ({ StartAt: name, States: { [name]: ask() } });
const parallel = { Type: 'Parallel', Branches: [branch('A'), branch('B'), branch('C')], End: true };
const map = {
  Type: 'Map',
  ItemsPath: '$.items',
  ItemSelector: { 'item.$': '$$.Map.Item.Value' },
  End: true,
  ItemProcessor: {
    StartAt: 'Each',
    States: {
      Each: ask({
        Parameters: { FunctionName: 'Ask', Payload: { 'item.$': '$.item', 'taskToken.$': '$$.Task.Token' } },
      }),
    },
  },
};

for (const [kind, state] of [
  ['Parallel', parallel],
  ['Map', map],
] as const) {
  test(`each branch of a ${kind} has its own token, and they may be answered in any order`, async () => {
    const local = new Local(machine(state), { functions });
    const executionArn = await local.start({ items: ['x', 'y', 'z'] });
    const tokens = await local.tokens(executionArn, 3);
    assert.equal(new Set(tokens).size, 3);
    for (const i of [2, 0, 1]) {
      assert.equal((await local.call('DescribeExecution', { executionArn })).status, 'RUNNING');
      await local.call('SendTaskSuccess', { taskToken: tokens[i], output: `"answer ${i}"` });
    }
    assert.deepEqual(JSON.parse((await local.end(executionArn)).output), ['answer 0', 'answer 1', 'answer 2']);
  });

  test(`a failed branch of a ${kind} ends the others' tokens, and the state may be caught`, async () => {
    const caught = machine(
      { ...state, Catch: [{ ErrorEquals: ['No'], Next: 'Caught' }] },
      { Caught: { Type: 'Pass', End: true } },
    );
    const local = new Local(caught, { functions });
    const executionArn = await local.start({ items: ['x', 'y', 'z'] });
    const tokens = await local.tokens(executionArn, 3);
    await local.call('SendTaskFailure', { taskToken: tokens[1], error: 'No', cause: 'never' });
    assert.equal((await local.end(executionArn)).output, '{"Error":"No","Cause":"never"}');
    for (const taskToken of tokens)
      await assert.rejects(local.call('SendTaskSuccess', { taskToken, output: '1' }), over);
  });
}
