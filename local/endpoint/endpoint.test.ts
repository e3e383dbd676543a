import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { DynamoDb } from '../dynamodb/dynamodb.ts';
import { EventBus } from '../eventbridge/event-bus.ts';
import { listen } from '../ports.ts';
import type { Mail } from '../mailbox/mailbox.ts';
import { Topics } from '../sns/topics.ts';
import { Queues } from '../sqs/queues.ts';
import { Sessions } from '../sts/sessions.ts';
import { Sts } from '../sts/sts.ts';
import { aws, withoutAwsCli } from '../testing/aws-cli.ts';
import { stackOf } from '../testing/stack.ts';
import { AwsEndpoint } from './endpoint.ts';
import { AwsError } from './error.ts';
import { jsonService } from './service.ts';

const topicArn = 'arn:aws:sns:us-east-1:000000000000:news';
const stack = stackOf({
  Table: {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      TableName: 'table',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    },
  },
  Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'news' } },
  Link: {
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName: 'link',
      AssumeRolePolicyDocument: {
        Statement: [{ Action: 'sts:AssumeRole', Effect: 'Allow', Principal: { AWS: '000000000000' } }],
      },
    },
  },
  Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'failed' } },
  Ann: {
    Type: 'AWS::SNS::Subscription',
    Properties: { Protocol: 'email', Endpoint: 'ann@example.com', TopicArn: { Ref: 'Topic' } },
  },
});
const stepFunctions = {
  handle(operation: string, input: unknown): Promise<object> {
    if (operation === 'ListStateMachines') return Promise.resolve({ stateMachines: [] });
    if (operation === 'Break') throw new TypeError('broken');
    throw new AwsError('ExecutionDoesNotExist', `No ${(input as { executionArn: string }).executionArn}`);
  },
};
const mails: Mail[] = [];
const dynamodb = new DynamoDb();
const topics = new Topics(stack, { send: mail => mails.push(mail), print: assert.fail });
const events = new EventBus({ print: () => {} });
const queues = new Queues(stack, 'http://localhost:4566');
const identityPools = {
  handle(operation: string): Promise<object> {
    if (operation === 'GetId') return Promise.resolve({ IdentityId: 'id' });
    throw new AwsError('NotAuthorizedException', 'Invalid login token.');
  },
};
const s3 = {
  handle({ url }: IncomingMessage, response: ServerResponse): Promise<void> {
    response.end(`S3 ${url}`);
    return Promise.resolve();
  },
};
const sessions = new Sessions();
const real = [dynamodb, topics, events, queues, new Sts(stack, sessions)].map(({ service }) => service);
const endpoint = new AwsEndpoint({
  services: [
    ...real,
    jsonService('Step Functions', 'AWSStepFunctions', stepFunctions),
    { ...jsonService('Identity pools', 'AWSCognitoIdentityService', identityPools), isForWebPages: true },
    {
      name: 'Signed',
      matches: ({ method, signedFor }) => method === 'POST' && signedFor === 'signed',
      handle: async ({ url, body }) => ({ status: 200, headers: {}, body: `${url} ${body.toString()}` }),
    },
  ],
  s3,
  sessions,
});
const server = createServer((request, response) => endpoint.handle(request, response));
let url: string;

before(async () => {
  await dynamodb.createTables(stack);
  url = `http://localhost:${await listen(server, 'aws', 0)}`;
});
after(async () => {
  await dynamodb.stop();
  server.close();
  server.closeAllConnections();
});

const signed = { authorization: 'AWS4-HMAC-SHA256 Credential=x' };

async function call(headers: Record<string, string>, body: string) {
  const response = await fetch(url, { method: 'POST', headers: { ...signed, ...headers }, body });
  const text = await response.text();
  const json: unknown = text.startsWith('{') ? JSON.parse(text) : undefined;
  return { status: response.status, headers: response.headers, text, json };
}

const credential = (service: string) => ({
  authorization: `AWS4-HMAC-SHA256 Credential=key/20260101/us-east-1/${service}/aws4_request, Signature=0`,
});

const target = (name: string) => ({ 'x-amz-target': name, 'content-type': 'application/x-amz-json-1.0' });
const publish = `Action=Publish&Version=2010-03-31&TopicArn=${topicArn}`;
const form = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };

describe('The AWS endpoint', () => {
  it("answers in the services' own protocols, with a request id", async () => {
    const listed = await call(target('AWSStepFunctions.ListStateMachines'), '{}');
    assert.deepEqual([listed.status, listed.json], [200, { stateMachines: [] }]);
    assert.match(listed.headers.get('x-amzn-requestid')!, /^[0-9a-f-]{36}$/);
    const published = await call(form, `${publish}&Message=x`);
    assert.match(published.text, /^<PublishResponse xmlns=".*"><PublishResult><MessageId>[0-9a-f-]{36}<\/MessageId>/);
  });

  it('answers errors in the form of each protocol', async () => {
    const describeExecution = target('AWSStepFunctions.DescribeExecution');
    const unsigned = { authorization: 'Basic x' };
    const table: [headers: Record<string, string>, body: string, status: number, answer: object | RegExp][] = [
      [describeExecution, '{"executionArn":"a"}', 400, { __type: 'ExecutionDoesNotExist', message: 'No a' }],
      [describeExecution, '{', 400, { __type: 'SerializationException', message: 'The request body is not JSON' }],
      [target('AWSStepFunctions.Break'), '{}', 500, /"InternalFailure","message":".* failed: TypeError: broken"/],
      [target('Kinesis.PutRecord'), '{}', 501, /"UnknownOperationException",.* not support PutRecord of Kinesis\./],
      [
        form,
        'Action=CreateTopic&Version=2010-03-31',
        501,
        /<Code>UnknownOperationException<.* not support CreateTopic/,
      ],
      [form, `${publish}&Message=x&Subject=%0A`, 400, /<Type>Sender<\/Type><Code>InvalidParameter<\/Code>/],
      [form, 'Action=Publish&Version=2010-03-31&TopicArn=a%26b&Message=x', 404, /<Code>NotFound<\/Code>/],
      [{ 'content-type': 'text/plain' }, 'x', 501, /does not support POST \//],
      [{ ...form, authorization: '' }, 'Action=Publish', 403, /<Code>MissingAuthenticationTokenException<\/Code>/],
      [{ ...describeExecution, ...unsigned }, '{}', 403, /"MissingAuthenticationTokenException"/],
    ];
    for (const [headers, body, status, answer] of table) {
      const given = await call(headers, body);
      assert.equal(given.status, status, given.text);
      if (answer instanceof RegExp) assert.match(given.text, answer);
      else assert.deepEqual(given.json, answer);
    }
  });

  it('finds the service for a request, or names all services that it has', async () => {
    const headers = credential('signed');
    const response = await fetch(`${url}/Execute`, { method: 'POST', headers, body: '{}' });
    assert.equal(await response.text(), '/Execute {}');
    assert.match(
      await (await fetch(`${url}/Execute`, { headers })).text(),
      /UnknownOperationException.* not support GET \/Execute\. It supports S3, DynamoDB, SNS, .*, Signed\./,
    );
  });

  it('recognizes requests for S3 by the signature, or by the path if unsigned', async () => {
    const text = async (path: string, headers: Record<string, string> = {}) =>
      (await fetch(`${url}${path}`, { headers })).text();
    assert.equal(await text('/', credential('s3')), 'S3 /');
    assert.equal(await text('/bucket?list-type=2', credential('s3')), 'S3 /bucket?list-type=2');
    assert.equal(await text('/bucket/key'), 'S3 /bucket/key');
    const presigned = '/?X-Amz-Credential=key%2F20260101%2Fus-east-1%2Fs3%2Faws4_request';
    assert.equal(await text(presigned), `S3 ${presigned}`);
    assert.match(await text('/'), /MissingAuthenticationTokenException/);
    assert.match(await text('/000000000000/queue', credential('sqs')), /UnknownOperationException/);
  });

  it('accepts unsigned requests only for services that web pages call', async () => {
    const others = await call(target('AWSStepFunctions.ListStateMachines'), '{}');
    assert.equal(others.headers.get('access-control-allow-origin'), null);
    const identity = (operation: string) =>
      call({ ...target(`AWSCognitoIdentityService.${operation}`), authorization: '' }, '{}');
    for (const [operation, answer] of [
      ['GetId', { IdentityId: 'id' }],
      ['GetCredentialsForIdentity', { __type: 'NotAuthorizedException', message: 'Invalid login token.' }],
    ] as const) {
      const { headers, json: given } = await identity(operation);
      assert.deepEqual([headers.get('access-control-allow-origin'), given], ['*', answer]);
    }
    const preflight = await fetch(url, {
      method: 'OPTIONS',
      headers: { origin: 'http://x', 'access-control-request-method': 'POST', 'access-control-request-headers': 'x' },
    });
    assert.equal(preflight.headers.get('access-control-allow-headers'), 'Content-Type, X-Amz-Target, X-Amz-User-Agent');
  });

  it('passes the caller’s STS session to services, and refuses an expired one', async () => {
    const { token } = sessions.open('link', 'me', 900, undefined);
    const whoami = 'Action=GetCallerIdentity&Version=2011-06-15';
    const asked = (headers: Record<string, string>, body: string, used = token) =>
      call({ ...headers, 'x-amz-security-token': used }, body);
    assert.match((await asked(form, whoami)).text, /<Arn>arn:aws:sts::000000000000:assumed-role\/link\/me<\/Arn>/);
    assert.match((await asked(form, whoami, 'x')).text, /<Arn>arn:aws:iam::000000000000:user\/local<\/Arn>/);
    const expired = sessions.open('link', 'me', -1, undefined).token;
    const query = await asked(form, whoami, expired);
    assert.deepEqual([query.status, /<Code>ExpiredToken<\/Code>/.test(query.text)], [403, true]);
    const { status, json } = await asked(target('AWSStepFunctions.ListStateMachines'), '{}', expired);
    assert.deepEqual([status, (json as { __type: string }).__type], [403, 'ExpiredTokenException']);
  });

  it('refuses a body that is larger than any service accepts', async () => {
    const { status, json } = await call(target('AWSStepFunctions.ListStateMachines'), 'x'.repeat(17 * 1024 * 1024));
    assert.deepEqual([status, (json as { __type: string }).__type], [413, 'RequestEntityTooLargeException']);
  });

  describe('for the AWS CLI', { skip: withoutAwsCli }, () => {
    it('works as DynamoDB', async () => {
      const item = '{"id":{"S":"1"}}';
      await aws(url, 'dynamodb', 'put-item', '--table-name', 'table', '--item', item);
      const got = await aws(url, 'dynamodb', 'get-item', '--table-name', 'table', '--key', item);
      assert.deepEqual(got, { Item: { id: { S: '1' } } });
      await assert.rejects(
        aws(url, 'dynamodb', 'get-item', '--table-name', 'none', '--key', item),
        /\(ResourceNotFoundException\) when calling the GetItem operation: Requested resource not found/,
      );
    });

    it('works as EventBridge and SQS', async () => {
      const entry = { Source: 'shop', DetailType: 'Sold', Detail: '{}', Time: '2026-11-20T10:00:00Z' };
      const entries = JSON.stringify([entry, { ...entry, Source: 'aws.x' }]);
      const put = await aws(url, 'events', 'put-events', '--entries', entries);
      assert.equal((put as { FailedEntryCount: number }).FailedEntryCount, 1);
      const { QueueUrl: queue } = (await aws(url, 'sqs', 'get-queue-url', '--queue-name', 'failed')) as {
        QueueUrl: string;
      };
      const sqs = (operation: string, ...args: string[]) => aws(url, 'sqs', operation, '--queue-url', queue, ...args);
      const attributes = '{"ERROR_CODE":{"DataType":"String","StringValue":"NO_RESOURCE"}}';
      await sqs('send-message', '--message-body', '{"id":1}', '--message-attributes', attributes);
      const received = (await sqs('receive-message', '--message-attribute-names', 'All')) as {
        Messages: { Body: string; ReceiptHandle: string; MessageAttributes: object }[];
      };
      const [{ Body, ReceiptHandle, MessageAttributes } = assert.fail('nothing came')] = received.Messages;
      assert.deepEqual([Body, MessageAttributes], ['{"id":1}', JSON.parse(attributes)]);
      await sqs('delete-message', '--receipt-handle', ReceiptHandle);
      assert.equal(await sqs('receive-message', '--visibility-timeout', '0'), undefined);
      await assert.rejects(aws(url, 'sqs', 'get-queue-url', '--queue-name', 'none'), /\(QueueDoesNotExist\)/);
    });

    it('works as STS', async () => {
      const assume = (role: string) =>
        aws(
          url,
          'sts',
          'assume-role',
          '--role-session-name',
          'me',
          '--role-arn',
          `arn:aws:iam::000000000000:role/${role}`,
        );
      const { Credentials, AssumedRoleUser } = (await assume('link')) as {
        Credentials: { SessionToken: string; Expiration: string };
        AssumedRoleUser: { Arn: string };
      };
      assert.equal(sessions.find(Credentials.SessionToken)?.expires, Date.parse(Credentials.Expiration));
      assert.equal(AssumedRoleUser.Arn, 'arn:aws:sts::000000000000:assumed-role/link/me');
      await assert.rejects(assume('none'), /\(AccessDenied\) .* not authorized to perform: sts:AssumeRole on .*\/none/);
    });

    it('works as SNS and Step Functions, errors included', async () => {
      const sns = (...args: string[]) => aws(url, 'sns', 'publish', '--topic-arn', topicArn, ...args);
      const attributes = '{"approver":{"DataType":"String","StringValue":"ann@example.com"}}';
      const { MessageId } = (await sns(
        '--subject',
        'Hi',
        '--message',
        'a & <b>',
        '--message-attributes',
        attributes,
      )) as { MessageId: string };
      assert.ok(mails.some(({ messageId, text }) => messageId.includes(MessageId) && text.startsWith('a & <b>\n')));
      assert.deepEqual(await aws(url, 'stepfunctions', 'list-state-machines'), { stateMachines: [] });
      await assert.rejects(sns('--message', ''), /\(InvalidParameter\) .*: Invalid parameter: Empty message/);
      await assert.rejects(
        aws(url, 'events', 'list-rules'),
        /\(UnknownOperationException\) .* not support ListRules of AWSE/,
      );
    });
  });
});
