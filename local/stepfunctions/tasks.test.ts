import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AwsError } from '../endpoint/error.ts';
import { Local, turn } from './testing/local.ts';

const invokeResource = 'arn:aws:states:::lambda:invoke';

const Parameters = { FunctionName: 'F', 'Payload.$': '$' };
const task = (fields: object) => ({
  StartAt: 'Work',
  States: { Work: { Type: 'Task', Resource: invokeResource, Parameters, End: true, ...fields } },
});
/** The same with a Catch, whose output is the failure. */
const catching = (fields: object) => {
  const {
    StartAt,
    States: { Work },
  } = task({ ...fields, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }] });
  return { StartAt, States: { Work, Caught: { Type: 'Pass', End: true } } };
};
const named = (name: string, message: string) => Object.assign(new Error(message), { name });

/** The execution's error and cause. */
async function failure(
  definition: object,
  F: (payload: unknown) => unknown,
  dynamodb?: (operation: string, input: object) => Promise<object>,
) {
  const { status, error, cause } = await new Local(definition, { functions: { F }, ...(dynamodb && { dynamodb }) }).run(
    {},
  );
  assert.equal(status, 'FAILED');
  return { error, cause };
}

test('lambda:invoke returns AWS’s output', async () => {
  const { output } = await new Local(task({}), { functions: { F: (payload: unknown) => ({ got: payload }) } }).run({
    a: 1,
  });
  const { ExecutedVersion, Payload, SdkHttpMetadata, SdkResponseMetadata, StatusCode, ...rest } = output;
  assert.deepEqual(
    { ExecutedVersion, Payload, StatusCode, rest },
    { ExecutedVersion: '$LATEST', Payload: { got: { a: 1 } }, StatusCode: 200, rest: {} },
  );
  assert.equal(SdkHttpMetadata.HttpStatusCode, 200);
  assert.equal(SdkHttpMetadata.HttpHeaders['x-amzn-RequestId'], SdkResponseMetadata.RequestId);
});

test('a function without a Payload gets an empty object', async () => {
  const { output } = await new Local(task({ Parameters: { FunctionName: 'F' } }), {
    functions: { F: (payload: unknown) => payload },
  }).run('x');
  assert.deepEqual(output.Payload, {});
});

test('a failed function fails the task with its error type, and its answer as the cause', async () => {
  const F = () => {
    throw named('InvalidRequestException', 'subject: too long');
  };
  const expected = {
    error: 'InvalidRequestException',
    cause: '{"errorType":"InvalidRequestException","errorMessage":"subject: too long"}',
  };
  assert.deepEqual(await failure(task({}), F), expected);
  const { output } = await new Local(catching({}), { functions: { F } }).run({});
  assert.deepEqual(output, { Error: expected.error, Cause: expected.cause });
});

test('a failed function without an error type fails the task with Lambda.Unknown', async () => {
  const local = new Local(task({}), {
    functions: {
      F: () => {
        throw Object.assign(new Error('Task timed out'), { name: undefined });
      },
    },
  });
  const { error, cause } = await local.run({});
  assert.equal(error, 'Lambda.Unknown');
  assert.equal(
    cause,
    'The cause could not be determined because Lambda did not return an error type. '
      + 'Returned payload: {"errorMessage":"Task timed out"}',
  );
});

test('Lambda’s own errors have AWS’s names', async () => {
  const { error, cause } = await failure(task({ Parameters: { FunctionName: 'Gone' } }), () => null);
  assert.equal(error, 'Lambda.ResourceNotFoundException');
  assert.match(cause, /^Function not found: Gone \(Service: Lambda, Status Code: 404, Request ID: [\w-]+\)$/);
  const broken = await failure(task({}), () => {
    throw new AwsError('ServiceException', 'oops', 500);
  });
  assert.equal(broken.error, 'Lambda.ServiceException');
});

test('Retry on Lambda.TooManyRequestsException tries again, counts its retries, and gives up', async t => {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  let calls = 0;
  const retry = {
    Retry: [{ ErrorEquals: ['Lambda.TooManyRequestsException'], IntervalSeconds: 2, MaxAttempts: 2, BackoffRate: 3 }],
  };
  const definition = task({
    ...retry,
    Parameters: { FunctionName: 'F', Payload: { 'retries.$': '$$.State.RetryCount' } },
  });
  const F = ({ retries }: { retries: number }) => {
    assert.equal(retries, calls++ % 3);
    if (calls !== 3) throw new AwsError('TooManyRequestsException', 'Rate Exceeded.', 429);
    return 'at last';
  };
  const local = new Local(definition, { functions: { F } });
  const after = async (seconds: number) => {
    for (let i = 0; i < 3; i++) await turn();
    t.mock.timers.tick(seconds * 1000);
    for (let i = 0; i < 3; i++) await turn();
  };
  const first = await local.start();
  await after(1.9);
  assert.equal(calls, 1);
  await after(0.1);
  assert.equal(calls, 2);
  await after(5.9);
  assert.equal(calls, 2);
  await after(0.1);
  assert.equal(JSON.parse((await local.end(first)).output).Payload, 'at last');
  assert.deepEqual(await local.types(first), [
    'ExecutionStarted',
    'TaskStateEntered',
    ...['TaskScheduled', 'TaskStarted', 'TaskFailed'],
    ...['TaskScheduled', 'TaskStarted', 'TaskFailed'],
    'TaskScheduled',
    'TaskStarted',
    'TaskSucceeded',
    'TaskStateExited',
    'ExecutionSucceeded',
  ]);

  const second = await local.start();
  await after(2);
  await after(6);
  const { error, cause } = await local.end(second);
  assert.equal(error, 'Lambda.TooManyRequestsException');
  assert.match(cause, /^Rate Exceeded\. \(Service: Lambda, Status Code: 429, /);
});

test("any error but the service's own is a failure of the SDK client", async () => {
  const failing = task({ Resource: 'arn:aws:states:::dynamodb:getItem', Parameters: { TableName: 'T', Key: {} } });
  const { error, cause } = await failure(
    failing,
    () => null,
    async () => {
      throw new Error('connect ECONNREFUSED');
    },
  );
  assert.deepEqual({ error, cause }, { error: 'DynamoDB.SdkClientException', cause: 'connect ECONNREFUSED' });
});

const itemParameters = { TableName: 'T', Key: { id: { 'S.$': '$.id' } } };

for (const action of ['getItem', 'putItem', 'updateItem', 'deleteItem']) {
  test(`dynamodb:${action} calls the operation and adds the metadata`, async () => {
    const calls: unknown[] = [];
    const dynamodb = async (operation: string, input: object) => {
      calls.push([operation, input]);
      return { Attributes: { a: { N: '1' } } };
    };
    const definition = task({ Resource: `arn:aws:states:::dynamodb:${action}`, Parameters: itemParameters });
    const { output } = await new Local(definition, { dynamodb }).run({ id: '7' });
    const { Attributes, SdkHttpMetadata, SdkResponseMetadata } = output;
    assert.deepEqual(Attributes, { a: { N: '1' } });
    assert.ok(SdkHttpMetadata && SdkResponseMetadata);
    const operation = action[0]!.toUpperCase() + action.slice(1);
    assert.deepEqual(calls, [[operation, { TableName: 'T', Key: { id: { S: '7' } } }]]);
  });
}

const dynamodbErrors: [thrown: AwsError, named: string][] = [
  [
    new AwsError('ConditionalCheckFailedException', 'The conditional request failed'),
    'DynamoDB.ConditionalCheckFailedException',
  ],
  [new AwsError('ResourceNotFoundException', 'no table'), 'DynamoDB.ResourceNotFoundException'],
  [new AwsError('InternalServerError', 'oops', 500), 'DynamoDB.InternalServerError'],
  [new AwsError('ValidationException', 'bad key'), 'DynamoDB.AmazonDynamoDBException'],
];

for (const [thrown, named] of dynamodbErrors) {
  test(`DynamoDB's ${thrown.name} is ${named}`, async () => {
    const updating = task({ Resource: 'arn:aws:states:::dynamodb:updateItem', Parameters: { TableName: 'T' } });
    const { error, cause } = await failure(
      updating,
      () => null,
      () => Promise.reject(thrown),
    );
    assert.equal(error, named);
    const { message, status, name } = thrown;
    const start = `${message} (Service: AmazonDynamoDBv2; Status Code: ${status}; Error Code: ${name}; `;
    assert.ok(cause.startsWith(start), cause);
  });
}

test('a result over 256 KiB fails the task, which may be caught; such an output fails the execution', async () => {
  const half = 'é'.repeat(70_000);
  const tooMuch = catching({});
  const { output } = await new Local(tooMuch, { functions: { F: () => half + half } }).run({});
  assert.deepEqual(output, {
    Error: 'States.DataLimitExceeded',
    Cause: "The state/task 'lambda' returned a result with a size exceeding the maximum number of bytes service limit.",
  });
  const together = catching({ ResultSelector: { 'p.$': '$.Payload' }, ResultPath: '$.second' });
  const { status, error, cause } = await new Local(together, { functions: { F: () => half } }).run({ first: half });
  assert.deepEqual(
    { status, error, cause },
    {
      status: 'FAILED',
      error: 'States.DataLimitExceeded',
      cause: "The state/task 'Work' returned a result with a size exceeding the maximum number of bytes service limit.",
    },
  );
  assert.equal((await new Local(tooMuch, { functions: { F: () => half } }).run({})).status, 'SUCCEEDED');
});

test('an empty answer of a function is null, and an answer that is not JSON fails the task', async () => {
  const answering = (payload: string) => new Local(task({}), { lambda: { invoke: async () => ({ payload }) } }).run({});
  assert.equal((await answering('')).output.Payload, null);
  const { error, cause } = await answering('<html>');
  assert.deepEqual({ error, cause }, { error: 'Lambda.Unknown', cause: "The function's answer is not JSON: <html>" });
});
