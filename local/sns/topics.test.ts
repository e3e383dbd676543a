import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AwsRequest } from '../endpoint/service.ts';
import type { Mail } from '../mailbox/mailbox.ts';
import { stackOf } from '../testing/stack.ts';
import { Topics } from './topics.ts';

const topicArn = 'arn:aws:sns:us-east-1:000000000000:news';
const topic = { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'news' } };
const subscription = (properties: object) => ({
  Type: 'AWS::SNS::Subscription',
  Properties: { Protocol: 'email', TopicArn: { Ref: 'Topic' }, ...properties },
});

function topics() {
  const mails: Mail[] = [];
  const lines: string[] = [];
  const clock = { now: 0 };
  const all = new Topics(
    stackOf({
      Topic: topic,
      Ann: subscription({ Endpoint: 'ann@example.com', FilterPolicy: { approver: ['ann@example.com'] } }),
      Bob: subscription({ Endpoint: 'bob@example.com', FilterPolicy: { approver: ['bob@example.com'] } }),
      All: subscription({ Endpoint: 'all@example.com' }),
    }),
    { send: mail => mails.push(mail), print: line => lines.push(line), now: () => clock.now },
  );
  const list = async (TopicArn: string) => {
    const form = new URLSearchParams({ Action: 'ListSubscriptionsByTopic', TopicArn });
    return (await all.service.handle({ id: '1', form } as AwsRequest)).body;
  };
  const publish = (parameters: Record<string, string>) =>
    all.publish(new URLSearchParams({ TopicArn: topicArn, Message: 'Hello', ...parameters }));
  return { mails, lines, clock, publish, list };
}

const attribute = (n: number, name: string, type: string, value: string) => ({
  [`MessageAttributes.entry.${n}.Name`]: name,
  [`MessageAttributes.entry.${n}.Value.DataType`]: type,
  [`MessageAttributes.entry.${n}.Value.StringValue`]: value,
});

describe('A topic', () => {
  it('mails each subscriber whose filter policy lets the message through', () => {
    const { mails, publish } = topics();
    const messageId = publish({ Subject: 'Deploy?', ...attribute(1, 'approver', 'String', 'bob@example.com') });
    assert.match(messageId, /^[0-9a-f-]{36}$/);
    assert.deepEqual(
      mails.map(({ to }) => to),
      ['bob@example.com', 'all@example.com'],
    );
    assert.equal(mails[0]!.from, '"AWS Notifications" <no-reply@sns.amazonaws.com>');
    assert.equal(mails[0]!.subject, 'Deploy?');
    assert.match(mails[0]!.text, /^Hello\n\n--\nYou get this mail because bob@example.com is subscribed/);
    assert.doesNotMatch(mails[0]!.text, /https?:/);
  });

  it('sends its mails under its display name', () => {
    const mails: Mail[] = [];
    const named = { ...topic, Properties: { ...topic.Properties, DisplayName: 'Reports "A\\B"' } };
    const subscribed = stackOf({ Topic: named, All: subscription({ Endpoint: 'all@example.com' }) });
    new Topics(subscribed, { send: mail => mails.push(mail), print: assert.fail }).publish(
      new URLSearchParams({ TopicArn: topicArn, Message: 'Hello' }),
    );
    assert.equal(mails[0]!.from, '"Reports \\"A\\\\B\\"" <no-reply@sns.amazonaws.com>');
  });

  it('uses SNS’s default subject', () => {
    const { mails, publish } = topics();
    publish({});
    assert.deepEqual(
      mails.map(({ subject }) => subject),
      ['AWS Notification Message'],
    );
  });

  it('suspends a subscription that gets more than 10 messages in a second, and no other', () => {
    const { mails, lines, clock, publish } = topics();
    const toBob = attribute(1, 'approver', 'String', 'bob@example.com');
    const bobs = () => mails.filter(({ to }) => to === 'bob@example.com').length;
    for (let n = 0; n < 100; n++, clock.now += 101) publish(toBob);
    assert.deepEqual([bobs(), lines], [100, []]);
    for (let n = 0; n < 9; n++) publish(toBob);
    assert.match(lines[0]!, /^SNS suspends the subscription of bob@example\.com to arn:\S+:news: more than 10 mess/);
    clock.now += 60_000;
    publish(toBob);
    assert.ok(bobs() < 110, `${bobs()} mails`);
    publish(attribute(1, 'approver', 'String', 'ann@example.com'));
    assert.equal(mails.at(-1)!.to, 'ann@example.com');
  });

  it("accepts what is just within SNS's limits", () => {
    const { mails, publish } = topics();
    publish({ Subject: `Grüße ${'x'.repeat(93)}`, Message: 'é'.repeat(131_072) });
    assert.equal(mails.length, 1);
  });

  it('refuses what SNS refuses', () => {
    const { mails, publish } = topics();
    const table: [parameters: Record<string, string>, name: string, message: RegExp][] = [
      [{ Subject: 'x'.repeat(100) }, 'InvalidParameter', /^Invalid parameter: Subject$/],
      [{ Subject: '' }, 'InvalidParameter', /Subject$/],
      [{ Subject: 'a\nb' }, 'InvalidParameter', /Subject$/],
      [{ Subject: 'a\tb' }, 'InvalidParameter', /Subject$/],
      [{ Subject: 'a\u2028b' }, 'InvalidParameter', /Subject$/],
      [{ Message: '' }, 'InvalidParameter', /Empty message$/],
      [{ Message: `${'é'.repeat(131_072)}x` }, 'InvalidParameter', /Message too long$/],
      [{ TopicArn: '' }, 'InvalidParameter', /TopicArn or TargetArn/],
      [{ TopicArn: `${topicArn}2` }, 'NotFound', /^Topic does not exist$/],
      [{ MessageStructure: 'json', Message: '{"default":"x"}' }, 'InvalidParameter', /MessageStructure/],
      [attribute(1, 'a', '', 'x'), 'ParameterValueInvalid', /'a' must contain a non-empty .* type/],
      [attribute(1, 'a', 'String', ''), 'ParameterValueInvalid', /'a' must contain a non-empty .* value/],
      [attribute(1, 'a', 'Number', '1'), 'ParameterValueInvalid', /type Number; the local runner supports only String/],
    ];
    for (const [parameters, name, message] of table)
      assert.throws(() => publish(parameters), { name, message }, JSON.stringify(parameters).slice(0, 100));
    assert.deepEqual(mails, []);
  });

  it('lists its subscriptions, which are all confirmed', async () => {
    const { list } = topics();
    assert.deepEqual(
      [...(await list(topicArn)).matchAll(/<SubscriptionArn>(.*?):\w+<.*?<Endpoint>(.*?)</g)].map(([, arn, to]) => [
        arn,
        to,
      ]),
      ['ann', 'bob', 'all'].map(name => [topicArn, `${name}@example.com`]),
    );
    await assert.rejects(list(`${topicArn}2`), { name: 'NotFound' });
  });

  it('that the runner does not support is refused by name', () => {
    const table: [resource: object, message: RegExp][] = [
      [subscription({ Protocol: 'sqs', Endpoint: 'x' }), /^Odd \(AWS::SNS::Subscription\): Protocol is sqs; .* email/],
      [subscription({ Endpoint: 'x', FilterPolicyScope: 'MessageBody' }), /FilterPolicyScope is not supported/],
      [subscription({ Endpoint: 'x', TopicArn: 'arn:other' }), /TopicArn is not a topic of the stack: arn:other$/],
      [subscription({ Endpoint: 'x', FilterPolicy: { a: [{ cidr: 'x' }] } }), /FilterPolicy\.a: .*"cidr"/],
      [{ Type: 'AWS::SNS::Topic', Properties: { FifoTopic: true } }, /^Odd \(AWS::SNS::Topic\): FifoTopic is not/],
    ];
    for (const [Odd, message] of table) {
      const stack = stackOf({ Topic: topic, Odd: Odd as typeof topic });
      assert.throws(() => new Topics(stack, { send: () => assert.fail(), print: assert.fail }), {
        name: 'Problem',
        message,
      });
    }
  });
});
