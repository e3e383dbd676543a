import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Local, machineArn } from './testing/local.ts';

const echo = { StartAt: 'Echo', States: { Echo: { Type: 'Pass', End: true } } };
const waiting = { StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: 3600, End: true } } };
const quick = new Local(echo);
const executionPrefix = machineArn.replace('stateMachine', 'execution');

const rejects = (
  local: Local,
  operation: string,
  input: unknown,
  name: string,
  message: string | RegExp,
  status = 400,
) => assert.rejects(local.service.handle(operation, input), { name, message, status });

test('StartExecution uses the given name, or generates one', async () => {
  const { executionArn, startDate } = await quick.call('StartExecution', { stateMachineArn: machineArn });
  assert.match(
    executionArn,
    /^arn:aws:states:us-east-1:000000000000:execution:Test:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  );
  assert.ok(Math.abs(startDate - Date.now() / 1000) < 60);
  assert.equal((await quick.end(executionArn)).input, '{}');
  assert.equal(await quick.start({}, 'mine-1'), `${executionPrefix}:mine-1`);
});

test('the input stays as it was sent', async () => {
  const { executionArn } = await quick.call('StartExecution', { stateMachineArn: machineArn, input: ' {"a" : 1.0}\n' });
  const { input, output } = await quick.end(executionArn);
  assert.deepEqual([input, output], [' {"a" : 1.0}\n', '{"a":1.0}']);
});

test('a repeated name and input returns the running execution; any other repeated name is an error', async () => {
  const local = new Local(waiting);
  const request = { stateMachineArn: machineArn, name: 'one', input: '{"a":1}' };
  const first = await local.call('StartExecution', request);
  assert.deepEqual(await local.call('StartExecution', request), first);
  const exists = [`Execution Already Exists: '${executionPrefix}:one'`] as const;
  await rejects(local, 'StartExecution', { ...request, input: '{"a":2}' }, 'ExecutionAlreadyExists', ...exists);
  await local.call('StopExecution', { executionArn: first.executionArn });
  await rejects(local, 'StartExecution', request, 'ExecutionAlreadyExists', ...exists);
  assert.equal((await local.call('ListExecutions', { stateMachineArn: machineArn })).executions.length, 1);
});

test('names follow AWS’s rules', async () => {
  const start = { stateMachineArn: machineArn };
  for (const name of [
    'a b',
    'a/b',
    'a:b',
    'a*',
    'a?',
    '{a}',
    '[a]',
    '<a>',
    'a"',
    'a#b',
    'a%',
    'a\\b',
    'a^',
    'a|b',
    'a~',
    'a`',
    'a$',
    'a&',
    'a,b',
    'a;b',
    'a\nb',
    'a\u0085b',
  ]) {
    await rejects(quick, 'StartExecution', { ...start, name }, 'InvalidName', `Invalid Name: '${name}'`);
  }
  await rejects(
    quick,
    'StartExecution',
    { ...start, name: 'x'.repeat(81) },
    'ValidationException',
    /at 'name'.*less than or equal to 80/,
  );
  for (const name of ['ä', "a.b_c-d+e!@()='", 'x'.repeat(80)]) await quick.start({}, name);
});

test('the input must be JSON of at most 256 KiB', async () => {
  const start = (input: string) => ({ stateMachineArn: machineArn, input });
  for (const input of ['', 'not json', "{'a':1}", '{"a":1', 'NaN']) {
    await rejects(
      quick,
      'StartExecution',
      start(input),
      'InvalidExecutionInput',
      /^Invalid State Machine Execution Input: '.*'$/s,
    );
  }
  await rejects(quick, 'StartExecution', start(`"${'é'.repeat(131_072)}"`), 'InvalidExecutionInput', /262144 bytes/);
  await rejects(
    quick,
    'StartExecution',
    start(`"${'x'.repeat(262_143)}"`),
    'ValidationException',
    /Value at 'input'.*less than or equal to 262144/,
  );
  const longest = `"${'x'.repeat(262_142)}"`;
  const { executionArn } = await quick.call('StartExecution', start(longest));
  assert.equal((await quick.end(executionArn)).output, longest);
});

for (const [operation, member, type, missing] of [
  ['StartExecution', 'stateMachineArn', 'stateMachine', 'StateMachineDoesNotExist'],
  ['DescribeStateMachine', 'stateMachineArn', 'stateMachine', 'StateMachineDoesNotExist'],
  ['ListExecutions', 'stateMachineArn', 'stateMachine', 'StateMachineDoesNotExist'],
  ['DescribeExecution', 'executionArn', 'execution', 'ExecutionDoesNotExist'],
  ['DescribeStateMachineForExecution', 'executionArn', 'execution', 'ExecutionDoesNotExist'],
  ['GetExecutionHistory', 'executionArn', 'execution', 'ExecutionDoesNotExist'],
  ['StopExecution', 'executionArn', 'execution', 'ExecutionDoesNotExist'],
] as const) {
  test(`${operation} refuses an ARN that is malformed, of another type, of nothing, or missing`, async () => {
    const call = (arn: string | undefined) => ({ [member]: arn });
    await rejects(quick, operation, call('nonsense'), 'InvalidArn', "Invalid Arn: 'Invalid ARN prefix: nonsense'");
    await rejects(
      quick,
      operation,
      call('arn:aws:sqs:us-east-1:000000000000:q'),
      'InvalidArn',
      /^Invalid Arn: 'Invalid ARN: /,
    );
    const [kind, other] = type === 'execution' ? [executionPrefix, 'stateMachine'] : [machineArn, 'execution'];
    await rejects(
      quick,
      operation,
      call(kind.replace(`:${type}:`, `:${other}:`)),
      'InvalidArn',
      `Invalid Arn: 'Resource type not valid in this context: ${other}'`,
    );
    const gone = type === 'execution' ? `${executionPrefix}:gone` : `${machineArn}Gone`;
    await rejects(quick, operation, call(gone), missing, new RegExp(`Does Not Exist: '${gone}'$`));
    await rejects(quick, operation, call('x'.repeat(257)), 'ValidationException', /less than or equal to 256/);
    const message =
      operation === 'ListExecutions'
        ? /state machine ARN/
        : new RegExp(`^1 validation error detected: Value null at '${member}' .* Member must not be null$`);
    await rejects(quick, operation, {}, 'ValidationException', message);
  });
}

test('unknown operations and malformed requests are refused', async () => {
  for (const operation of ['RedriveExecution', 'CreateActivity', 'toString', ''])
    await rejects(quick, operation, {}, 'UnknownOperationException', /does not support/, 501);
  for (const input of [undefined, null, [], 'x'])
    await rejects(quick, 'ListStateMachines', input, 'SerializationException', /JSON object/);
  await rejects(quick, 'ListStateMachines', { maxResults: '5' }, 'SerializationException', /maxResults/);
  await rejects(quick, 'GetExecutionHistory', { executionArn: 5 }, 'SerializationException', /executionArn/);
  await rejects(
    quick,
    'ListStateMachines',
    { maxResults: 1001, nextToken: '' },
    'ValidationException',
    "2 validation errors detected: Value '1001' at 'maxResults' failed to satisfy constraint: "
      + 'Member must have value less than or equal to 1000; '
      + "Value '' at 'nextToken' failed to satisfy constraint: Member must have length greater than or equal to 1",
  );
});

test('StopExecution aborts with error and cause, and does nothing to an ended execution', async () => {
  const local = new Local(waiting);
  const executionArn = await local.start();
  const { stopDate } = await local.call('StopExecution', { executionArn, error: 'Enough', cause: 'of this' });
  const execution = await local.call('DescribeExecution', { executionArn });
  assert.deepEqual(
    [execution.status, execution.error, execution.cause, execution.stopDate],
    ['ABORTED', 'Enough', 'of this', stopDate],
  );
  assert.deepEqual(await local.call('StopExecution', { executionArn, error: 'Again' }), { stopDate });
  const [started, entered, aborted] = await local.events(executionArn);
  assert.deepEqual(
    [started!.type, entered!.type, aborted!.type, aborted!.previousEventId],
    ['ExecutionStarted', 'WaitStateEntered', 'ExecutionAborted', 0],
  );
  assert.deepEqual(aborted!.executionAbortedEventDetails, { error: 'Enough', cause: 'of this' });
  const plain = await local.start();
  await local.call('StopExecution', { executionArn: plain });
  assert.deepEqual((await local.events(plain))[2]!.executionAbortedEventDetails, {});
});

test('METADATA_ONLY and includeExecutionData leave the data out', async () => {
  const executionArn = await quick.start({ secret: 1 });
  await quick.end(executionArn);
  const described = await quick.call('DescribeExecution', { executionArn, includedData: 'METADATA_ONLY' });
  assert.deepEqual([described.inputDetails, described.outputDetails], [{ included: false }, { included: false }]);
  const ofMachine = { stateMachineArn: machineArn, includedData: 'METADATA_ONLY' };
  const machine = await quick.call('DescribeStateMachine', ofMachine);
  const history = await quick.call('GetExecutionHistory', { executionArn, includeExecutionData: false });
  assert.equal(history.events.length, 4);
  assert.doesNotMatch(JSON.stringify([described, machine, history]), /secret|Echo":/);
});

test('state machines are described with their original definition', async () => {
  const { executionArn } = await quick.call('StartExecution', { stateMachineArn: machineArn });
  const machine = await quick.call('DescribeStateMachine', { stateMachineArn: machineArn });
  const ofExecution = await quick.call('DescribeStateMachineForExecution', { executionArn });
  for (const { definition, name, stateMachineArn } of [machine, ofExecution])
    assert.deepEqual([definition, name, stateMachineArn], [JSON.stringify(echo), 'Test', machineArn]);
  assert.deepEqual(
    [machine.status, machine.type, machine.creationDate],
    ['ACTIVE', 'STANDARD', ofExecution.updateDate],
  );
});
