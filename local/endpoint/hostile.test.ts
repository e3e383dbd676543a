/* Random requests get the service's own errors, never an internal failure. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EventBus } from '../eventbridge/event-bus.ts';
import { Queues } from '../sqs/queues.ts';
import { hostile } from '../testing/hostile.ts';
import { stackOf } from '../testing/stack.ts';
import { AwsError } from './error.ts';

const cases = 10_000;
const url = 'http://localhost:4566/000000000000/failed';

const { pick, anything } = hostile(7, {
  names: [
    'Entries',
    'Source',
    'DetailType',
    'Detail',
    'Time',
    'Resources',
    'EventBusName',
    'QueueUrl',
    'QueueName',
    'MessageBody',
    'MessageAttributes',
    'AttributeNames',
    'ReceiptHandle',
    'MaxNumberOfMessages',
    'VisibilityTimeout',
    'DataType',
    'StringValue',
  ],
  texts: ['{}', '{"a":1}', '[', 'default', 'aws.x', url, 'failed'],
});

const stack = stackOf({ Failed: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'failed' } } });
const queues = new Queues(stack, 'http://localhost:4566');
const bus = new EventBus({ print: line => assert.doesNotMatch(line, /[\n\u0000\u0085]/) });

async function refusals(handle: () => Promise<object>): Promise<number> {
  try {
    await handle();
    return 0;
  } catch (error) {
    assert.ok(error instanceof AwsError && error.status < 500, String(error));
    return 1;
  }
}

test('PutEvents accepts or refuses random input', async () => {
  let refused = 0;
  for (let n = 0; n < cases; n++) {
    const entry = { Source: pick<unknown>('shop', anything(1)), DetailType: 'x', Detail: anything(1) };
    const input = pick<unknown>(anything(3), { Entries: anything(3) }, { Entries: [entry] });
    refused += await refusals(() => bus.handle('PutEvents', input));
  }
  assert.ok(refused > cases / 4 && refused < cases, String(refused));
});

test('the operations of SQS accept or refuse random input', async () => {
  const operations = [
    'ListQueues',
    'GetQueueUrl',
    'GetQueueAttributes',
    'SendMessage',
    'ReceiveMessage',
    'DeleteMessage',
  ];
  let refused = 0;
  for (let n = 0; n < cases; n++) {
    const more = Object(anything(2)) as object;
    const input = pick<unknown>(
      anything(3),
      { QueueUrl: url, ...more },
      { QueueUrl: url, MessageBody: pick<unknown>('x', anything(1)), MessageAttributes: anything(2) },
    );
    refused += await refusals(() => queues.handle(pick(...operations), input));
  }
  assert.ok(refused > cases / 4 && refused < cases, String(refused));
});
