import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AwsRequest } from '../endpoint/service.ts';
import type { Event } from '../eventbridge/event.ts';
import type { Mail } from '../mailbox/mailbox.ts';
import { stackOf } from '../testing/stack.ts';
import { Ses } from './ses.ts';

const stack = stackOf({
  Set: { Type: 'AWS::SES::ConfigurationSet', Properties: { Name: 'set' } },
  Events: {
    Type: 'AWS::SES::ConfigurationSetEventDestination',
    Properties: {
      ConfigurationSetName: { Ref: 'Set' },
      EventDestination: {
        Enabled: true,
        MatchingEventTypes: ['BOUNCE', 'COMPLAINT'],
        EventBridgeDestination: { EventBusArn: 'arn:aws:events:us-east-1:000000000000:event-bus/default' },
      },
    },
  },
});

function ses() {
  const mails: Mail[] = [];
  const events: Event[] = [];
  const clock = { now: 0 };
  const service = new Ses(stack, {
    send: mail => mails.push(mail),
    put: event => events.push(event),
    print: () => {},
    now: () => clock.now,
  });
  return { service, mails, events, clock };
}

const simple = (changes: object = {}) => ({
  Subject: { Data: 'Grüße', Charset: 'UTF-8' },
  Body: { Text: { Data: 'Hello' }, Html: { Data: '<p><img src="cid:face">Hello' } },
  ...changes,
});

const request = (to: string[], changes: object = {}) => ({
  FromEmailAddress: 'Shop <shop@example.com>',
  Destination: { ToAddresses: to },
  ConfigurationSetName: 'set',
  EmailTags: [{ Name: 'order', Value: '7' }],
  Content: { Simple: simple() },
  ...changes,
});

describe('SES', () => {
  it('takes a mail with HTML, own headers and an inline image', () => {
    const { service, mails, events } = ses();
    const { MessageId } = service.sendEmail(
      request(['ann@example.com'], {
        ReplyToAddresses: ['bob@example.com'],
        Content: {
          Simple: simple({
            Headers: [{ Name: 'References', Value: '<7@example.com>' }],
            Attachments: [
              {
                FileName: 'face.png',
                RawContent: Buffer.from('png').toString('base64'),
                ContentType: 'image/png',
                ContentDisposition: 'INLINE',
                ContentId: 'face',
              },
            ],
          }),
        },
      }),
    );
    assert.deepEqual(mails, [
      {
        from: 'Shop <shop@example.com>',
        to: 'ann@example.com',
        subject: 'Grüße',
        text: 'Hello',
        html: '<p><img src="cid:face">Hello',
        replyTo: ['bob@example.com'],
        headers: [{ key: 'References', value: '<7@example.com>' }],
        attachments: [
          {
            filename: 'face.png',
            content: Buffer.from('png'),
            contentType: 'image/png',
            contentDisposition: 'inline',
            cid: 'face',
          },
        ],
        messageId: `<${MessageId}@email.amazonses.com>`,
      },
    ]);
    assert.deepEqual(events, []);
  });

  it('tells EventBridge of mails that come back, as its mailbox simulator does', () => {
    const { service, mails, events } = ses();
    service.sendEmail(request(['bounce+1@example.com']));
    service.sendEmail(request(['complaint@simulator.amazonses.com']));
    service.sendEmail(request(['success@simulator.amazonses.com']));
    assert.deepEqual(
      mails.map(({ to }) => to),
      ['complaint@simulator.amazonses.com', 'success@simulator.amazonses.com'],
    );
    const told = events.map(event => [event.source, event['detail-type'], event.detail.eventType]);
    assert.deepEqual(told, [
      ['aws.ses', 'Email Bounced', 'Bounce'],
      ['aws.ses', 'Email Complaint Received', 'Complaint'],
    ]);
    const { mail, bounce } = events[0]!.detail as { mail: { tags: object }; bounce: { bouncedRecipients: object[] } };
    assert.deepEqual(mail.tags, { 'ses:configuration-set': ['set'], order: ['7'] });
    assert.partialDeepStrictEqual(bounce.bouncedRecipients, [{ emailAddress: 'bounce+1@example.com' }]);
  });

  it('tells nobody without a configuration set', () => {
    const { service, events } = ses();
    const { ConfigurationSetName: _, ...bare } = request(['bounce@example.com']);
    service.sendEmail(bare);
    assert.deepEqual(events, []);
  });

  it('refuses more than 14 mails a second', () => {
    const { service, mails, clock } = ses();
    const send = () => service.sendEmail(request(['ann@example.com']));
    for (let i = 0; i < 14; i++) send();
    assert.throws(send, { name: 'TooManyRequestsException', status: 429 });
    clock.now = 1001;
    send();
    assert.equal(mails.length, 15);
  });

  it('refuses what SES refuses', () => {
    const table: [request: object, name: string, message: RegExp][] = [
      [request(['ann@example.com'], { ConfigurationSetName: 'other' }), 'NotFoundException', /<other> does not exist/],
      [request([]), 'BadRequestException', /Destination/],
      [request(['änn@example.com']), 'BadRequestException', /Illegal address: änn/],
      [request(['ann@example.com\nBcc: x']), 'BadRequestException', /Illegal address/],
      [request(['ann@example.com'], { FromEmailAddress: undefined }), 'BadRequestException', /FromEmailAddress/],
      [
        request(['ann@example.com'], {
          Content: { Simple: simple({ Headers: [{ Name: 'Message-ID', Value: '<1@example.com>' }] }) },
        }),
        'BadRequestException',
        /Message-ID is set by SES/,
      ],
      [
        request(['ann@example.com'], {
          Content: { Simple: simple({ Headers: [{ Name: 'X-One', Value: 'a\nBcc: x' }] }) },
        }),
        'BadRequestException',
        /pattern/,
      ],
      [request(['ann@example.com'], { Content: { Simple: simple({ Body: {} }) } }), 'BadRequestException', /Empty/],
      [request(['ann@example.com'], { Content: { Raw: { Data: '' } } }), 'UnknownOperationException', /simple content/],
    ];
    const { service, mails } = ses();
    for (const [input, name, message] of table)
      assert.throws(() => service.sendEmail(input), { name, message }, JSON.stringify(input));
    assert.deepEqual(mails, []);
  });

  it('names an operation that it does not have', async () => {
    const { service } = ses();
    const call = { method: 'GET', url: '/v2/email/account', signedFor: 'ses', body: Buffer.from('') };
    assert.equal(service.service.matches(call as AwsRequest), true);
    await assert.rejects(service.service.handle(call as AwsRequest), { message: /GET \/v2\/email\/account of SES/ });
  });

  it('refuses a configuration set that the runner does not support', () => {
    const destination = (EventDestination: object) =>
      stackOf({
        Set: { Type: 'AWS::SES::ConfigurationSet', Properties: { Name: 'set' } },
        Events: {
          Type: 'AWS::SES::ConfigurationSetEventDestination',
          Properties: { ConfigurationSetName: { Ref: 'Set' }, EventDestination },
        },
      });
    const options = { send: () => {}, put: () => {}, print: () => {} };
    assert.throws(
      () => new Ses(destination({ Enabled: true, SnsDestination: { TopicARN: 'arn:aws:sns:x' } }), options),
      { name: 'Problem', message: /SnsDestination is not supported/ },
    );
  });
});
