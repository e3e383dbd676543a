import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Execution } from './execution.ts';
import { Executions, keptExecutions } from './executions.ts';
import { Local, machineArn, roleArn } from './testing/local.ts';

const echo = { StartAt: 'Echo', States: { Echo: { Type: 'Pass', End: true } } };
const wait = {
  StartAt: 'Wait?',
  States: {
    'Wait?': { Type: 'Choice', Choices: [{ Variable: '$.wait', BooleanEquals: true, Next: 'Wait' }], Default: 'Fail' },
    Wait: { Type: 'Wait', Seconds: 3600, End: true },
    Fail: { Type: 'Fail', Error: 'E' },
  },
};

/** All pages of a list. */
async function pages(local: Local, operation: string, member: string, input: object): Promise<any[][]> {
  const found: any[][] = [];
  let nextToken: string | undefined;
  do {
    const page = await local.call(operation, { ...input, ...(nextToken && { nextToken }) });
    found.push(page[member]);
    ({ nextToken } = page);
  } while (nextToken);
  return found;
}

test('ListExecutions returns the latest first, in pages, and by status', async () => {
  const local = new Local(wait);
  const names = ['a', 'b', 'c', 'd', 'e'];
  for (const [i, name] of names.entries()) await local.start({ wait: i % 2 === 0 }, name);
  for (const name of ['b', 'd']) await local.end(`${machineArn.replace('stateMachine', 'execution')}:${name}`);
  const list = async (more: object) =>
    (await pages(local, 'ListExecutions', 'executions', { stateMachineArn: machineArn, ...more })).map(page =>
      page.map(({ name }) => name),
    );
  assert.deepEqual(await list({}), [['e', 'd', 'c', 'b', 'a']]);
  assert.deepEqual(await list({ maxResults: 0 }), [['e', 'd', 'c', 'b', 'a']]);
  assert.deepEqual(await list({ maxResults: 2 }), [['e', 'd'], ['c', 'b'], ['a']]);
  assert.deepEqual(await list({ maxResults: 5 }), [['e', 'd', 'c', 'b', 'a']]);
  assert.deepEqual(await list({ statusFilter: 'RUNNING', maxResults: 2 }), [['e', 'c'], ['a']]);
  assert.deepEqual(await list({ statusFilter: 'FAILED' }), [['d', 'b']]);
  for (const statusFilter of ['SUCCEEDED', 'ABORTED', 'TIMED_OUT', 'PENDING_REDRIVE'])
    assert.deepEqual(await list({ statusFilter }), [[]]);
  assert.deepEqual(await list({ redriveFilter: 'REDRIVEN' }), [[]]);
  assert.deepEqual(await list({ redriveFilter: 'NOT_REDRIVEN', statusFilter: 'FAILED' }), [['d', 'b']]);
  await assert.rejects(list({ statusFilter: 'succeeded' }), {
    name: 'ValidationException',
    message:
      "1 validation error detected: Value 'succeeded' at 'statusFilter' failed to satisfy constraint: "
      + 'Member must satisfy enum value set: [RUNNING, SUCCEEDED, FAILED, TIMED_OUT, ABORTED, PENDING_REDRIVE]',
  });
  await assert.rejects(list({ mapRunArn: 'arn:aws:states:us-east-1:0:mapRun:a' }), { name: 'ResourceNotFound' });
  await local.service.stop();
  assert.deepEqual(await list({ statusFilter: 'ABORTED' }), [['e', 'c', 'a']]);
});

test('executions that start between two pages neither repeat nor hide others', async () => {
  const local = new Local(echo);
  for (const name of ['a', 'b', 'c']) await local.start({}, name);
  const request = { stateMachineArn: machineArn, maxResults: 2 };
  const { nextToken } = await local.call('ListExecutions', request);
  await local.start({}, 'd');
  const { executions } = await local.call('ListExecutions', { ...request, nextToken });
  assert.deepEqual(
    executions.map(({ name }: { name: string }) => name),
    ['a'],
  );
});

test('GetExecutionHistory returns pages in both orders', async () => {
  const local = new Local(echo);
  const executionArn = await local.start();
  await local.end(executionArn);
  const list = async (more: object) =>
    (await pages(local, 'GetExecutionHistory', 'events', { executionArn, ...more })).map(page =>
      page.map(({ id }) => id),
    );
  assert.deepEqual(await list({}), [[1, 2, 3, 4]]);
  assert.deepEqual(await list({ maxResults: 3 }), [[1, 2, 3], [4]]);
  assert.deepEqual(await list({ maxResults: 4 }), [[1, 2, 3, 4]]);
  assert.deepEqual(await list({ reverseOrder: true }), [[4, 3, 2, 1]]);
  assert.deepEqual(await list({ reverseOrder: true, maxResults: 3 }), [[4, 3, 2], [1]]);
  assert.deepEqual(await list({ reverseOrder: true, maxResults: 2 }), [
    [4, 3],
    [2, 1],
  ]);
});

test('ListStateMachines returns pages', async () => {
  const local = new Local(echo);
  for (const name of ['B', 'C'])
    local.service.createStateMachine({ arn: machineArn + name, name, definition: JSON.stringify(echo), roleArn });
  const list = async (more: object) =>
    (await pages(local, 'ListStateMachines', 'stateMachines', more)).map(page => page.map(({ name }) => name));
  assert.deepEqual(await list({}), [['Test', 'B', 'C']]);
  assert.deepEqual(await list({ maxResults: 2 }), [['Test', 'B'], ['C']]);
});

test('a nextToken is valid only for its own request', async () => {
  const local = new Local(echo);
  for (const name of ['a', 'b']) await local.start({}, name);
  const { nextToken } = await local.call('ListExecutions', { stateMachineArn: machineArn, maxResults: 1 });
  const invalid = { name: 'InvalidToken', message: "Invalid Token: 'Invalid token'" };
  await assert.rejects(
    local.call('ListExecutions', { stateMachineArn: machineArn, statusFilter: 'RUNNING', nextToken }),
    invalid,
  );
  await assert.rejects(local.call('ListStateMachines', { nextToken }), invalid);
  for (const made of ['x', 'W10', Buffer.from('[1,2,3').toString('base64url'), `x${nextToken}`])
    await assert.rejects(local.call('ListExecutions', { stateMachineArn: machineArn, nextToken: made }), invalid);
});

const machine = {
  arn: machineArn,
  name: 'Test',
  definition: '{}',
  program: undefined as never,
  roleArn: 'r',
  testCases: new Map(),
  creationDate: 0,
};
const execution = (sequence: number) =>
  new Execution({
    arn: `${sequence}`,
    name: `${sequence}`,
    machine,
    input: '{}',
    mocks: undefined,
    sequence,
    ended: () => {},
  });

test('the executions that ended first are removed first, and running ones never', () => {
  const executions = new Executions();
  const all = Array.from({ length: keptExecutions + 3 }, (_, i) => execution(i + 1));
  for (const one of all) executions.add(one);
  const [first, second, third, ...rest] = all as [Execution, Execution, Execution, ...Execution[]];
  for (const one of [third, ...rest]) {
    one.status = 'FAILED';
    executions.end(one);
  }
  assert.deepEqual(
    [first, second, third, rest[0]].map(one => executions.find(one!.arn) !== undefined),
    [true, true, false, true],
  );
  first.status = 'SUCCEEDED';
  executions.end(first);
  assert.deepEqual(
    [first, rest[0], rest[1]].map(one => executions.find(one!.arn) !== undefined),
    [true, false, true],
  );
  const names = (status: 'ALL' | 'RUNNING' | 'FAILED' | 'SUCCEEDED') =>
    executions.page(machineArn, status, Infinity, keptExecutions * 2).map(({ name }) => name);
  assert.deepEqual(names('RUNNING'), ['2']);
  assert.deepEqual(names('SUCCEEDED'), ['1']);
  assert.equal(names('FAILED').length, keptExecutions - 1);
  assert.equal(names('ALL').length, keptExecutions + 1);
});

test('reading a page does not read the whole list', () => {
  const executions = new Executions();
  let reads = 0;
  for (let i = 1; i <= 10_000; i++) {
    const one = execution(i);
    Object.defineProperty(one, 'sequence', {
      get: () => {
        reads++;
        return i;
      },
    });
    executions.add(one);
  }
  reads = 0;
  assert.equal(executions.page(machineArn, 'RUNNING', 5_000, 100).length, 100);
  assert.ok(reads < 30, `${reads} of 10,000 were looked at`);
  reads = 0;
  const one = executions.find('5000')!;
  one.status = 'SUCCEEDED';
  executions.end(one);
  assert.ok(reads < 60, `${reads} of 10,000 were looked at`);
});
