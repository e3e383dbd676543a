/* The approval from start to end, with functions and a table of the test's own. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { approval } from './approval.fixture.ts';
import { Local, turn } from './testing.ts';

interface Decision {
  outcome: string;
  decidedBy: string;
  decidedAt: string;
  comment: string;
}

/** The approval service: a table of decisions, and the mails that went out. */
function approvals(rounds = [1200, 60]) {
  const table = new Map<string, Partial<Decision>>();
  const mails: { taskToken: string; id: string; round: number; rounds: number[] }[] = [];
  const local: Local = new Local(approval, {
    functions: {
      OpenRequest({ id, input, executionArn }) {
        assert.match(executionArn, /:execution:Test:/);
        if (input?.subject === 5)
          throw Object.assign(new Error('subject: must be text'), { name: 'InvalidRequestException' });
        table.set(id, {});
        return { id, rounds, round: 0, waitSeconds: rounds[0] };
      },
      async AskApprovers(mail) {
        // The round after the last reminder expires the request, by answering its own token.
        if (mail.round < rounds.length - 1) return void mails.push(mail);
        const decision = { outcome: 'expired', decidedBy: 'nobody', decidedAt: '2026-11-20T11:00:00Z', comment: '' };
        table.set(mail.id, decision);
        await local.call('SendTaskSuccess', {
          taskToken: mail.taskToken,
          output: JSON.stringify({ result: false, status: 'expired', ...decision }),
        });
      },
      ProcessApproval: payload => ({ processed: 'approval', ...payload }),
      ProcessRejection: payload => ({ processed: 'rejection', ...payload }),
      ProcessExpiry: payload => ({ processed: 'expiry', ...payload }),
    },
    async dynamodb(operation, input) {
      const { Key, ExpressionAttributeValues: values } = input as {
        Key: { id: { S: string } };
        ExpressionAttributeValues: Record<string, { S: string }>;
      };
      assert.equal(operation, 'UpdateItem');
      const text = (name: string) => values[`:${name}`]!.S;
      const record = {
        outcome: text('status'),
        decidedBy: text('by'),
        decidedAt: text('at'),
        comment: text('comment'),
        ...table.get(Key.id.S),
      };
      table.set(Key.id.S, record);
      const { outcome, ...rest } = record;
      return {
        Attributes: Object.fromEntries(Object.entries({ status: outcome, ...rest }).map(([name, S]) => [name, { S }])),
      };
    },
  });
  return { local, mails, table };
}

async function asked(mails: unknown[], count = 1): Promise<void> {
  while (mails.length < count) await turn();
}

for (const [result, status, processed] of [
  [true, 'approved', 'approval'],
  [false, 'rejected', 'rejection'],
] as const) {
  test(`a bare {"result":${result}} from whoever holds the token is ${status}`, async () => {
    const { local, mails, table } = approvals();
    const executionArn = await local.start({ subject: 'Deploy v2?' });
    await asked(mails);
    await local.call('SendTaskSuccess', { taskToken: mails[0]!.taskToken, output: JSON.stringify({ result }) });
    const { output } = await local.end(executionArn);
    const {
      input,
      approval: { decidedAt, ...approval },
      ...rest
    } = JSON.parse(output);
    assert.deepEqual(
      { input, approval, rest },
      {
        input: { subject: 'Deploy v2?' },
        approval: { id: mails[0]!.id, status, decidedBy: 'holder of the task token', comment: '' },
        rest: { processed },
      },
    );
    assert.match(decidedAt, /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    assert.equal(table.get(mails[0]!.id)!.outcome, status);
  });
}

test('the decision that is in the table wins', async () => {
  const { local, mails, table } = approvals();
  const executionArn = await local.start(null);
  await asked(mails);
  table.set(mails[0]!.id, {
    outcome: 'rejected',
    decidedBy: 'b@example.com',
    decidedAt: '2026-11-20T10:02:00Z',
    comment: 'no',
  });
  await local.call('SendTaskSuccess', { taskToken: mails[0]!.taskToken, output: '{"result":true}' });
  const { output } = await local.end(executionArn);
  assert.deepEqual(JSON.parse(output), {
    processed: 'rejection',
    input: null,
    approval: {
      id: mails[0]!.id,
      status: 'rejected',
      decidedBy: 'b@example.com',
      decidedAt: '2026-11-20T10:02:00Z',
      comment: 'no',
    },
  });
});

test('no answer in time leads to the next round, with a new token, and then to expiry', async t => {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  const { local, mails } = approvals([1200, 600, 60]);
  const executionArn = await local.start('deploy');
  await asked(mails);
  await turn();
  t.mock.timers.tick(1200_000);
  await asked(mails, 2);
  await turn();
  const [first, second] = mails;
  assert.deepEqual(
    [first!.id === second!.id, first!.taskToken === second!.taskToken, first!.round, second!.round],
    [true, false, 0, 1],
  );
  await assert.rejects(local.call('SendTaskSuccess', { taskToken: first!.taskToken, output: '{"result":true}' }), {
    name: 'TaskTimedOut',
  });
  t.mock.timers.tick(600_000);
  const { output } = await local.end(executionArn);
  const {
    processed,
    approval: { status, decidedBy },
  } = JSON.parse(output);
  assert.deepEqual([processed, status, decidedBy], ['expiry', 'expired', 'nobody']);
  assert.equal((await local.types(executionArn)).filter(type => type === 'TaskTimedOut').length, 2);
});

for (const output of ['"yes"', '{"result":"true"}', '{}', 'null', '[]', '{"Result":true}']) {
  test(`the mistyped answer ${output} is asked again`, async () => {
    const { local, mails } = approvals();
    const executionArn = await local.start({});
    await asked(mails);
    await local.call('SendTaskSuccess', { taskToken: mails[0]!.taskToken, output });
    await asked(mails, 2);
    assert.deepEqual([mails[0]!.id === mails[1]!.id, mails[0]!.taskToken === mails[1]!.taskToken], [true, false]);
    await local.call('SendTaskSuccess', { taskToken: mails[1]!.taskToken, output: '{"result":true}' });
    assert.equal((await local.end(executionArn)).status, 'SUCCEEDED');
  });
}

test('a bad request fails the execution with a named error', async () => {
  const { local } = approvals();
  const { status, error, cause } = await local.run({ subject: 5 });
  assert.deepEqual(
    [status, error, JSON.parse(cause).errorMessage],
    ['FAILED', 'InvalidRequestException', 'subject: must be text'],
  );
});

test('2,000 approvals at once each come to their own end', async () => {
  const { local, mails } = approvals();
  const started = await Promise.all(Array.from({ length: 2000 }, (_, i) => local.start({ i })));
  await asked(mails, 2000);
  const answers = mails.map(({ taskToken }, i) =>
    local.call('SendTaskSuccess', { taskToken, output: JSON.stringify({ result: i % 2 === 0 }) }),
  );
  await Promise.all(answers);
  const outputs = await Promise.all(
    started.map(async executionArn => JSON.parse((await local.end(executionArn)).output)),
  );
  assert.deepEqual(
    outputs.map(({ input }) => input.i),
    started.map((_, i) => i),
  );
  assert.equal(outputs.filter(({ processed }) => processed === 'approval').length, 1000);
  assert.equal(new Set(outputs.map(output => output.approval.id)).size, 2000);
});
