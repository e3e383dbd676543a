import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AwsError } from '../endpoint/error.ts';
import { stackOf } from '../testing/stack.ts';
import { Queues } from './queues.ts';

const stack = stackOf({
  Failed: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'failed', MessageRetentionPeriod: 1_209_600 } },
  Other: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'other', VisibilityTimeout: 0 } },
  Policy: { Type: 'AWS::SQS::QueuePolicy', Properties: { Queues: [{ Ref: 'Failed' }], PolicyDocument: {} } },
});
const QueueUrl = 'http://localhost:4566/000000000000/failed';

interface Received {
  Messages?: {
    Body: string;
    ReceiptHandle: string;
    Attributes?: Record<string, string>;
    MD5OfMessageAttributes?: string;
    MessageAttributes?: object;
  }[];
}

/** A client of new queues. */
function client() {
  const queues = new Queues(stack, 'http://localhost:4566');
  const call = (operation: string, input: object = {}) => queues.handle(operation, { QueueUrl, ...input });
  const receive = async (input: object = {}) => ((await call('ReceiveMessage', input)) as Received).Messages ?? [];
  return { call, receive, queues };
}

describe('SQS', () => {
  it('finds the queues of the stack by name, prefix, and either URL', async () => {
    const { call, queues } = client();
    const other = 'http://localhost:4566/000000000000/other';
    assert.deepEqual(await call('ListQueues'), { QueueUrls: [QueueUrl, other] });
    assert.deepEqual(await call('ListQueues', { QueueNamePrefix: 'o' }), { QueueUrls: [other] });
    assert.deepEqual(await call('ListQueues', { QueueNamePrefix: 'x' }), {});
    assert.deepEqual(await call('GetQueueUrl', { QueueName: 'failed' }), { QueueUrl });
    const ofTemplate = stack.resources.get('Failed')!.ref;
    assert.equal(ofTemplate, 'https://sqs.us-east-1.amazonaws.com/000000000000/failed');
    await call('SendMessage', { QueueUrl: ofTemplate, MessageBody: 'x' });
    const { visible } = queues.byArn('arn:aws:sqs:us-east-1:000000000000:failed')!.counts();
    assert.equal(visible, 1);
  });

  it('delivers a message to one receiver at a time, until it is deleted', async () => {
    const { call, receive } = client();
    await call('SendMessage', { MessageBody: 'first' });
    await call('SendMessage', { MessageBody: 'second' });
    const [first] = await receive({ VisibilityTimeout: 1 });
    assert.equal(first!.Body, 'first');
    const [second, ...more] = await receive({ MaxNumberOfMessages: 10 });
    assert.deepEqual([second!.Body, more.length], ['second', 0]);
    const names = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'];
    assert.deepEqual(await call('GetQueueAttributes', { AttributeNames: names }), {
      Attributes: { ApproximateNumberOfMessages: '0', ApproximateNumberOfMessagesNotVisible: '2' },
    });

    await call('DeleteMessage', { ReceiptHandle: second!.ReceiptHandle });
    const [again] = await receive({ WaitTimeSeconds: 5, AttributeNames: ['All'] });
    assert.deepEqual([again!.Body, again!.Attributes!.ApproximateReceiveCount], ['first', '2']);
    // The handle of an earlier receiver deletes nothing.
    await call('DeleteMessage', { ReceiptHandle: first!.ReceiptHandle });
    const { Attributes } = (await call('GetQueueAttributes', { AttributeNames: ['All'] })) as {
      Attributes: Record<string, string>;
    };
    assert.equal(Attributes.ApproximateNumberOfMessagesNotVisible, '1');
    assert.equal(Attributes.QueueArn, 'arn:aws:sqs:us-east-1:000000000000:failed');
  });

  it('keeps attributes, with the digest that clients compute', async () => {
    const { call, receive } = client();
    const attributes = {
      RULE_ARN: { DataType: 'String', StringValue: 'arn' },
      ERROR_CODE: { DataType: 'String', StringValue: 'é' },
    };
    await call('SendMessage', { MessageBody: 'x', MessageAttributes: attributes });
    const [message] = await receive({ MessageAttributeNames: ['All'], VisibilityTimeout: 0 });
    assert.deepEqual(message!.MessageAttributes, attributes);
    // AWS's algorithm: for each name in order, the lengths and bytes of name, type, 1 and value.
    assert.equal(message!.MD5OfMessageAttributes, '54dabd6e7efc86517c7d7ebd94b63813');
    assert.equal((await receive({ VisibilityTimeout: 0 }))[0]!.MessageAttributes, undefined);
    const [one] = await receive({ MessageAttributeNames: ['ERROR.*', 'RULE_ARN'] });
    assert.deepEqual(Object.keys(one!.MessageAttributes!), ['RULE_ARN']);
  });

  it('refuses what SQS refuses', async () => {
    const { call } = client();
    const long = { DataType: 'Binary', BinaryValue: 'eA==' };
    const table: [operation: string, input: object, error: string][] = [
      ['SendMessage', { MessageBody: '' }, 'MissingParameter'],
      ['SendMessage', {}, 'ValidationException'],
      ['SendMessage', { MessageBody: 1 }, 'SerializationException'],
      ['SendMessage', { MessageBody: '\u0001' }, 'InvalidMessageContents'],
      ['SendMessage', { MessageBody: 'x'.repeat(1_048_577) }, 'InvalidParameterValue'],
      ['SendMessage', { MessageBody: 'x', MessageAttributes: { long } }, 'InvalidParameterValue'],
      ['SendMessage', { MessageBody: 'x', DelaySeconds: 1 }, 'UnknownOperationException'],
      ['SendMessage', { QueueUrl: 'http://localhost/none', MessageBody: 'x' }, 'QueueDoesNotExist'],
      ['ReceiveMessage', { MaxNumberOfMessages: 11 }, 'InvalidParameterValue'],
      ['DeleteMessage', { ReceiptHandle: 'x' }, 'ReceiptHandleIsInvalid'],
      ['GetQueueUrl', { QueueName: 'none' }, 'QueueDoesNotExist'],
      ['GetQueueAttributes', { AttributeNames: ['Nope'] }, 'InvalidAttributeName'],
      ['PurgeQueue', {}, 'UnknownOperationException'],
    ];
    for (const [operation, input, name] of table)
      await assert.rejects(
        call(operation, input),
        (error: unknown) => error instanceof AwsError && error.name === name,
        `${operation} ${JSON.stringify(input).slice(0, 100)}`,
      );
  });

  it('refuses an unsupported kind of queue at start', () => {
    const fifo = stackOf({ Fifo: { Type: 'AWS::SQS::Queue', Properties: { FifoQueue: true } } });
    assert.throws(() => new Queues(fifo, ''), /Fifo \(AWS::SQS::Queue\): FifoQueue is not supported by the runner/);
  });
});
