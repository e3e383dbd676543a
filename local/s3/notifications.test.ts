import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { AwsClient } from 'aws4fetch';
import { AsyncInvocations } from '../lambda/async-invocations.ts';
import { Functions } from '../lambda/functions.ts';
import { listen } from '../ports.ts';
import { fakeRuntime, testFunction } from '../testing/functions.ts';
import { until } from '../testing/stack.ts';
import { Notifications } from './notifications.ts';
import { S3 } from './s3.ts';

const functionArn = 'arn:aws:lambda:us-east-1:000000000000:function:Echo';
const notification = { event: 's3:ObjectCreated:*', prefix: 'frames/', suffix: '', functionArn };
const buckets = [
  {
    name: 'frames',
    cors: [],
    notifications: [
      notification,
      { ...notification, event: 's3:ObjectCreated:Copy', prefix: 'people/', suffix: '.jpg' },
    ],
  },
];

interface S3Record {
  eventName: string;
  s3: { configurationId: string; object: { key: string; size: number; eTag: string; sequencer: string } };
}
const heard: S3Record[] = [];
const notifications = new Notifications(buckets, (target, event) => {
  assert.equal(target, functionArn);
  heard.push(...(JSON.parse(event) as { Records: S3Record[] }).Records);
});
const s3 = new S3(buckets, object => notifications.send(object));
const server = createServer((request, response) => void s3.handle(request, response));
let url: string;
before(async () => {
  url = `http://localhost:${await listen(server, 'aws', 0)}/frames`;
});
after(async () => {
  server.close();
  server.closeAllConnections();
  await s3.stop();
});

const client = new AwsClient({ accessKeyId: 'a', secretAccessKey: 's', service: 's3', region: 'us-east-1' });

/** Sends a request, and gives what the function heard of it before it was answered. */
async function send(method: string, path: string, body?: BodyInit, headers: Record<string, string> = {}) {
  heard.length = 0;
  const answer = await client.fetch(`${url}/${path}`, { method, headers, ...(body !== undefined && { body }) });
  const text = await answer.text();
  assert.ok(answer.ok, text);
  const records = heard.map(
    ({
      eventName,
      s3: {
        object: { key, size, eTag },
      },
    }) => [eventName, key, size, eTag],
  );
  return { records, text, headers: answer.headers };
}
const md5OfX = '9dd4e461268c8034f5c8564e155c67a6';

describe('An object that is stored', () => {
  it('is told to the function as AWS tells it', async () => {
    await send('PUT', 'frames/x', 'x');
    const [record = assert.fail('nothing came')] = heard;
    const {
      s3: {
        object: { sequencer },
        configurationId,
      },
    } = record;
    const told = record as unknown as { eventTime: string; responseElements: Record<string, string> };
    assert.match(told.eventTime, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    assert.match(told.responseElements['x-amz-request-id']!, /^[0-9A-F]{16}$/);
    assert.match(told.responseElements['x-amz-id-2']!, /^[\w+/]{76}$/);
    assert.match(sequencer, /^[0-9A-F]{18}$/);
    assert.deepEqual(record, {
      eventVersion: '2.1',
      eventSource: 'aws:s3',
      awsRegion: 'us-east-1',
      eventTime: told.eventTime,
      eventName: 'ObjectCreated:Put',
      userIdentity: { principalId: 'AWS:LOCAL' },
      requestParameters: { sourceIPAddress: '127.0.0.1' },
      responseElements: told.responseElements,
      s3: {
        s3SchemaVersion: '1.0',
        configurationId,
        bucket: { name: 'frames', ownerIdentity: { principalId: 'LOCAL' }, arn: 'arn:aws:s3:::frames' },
        object: { key: 'frames/x', size: 1, eTag: md5OfX, sequencer },
      },
    });
    await send('PUT', 'frames/x', 'x');
    assert.ok(heard[0]!.s3.object.sequencer > sequencer);
    assert.equal(heard[0]!.s3.configurationId, configurationId);
  });

  it('is told with its key as in a form, by whichever operation it came, and only where it is meant', async () => {
    const put = await send('PUT', 'frames/a%20b%2Bc%20%C3%A9%3F%25(1)~!.jpg', 'x');
    assert.deepEqual(put.records, [['ObjectCreated:Put', 'frames/a+b%2Bc+%C3%A9%3F%25%281%29%7E%21.jpg', 1, md5OfX]]);
    const source = { 'x-amz-copy-source': '/frames/frames/x' };
    const copied = await send('PUT', 'frames/copy', '', source);
    assert.deepEqual(copied.records, [['ObjectCreated:Copy', 'frames/copy', 1, md5OfX]]);
    assert.deepEqual((await send('PUT', 'people/x', 'x')).records, []);
    assert.deepEqual((await send('PUT', 'people/x.jpg', 'x')).records, []);
    assert.deepEqual((await send('PUT', 'people/2.jpg', '', source)).records.length, 1);
    assert.deepEqual((await send('GET', 'frames/x')).records, []);
    assert.deepEqual((await send('DELETE', 'frames/x')).records, []);
  });

  it('in parts is told once it is whole', async () => {
    const started = await send('POST', 'frames/parts?uploads', '');
    const upload = /<UploadId>(\w+)</.exec(started.text)![1];
    const part = async (number: number, body: string) => {
      const { headers, records } = await send('PUT', `frames/parts?partNumber=${number}&uploadId=${upload}`, body);
      assert.deepEqual(records, []);
      return `<Part><PartNumber>${number}</PartNumber><ETag>${headers.get('etag')}</ETag></Part>`;
    };
    const [second, first] = [await part(2, 'b'), await part(1, 'a'.repeat(1_000_000))];
    const complete = (...parts: string[]) =>
      client.fetch(`${url}/frames/parts?uploadId=${upload}`, {
        method: 'POST',
        body: `<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`,
      });
    const refused = await complete(first, second.replace(/&quot;\w|"\w/, '"_'));
    assert.deepEqual([refused.status, heard, /<Code>InvalidPart</.test(await refused.text())], [400, [], true]);
    const completed = await complete(first, second);
    // The digest of the parts' digests, and how many they are.
    const eTag = 'c332c54f7aab3b94c60f146ef505253b-2';
    assert.match(await completed.text(), /-2/);
    assert.deepEqual(
      heard.map(
        ({
          eventName,
          s3: {
            object: { size },
          },
        }) => [eventName, size],
      ),
      [['ObjectCreated:CompleteMultipartUpload', 1_000_001]],
    );
    assert.equal(heard[0]!.s3.object.eTag, eTag);
    assert.equal((await send('GET', 'frames/parts')).headers.get('etag'), `"${eTag}"`);
  });

  it('is whole when the function hears of it, however many come at a time', async () => {
    const length = 3_000_000;
    const whole: Promise<boolean>[] = [];
    const quick: S3 = new S3(buckets, ({ key, size }) => {
      whole.push(quick.readObject('frames', key).then(bytes => bytes?.length === size && size === length));
    });
    const other = createServer((request, response) => void quick.handle(request, response));
    const otherUrl = `http://localhost:${await listen(other, 'aws', 0)}/frames/frames`;
    await Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        client.fetch(`${otherUrl}/${n % 6}`, { method: 'PUT', body: Buffer.alloc(length, n) }),
      ),
    );
    assert.deepEqual(
      await Promise.all(whole),
      Array.from({ length: 12 }, () => true),
    );
    other.close();
    other.closeAllConnections();
    await quick.stop();
  });

  it('comes to its function, one after the other where the function has it so', async () => {
    const functions = new Functions({
      functions: [testFunction({ reservedConcurrency: 1 })],
      awsEndpoint: 'http://localhost:1',
      maxWorkers: 5,
      print: () => {},
      command: fakeRuntime(),
    });
    const keys: string[] = [];
    const invocations = new AsyncInvocations(
      {
        async invokeInTurn(name, payload, options) {
          const result = await functions.invokeInTurn(name, payload, options);
          const { event } = JSON.parse(result.payload) as { event: { Records: S3Record[] } };
          keys.push(event.Records[0]!.s3.object.key);
          return result;
        },
      },
      { print: line => assert.fail(line) },
    );
    const toFunction = new Notifications(buckets, (target, event) => invocations.accept(target, event));
    const expected = Array.from({ length: 10 }, (_, n) => `frames/${n}`);
    for (const key of expected) toFunction.send({ bucket: 'frames', key, size: 1, eTag: md5OfX, how: 'Put' });
    await until('all came', () => keys.length === expected.length);
    assert.deepEqual([keys, functions.pids.length], [expected, 1]);
    await functions.stop();
  });
});
