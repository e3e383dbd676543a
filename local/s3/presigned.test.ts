import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import { after, before, describe, it, mock } from 'node:test';
import { AwsClient } from 'aws4fetch';
import { listen } from '../ports.ts';
import { compilePolicy } from '../sts/policy.ts';
import { Sessions, type Session } from '../sts/sessions.ts';
import { S3 } from './s3.ts';

const sessions = new Sessions();
const s3 = new S3([{ name: 'reports', cors: [], notifications: [] }], undefined, sessions);
const server = createServer((request, response) => void s3.handle(request, response));
let url: string;

const headers = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Disposition': 'inline; filename="report.html"',
  'Cache-Control': 'private, no-store',
};
before(async () => {
  url = `http://localhost:${await listen(server, 'aws', 0)}`;
  const put = (key: string) => signer().fetch(`${url}/reports/${key}`, { method: 'PUT', body: '<p>1</p>', headers });
  for (const key of ['reports/1.html', 'reports/2.html']) assert.equal((await put(key)).status, 200);
});
after(async () => {
  server.close();
  server.closeAllConnections();
  await s3.stop();
});

const signer = (session?: Session) =>
  new AwsClient({
    accessKeyId: session?.accessKeyId ?? 'local',
    secretAccessKey: session?.secretAccessKey ?? 'local',
    service: 's3',
    region: 'us-east-1',
    retries: 0,
    ...(session && { sessionToken: session.token }),
  });

/** A URL of an object, as a function presigns it. */
const presigned = async (seconds: number | string, session?: Session, key = 'reports/1.html', method = 'GET') =>
  (
    await signer(session).sign(`${url}/reports/${key}${key.includes('?') ? '&' : '?'}X-Amz-Expires=${seconds}`, {
      method,
      aws: { signQuery: true },
    })
  ).url;

const different = /^403 SignatureDoesNotMatch: The request signature we calculated does not match/;

async function opened(link: string, method = 'GET') {
  const response = await fetch(link, { method });
  const body = await response.text();
  const text = (name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(body)?.[1];
  return { response, body, said: `${response.status} ${text('Code')}: ${text('Message')}`, text };
}

async function inTime(work: (later: (seconds: number) => void) => Promise<void>): Promise<void> {
  mock.timers.enable({ apis: ['Date'], now: Math.floor(Date.now() / 1000) * 1000 });
  try {
    await work(seconds => mock.timers.tick(seconds * 1000));
  } finally {
    mock.timers.reset();
  }
}

describe('A presigned URL', () => {
  it('opens with the headers that the object was stored with', async () => {
    const { response, body } = await opened(await presigned(60));
    assert.equal(body, '<p>1</p>');
    for (const [name, value] of Object.entries(headers)) assert.equal(response.headers.get(name), value);
  });

  it('opens until its time is over, and then says since when', () =>
    inTime(async later => {
      const end = new Date(Date.now() + 3_600_000).toISOString().replace('.000Z', 'Z');
      const link = await presigned(3600);
      later(3599);
      assert.equal((await opened(link)).body, '<p>1</p>');
      later(1);
      const { response, said, text } = await opened(link);
      assert.equal(said, '403 AccessDenied: Request has expired');
      assert.equal(response.headers.get('content-type'), 'application/xml');
      assert.deepEqual([text('X-Amz-Expires'), text('Expires'), text('ServerTime')], ['3600', end, end]);
    }));

  it('is for at most a week, from now', async () => {
    assert.equal((await opened(await presigned(604_800))).response.status, 200);
    const wrong = '400 AuthorizationQueryParametersError';
    for (const [seconds, message] of [
      [
        604_801,
        `${wrong}: X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires `
          + 'must be less than 604800 seconds',
      ],
      ['-1', `${wrong}: X-Amz-Expires must be non-negative`],
      ['1h', `${wrong}: X-Amz-Expires should be a number`],
      [0, '403 AccessDenied: Request has expired'],
    ] as const)
      assert.equal((await opened(await presigned(seconds))).said, message);
    const link = await presigned(60);
    const dated = (date: string) => opened(link.replace(/(?<=X-Amz-Date=)\w+/, date));
    assert.match((await dated('yesterday')).said, /^400 .* X-Amz-Date must be in the ISO8601 Long Format/);
    assert.equal((await dated('22000101T000000Z')).said, '403 AccessDenied: Request is not valid yet');
    assert.match((await opened(link.replace(/X-Amz-Date=\w+/, ''))).said, /^400 .* requires the X-Amz-Algorithm, /);
  });

  it('of version 2 opens until its time is over, too, and not with another signature', async () => {
    const until = (expires: number | string, path = '/reports/reports/1.html', signed = path) => {
      const signature = createHmac('sha1', 'local').update(`GET\n\n\n${expires}\n${signed}`).digest('base64');
      const query = new URLSearchParams({ AWSAccessKeyId: 'local', Signature: signature, Expires: String(expires) });
      return opened(`${url}${path}?${query}`);
    };
    const now = Math.floor(Date.now() / 1000);
    assert.equal((await until(now + 60)).response.status, 200);
    assert.match((await until(now + 60, '/reports/reports/2.html', '/reports/reports/1.html')).said, different);
    for (const end of [now - 1, 0, '', '-1', '9'.repeat(30)])
      assert.match((await until(end)).said, /^403 AccessDenied/, String(end));
  });

  it('opens nothing once anything of it was changed', async () => {
    const session = sessions.open('link', 'one', 900, undefined);
    for (const by of [session, undefined]) {
      const link = await presigned(60, by);
      assert.equal((await opened(link)).response.status, 200);
      const last = link.at(-1) === '0' ? '1' : '0';
      for (const changed of [
        `${link.slice(0, -1)}${last}`,
        link.replace('1.html', '2.html'),
        link.replace('reports/1.html', 'reports//1.html'),
        link.replace('Expires=60', 'Expires=600'),
        link.replace('Z&', 'Z&x=1&'),
        `${link}&response-content-type=text%2Fplain`,
        link.replace('us-east-1', 'us-east-2'),
      ])
        assert.match((await opened(changed)).said, different, changed);
      assert.match((await opened(link, 'DELETE')).said, different);
      assert.match((await opened(await presigned(60, by, undefined, 'PUT'))).said, different);
      const more = await fetch(link, { headers: { 'x-amz-meta-who': 'me' } });
      assert.match(await more.text(), /not signed<.*<HeadersNotSigned>x-amz-meta-who</);
    }
    const link = await presigned(60, session);
    assert.match((await opened(link.replace(session.accessKeyId, 'local'))).said, /^403 InvalidAccessKeyId/);
  });

  it('says as what the content is sent', async () => {
    const type = encodeURIComponent('image/png; x="1"');
    const { response, body } = await opened(
      await presigned(60, undefined, `reports/1.html?response-content-type=${type}`),
    );
    assert.deepEqual([body, response.headers.get('content-type')], ['<p>1</p>', 'image/png; x="1"']);
  });

  it('stores what is sent to it', async () => {
    const link = await presigned(60, undefined, 'reports/put', 'PUT');
    assert.equal((await fetch(link, { method: 'PUT', body: 'new' })).status, 200);
    assert.equal((await opened(await presigned(60, undefined, 'reports/put'))).body, 'new');
  });
});

describe('A signed request', () => {
  it('of a clock that is more than 15 minutes off is refused, and says so', () =>
    inTime(async later => {
      const signed = await signer().sign(`${url}/reports/reports/1.html`);
      const send = async () => {
        const answer = await fetch(signed.clone());
        return `${answer.status} ${await answer.text()}`;
      };
      later(15 * 60);
      assert.match(await send(), /^200/);
      later(1);
      assert.match(
        await send(),
        /^403 .*<Code>RequestTimeTooSkewed<.*<ServerTime>.*<MaxAllowedSkewMilliseconds>900000</s,
      );
    }));

  it('is refused with another path, query, header, method, body or key', async () => {
    const asked = async (work: (request: Request) => Request | Promise<Request>, aws: object = {}) => {
      const init = { method: 'PUT', body: 'x', headers: { 'x-amz-meta-a': '1' }, aws };
      const signed = await signer().sign(`${url}/reports/signed?x=1`, init);
      const answer = await fetch(await work(signed));
      return `${answer.status} ${await answer.text()}`;
    };
    const as = (path: string) => (request: Request) => new Request(`${url}/reports/${path}`, request);
    assert.match(await asked(each => each), /^200/);
    assert.match(await asked(as('other?x=1')), /^403 .*SignatureDoesNotMatch/s);
    assert.match(await asked(as('signed?x=2')), /^403 .*SignatureDoesNotMatch/s);
    assert.match(await asked(each => new Request(each, { method: 'POST' })), /^403 .*SignatureDoesNotMatch/s);
    const header = (request: Request) => {
      request.headers.set('x-amz-meta-a', '2');
      return request;
    };
    assert.match(await asked(header), /^403 .*SignatureDoesNotMatch/s);
    assert.match(await asked(each => each, { secretAccessKey: 'other' }), /^403 .*SignatureDoesNotMatch/s);
    const hash = { 'x-amz-content-sha256': '0'.repeat(64) };
    const hashed = await signer().fetch(`${url}/reports/signed`, { method: 'PUT', body: 'x', headers: hash });
    assert.match(await hashed.text(), /XAmzContentSHA256Mismatch/);
  });
});

describe('A session of STS', () => {
  it('ends before the URL that was presigned with it', () =>
    inTime(async later => {
      const session = sessions.open('link', 'one', 900, undefined);
      const link = await presigned(3600, session);
      later(899);
      assert.equal((await opened(link)).response.status, 200);
      later(1);
      const { said, text } = await opened(link);
      assert.equal(said, '400 ExpiredToken: The provided token has expired.');
      assert.equal(text('Token-0'), session.token);
      const got = await signer(session).fetch(`${url}/reports/reports/1.html`);
      assert.deepEqual([got.status, /<Code>ExpiredToken</.test(await got.text())], [400, true]);
    }));

  it('may do what its policy allows, and no more', async () => {
    const allowed = (...Action: string[]) =>
      sessions.open(
        'link',
        'one',
        900,
        compilePolicy(
          JSON.stringify({
            Statement: {
              Effect: 'Allow',
              Action,
              Resource: ['1.html', 'copy'].map(each => `arn:aws:s3:::reports/reports/${each}`),
            },
          }),
        ),
      );
    const read = allowed('s3:GetObject');
    assert.equal((await opened(await presigned(60, read))).response.status, 200);
    assert.equal((await opened(await presigned(60, read, undefined, 'HEAD'), 'HEAD')).response.status, 200);
    assert.equal(
      (await opened(await presigned(60, read, 'reports/2.html'))).said,
      '403 AccessDenied: User: arn:aws:sts::000000000000:assumed-role/link/one is not authorized to perform: '
        + 's3:GetObject on resource: &quot;arn:aws:s3:::reports/reports/2.html&quot; because no '
        + 'session policy allows the s3:GetObject action',
    );
    const asked = async (session: Session, method: string, path: string, more: Record<string, string> = {}) =>
      (await signer(session).fetch(`${url}/reports${path}`, { method, headers: more })).status;
    const one = '/reports/1.html';
    for (const [method, path] of [
      ['PUT', one],
      ['DELETE', one],
      ['POST', `${one}?uploads`],
      ['GET', `${one}?acl`],
      ['GET', ''],
      ['POST', '?delete'],
    ] as const)
      assert.equal(await asked(read, method, path), 403, `${method} ${path}`);
    const write = allowed('s3:PutObject');
    assert.equal(await asked(write, 'GET', one), 403);
    const copy = (session: Session, source: string) =>
      asked(session, 'PUT', '/reports/copy', { 'x-amz-copy-source': source });
    assert.equal(await copy(write, '/reports/reports/2.html'), 403);
    const both = allowed('s3:PutObject', 's3:GetObject');
    assert.equal(await copy(both, 'reports%2Freports%2F2.html'), 403);
    assert.equal(await copy(both, 'reports%2Freports%2F1.html'), 200);
  });
});
