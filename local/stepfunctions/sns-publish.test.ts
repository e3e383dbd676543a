/* The integration sns:publish with the runner's topics. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Mail } from '../mailbox/mailbox.ts';
import { Topics } from '../sns/topics.ts';
import { stackOf } from '../testing/stack.ts';
import { Local } from './testing/local.ts';

const TopicArn = 'arn:aws:sns:us-east-1:000000000000:news';

/** Publishes with these parameters to a topic on which each subscriber has a filter policy. */
async function published(Parameters: object, input: object = {}) {
  const mails: Mail[] = [];
  const subscription = (person: string) => ({
    Type: 'AWS::SNS::Subscription',
    Properties: {
      Protocol: 'email',
      Endpoint: `${person}@example.com`,
      TopicArn: { Ref: 'Topic' },
      FilterPolicy: { person: [person] },
    },
  });
  const topics = new Topics(
    stackOf({
      Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'news' } },
      Ann: subscription('ann'),
      Bob: subscription('bob'),
    }),
    { send: mail => mails.push(mail), print: assert.fail },
  );
  const local = new Local(
    {
      StartAt: 'Tell',
      States: { Tell: { Type: 'Task', Resource: 'arn:aws:states:::sns:publish', Parameters, End: true } },
    },
    { publish: parameters => topics.publish(parameters) },
  );
  return { mails, local, execution: await local.run(input) };
}

const toAnn = { person: { DataType: 'String', 'StringValue.$': '$.who' } };

test('sns:publish mails the subscribers whose filter matches, and returns AWS’s output', async () => {
  const {
    mails,
    execution: { output },
  } = await published(
    {
      TopicArn: TopicArn,
      Subject: 'News',
      MessageAttributes: toAnn,
      'Message.$': "States.Format('It\\'s here, {}:\n\n{}\n', $.who, $.url)",
    },
    { who: 'ann', url: 'http://localhost/a?b=c&d=%2F~_-' },
  );
  const { MessageId, SdkHttpMetadata, SdkResponseMetadata, ...rest } = output;
  assert.deepEqual(rest, {});
  assert.equal(SdkHttpMetadata.HttpHeaders['x-amzn-RequestId'], SdkResponseMetadata.RequestId);
  assert.deepEqual(
    mails.map(({ to, subject, messageId }) => [to, subject, messageId]),
    [['ann@example.com', 'News', `<${MessageId}@sns.amazonaws.com>`]],
  );
  assert.ok(mails[0]!.text.startsWith("It's here, ann:\n\nhttp://localhost/a?b=c&d=%2F~_-\n"), mails[0]!.text);
});

test('a message that is not a text is published as JSON', async () => {
  const { mails } = await published(
    { TopicArn, Message: { 'input.$': '$' }, MessageAttributes: toAnn },
    { who: 'ann' },
  );
  assert.ok(mails[0]!.text.startsWith('{"input":{"who":"ann"}}\n'));
});

test('SNS’s errors have AWS’s names', async () => {
  const table: [parameters: object, error: string, cause: RegExp][] = [
    [
      { TopicArn, Message: '' },
      'SNS.InvalidParameterException',
      /^Invalid parameter: Empty message \(Service: AmazonSNS; /,
    ],
    [
      { TopicArn, Message: 'x', Subject: 'x'.repeat(100) },
      'SNS.InvalidParameterException',
      /^Invalid parameter: Subject /,
    ],
    [
      { TopicArn: `${TopicArn}2`, Message: 'x' },
      'SNS.NotFoundException',
      /^Topic does not exist \(Service: AmazonSNS; Status Code: 404; Error Code: NotFound; Request ID: [\w-]+; /,
    ],
    [
      { TopicArn, Message: 'x', MessageAttributes: { a: { DataType: 'String' } } },
      'SNS.InvalidParameterValueException',
      /'a' must contain a non-empty message attribute value/,
    ],
    [{ TopicArn, Message: 'x', 'Subject.$': '$' }, 'States.Runtime', /'Subject' must be a string/],
    [{ TopicArn, Message: 'x', 'MessageAttributes.$': '$.who' }, 'States.Runtime', /must be an object/],
  ];
  for (const [parameters, error, cause] of table) {
    const { mails, execution } = await published(parameters, { who: 'ann' });
    assert.equal(execution.error, error);
    assert.match(execution.cause, cause);
    assert.deepEqual(mails, []);
  }
});

test('the history of sns:publish is AWS’s', async () => {
  const Parameters = { TopicArn, Message: 'x' };
  const { local, execution } = await published(Parameters);
  const scheduled = (await local.events(execution.executionArn)).find(({ type }) => type === 'TaskScheduled')!;
  assert.deepEqual(scheduled.taskScheduledEventDetails, {
    resourceType: 'sns',
    resource: 'publish',
    region: 'us-east-1',
    parameters: JSON.stringify(Parameters),
  });
});

test('sns:publish with an unsupported parameter, or without topic or message, is refused by name', async () => {
  const table: [parameters: object, message: RegExp][] = [
    [{ TopicArn, Message: 'x', MessageStructure: 'json' }, /"Tell": the parameter "MessageStructure" is not available/],
    [{ Message: 'x' }, /"Tell": the parameter "TopicArn" is missing/],
    [{ 'TopicArn.$': '$' }, /"Tell": the parameter "Message" is missing/],
  ];
  for (const [parameters, message] of table) await assert.rejects(published(parameters), { name: 'Problem', message });
});
