import assert from 'node:assert/strict';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { suite, test } from 'node:test';
import { random } from '../testing/random.ts';
import { ask, exchange, statuses } from './testing/raw-http.ts';
import { startSite, type RunningSite } from './testing/server.ts';
import { contentSecurityPolicy } from './testing/stack.ts';

const files = { 'index.html': Buffer.from('index') };

async function isAlive(site: RunningSite): Promise<void> {
  assert.equal((await fetch(site.url)).status, 200);
  assert.equal((await fetch(`${site.url}/api/requests/1`)).status, 200);
}

suite('paths that lead out of the site', () => {
  const paths = [
    '/../../etc/passwd',
    '/..%2f..%2fetc/passwd',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/%2e%2e%2fetc%2fpasswd',
    '/..\\..\\etc\\passwd',
    '/..%5c..%5cetc%5cpasswd',
    '/%c0%ae%c0%ae/etc/passwd',
    '/%252e%252e/etc/passwd',
    '/.../x',
    '/./index.html',
    '/a/../index.html',
    '//index.html',
    '/%2findex.html',
    '/index.html/',
    '/index.html/.',
    '/index.html%00.png',
    '/index.html%00',
    '/C:/windows/win.ini',
    '/file:///etc/passwd',
    '/~root',
    '/index.html::$DATA',
    '/index.html%0d%0aset-cookie:x=y',
    `/${'a/'.repeat(600)}`,
  ];

  test('get a 4xx', async () => {
    await using site = await startSite({ files });
    for (const path of paths) {
      const answer = await ask(site.port, 'GET', path);
      const [status = 0] = statuses(answer);
      assert.ok(status >= 400 && status < 500, `${path}: ${answer.slice(0, 100)}`);
      assert.doesNotMatch(answer, /^set-cookie/im);
    }
  });

  test('reach a function only as plain text', async () => {
    await using site = await startSite();
    assert.deepEqual(statuses(await ask(site.port, 'GET', '/api/requests/..%2f..%2fadmin')), [200]);
    assert.deepEqual(site.events[0]?.pathParameters, { id: '..%2f..%2fadmin' });
    assert.deepEqual(statuses(await ask(site.port, 'GET', '/api/../api/requests/1')), [403]);
    assert.equal(site.events.length, 1);
  });
});

suite('requests that are not right', () => {
  const post = 'POST /api/echo/x HTTP/1.1\r\nHost: x\r\n';
  const bad: [name: string, bytes: string, status: number][] = [
    ['an asterisk', 'OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n', 400],
    ['a fragment', 'GET /#x HTTP/1.1\r\nHost: x\r\n\r\n', 400],
    ['a percent sign alone', 'GET /% HTTP/1.1\r\nHost: x\r\n\r\n', 400],
    ['a wrong encoding in an API path', 'GET /api/requests/%ff HTTP/1.1\r\nHost: x\r\n\r\n', 400],
    ['an encoded NUL in an API path', 'GET /api/requests/%00 HTTP/1.1\r\nHost: x\r\n\r\n', 400],
    ['bytes beyond ASCII', 'GET /\xfc\xff HTTP/1.1\r\nHost: x\r\n\r\n', 400],
    ['a path that is too long', `GET /${'a'.repeat(8192)} HTTP/1.1\r\nHost: x\r\n\r\n`, 413],
    ['a query that is too long', `GET /?${'a'.repeat(8192)} HTTP/1.1\r\nHost: x\r\n\r\n`, 413],
    ['headers that are too long', `GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(40_000)}\r\n\r\n`, 431],
    ['no host', 'GET / HTTP/1.1\r\n\r\n', 400],
    ['no HTTP', 'HELLO\r\n\r\n', 400],
    ['two lengths', `${post}Content-Length: 1\r\nContent-Length: 2\r\n\r\nab`, 400],
    ['a length and chunks', `${post}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`, 400],
    ['an expectation', `${post}Expect: nothing\r\nContent-Length: 0\r\n\r\n`, 417],
  ];
  for (const [name, bytes, status] of bad) {
    test(`get a ${status}: ${name}`, async () => {
      await using site = await startSite({ files });
      assert.deepEqual(statuses(await exchange(site.port, Buffer.from(bytes, 'latin1'))), [status]);
      assert.equal(site.events.length, 0);
      await isAlive(site);
    });
  }

  test('may use the absolute form, an upgrade or Expect: 100-continue', async () => {
    await using site = await startSite({ files });
    assert.match(await ask(site.port, 'GET', 'http://localhost:8080/index.html?x'), /\r\n\r\nindex$/);
    const upgrade = 'GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n';
    assert.deepEqual(statuses(await exchange(site.port, upgrade)), [200]);
    const expecting = `${post}Expect: 100-continue\r\nContent-Length: 2\r\n\r\nhi`;
    assert.deepEqual(statuses(await exchange(site.port, expecting)), [100, 200]);
    assert.equal(site.events[0]?.body, 'hi');
  });

  test('with random bytes never stop the site, and get no 5xx', async () => {
    await using site = await startSite({ files });
    const pieces = [
      'GET',
      'POST',
      'HEAD',
      'BREW',
      ' ',
      '/',
      '//',
      '..',
      '%2e',
      '%',
      '%00',
      '%ff',
      '?',
      '&',
      ';',
      '=',
      '#',
      '\\',
      '\t',
      '\0',
      'api',
      'requests',
      '{id}',
      '+',
      '*',
      ':',
      '@',
      'http://',
      'HTTP/1.1',
      'HTTP/9.9',
      '\r',
      '\n',
      '\r\n',
      'ü',
      'a'.repeat(300),
    ];
    const { seed, next } = random();
    const piece = (): string => pieces[next(pieces.length)] ?? '';
    for (let round = 0; round < 40; round++) {
      await Promise.all(
        Array.from({ length: 25 }, async () => {
          const noise = Array.from({ length: 1 + next(12) }, piece).join('');
          const line = next(4) === 0 ? noise : `${next(2) ? 'GET' : 'POST'} /${next(2) ? 'api/' : ''}${noise} HTTP/1.1`;
          const bytes = Buffer.from(`${line}\r\nHost: x\r\nConnection: close\r\n\r\n`, next(2) ? 'utf8' : 'latin1');
          const answer = await exchange(site.port, bytes, 50);
          assert.deepEqual(
            statuses(answer).filter(status => status >= 500),
            [],
            `seed ${seed}: ${JSON.stringify(line)}`,
          );
        }),
      );
    }
    assert.deepEqual(site.lines, [], `seed ${seed}`);
    await isAlive(site);
  });
});

suite('many clients, and clients that leave', () => {
  test('1,000 requests at once all get their own answer', async () => {
    await using site = await startSite({ files, answer: event => ({ body: event.pathParameters?.id }) });
    const agent = new Agent({ maxSockets: 1_000 });
    const get = (path: string): Promise<string> =>
      new Promise((resolve, reject) => {
        request(`${site.url}${path}`, { agent }, answer => {
          const policy = answer.headers['content-security-policy'];
          buffer(answer).then(body => resolve(`${answer.statusCode} ${body} ${policy}`), reject);
        })
          .on('error', reject)
          .end();
      });
    const answers = await Promise.all(Array.from({ length: 1_000 }, (_, i) => get(i % 2 ? '/' : `/api/requests/${i}`)));
    agent.destroy();
    const expected = answers.map((_, i) => `200 ${i % 2 ? 'index' : i} ${contentSecurityPolicy}`);
    assert.deepEqual(answers, expected);
    assert.equal(site.events.length, 500);
  });

  test('a connection serves one request after another, pipelined too', async () => {
    await using site = await startSite({ files });
    const one = 'GET / HTTP/1.1\r\nHost: x\r\n\r\n';
    const post = 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc';
    assert.deepEqual(statuses(await exchange(site.port, one + post + one)), [200, 403, 200]);
  });

  test('a viewer that disconnects does not disturb others', async () => {
    const started = Promise.withResolvers<void>();
    const held = Promise.withResolvers<void>();
    await using site = await startSite({
      files,
      answer: async event => {
        if (event.resource !== '/echo/{proxy+}') return {};
        started.resolve();
        await held.promise;
        return { statusCode: 200, body: 'nobody reads this' };
      },
    });
    const working = connect(site.port, '127.0.0.1', () => working.write('GET /api/echo/x HTTP/1.1\r\nHost: x\r\n\r\n'));
    await started.promise;
    working.destroy();
    const sending = connect(site.port, '127.0.0.1');
    await new Promise<void>(resolve => {
      sending.write('POST /api/echo/y HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf', () => resolve());
    });
    sending.resetAndDestroy();
    held.resolve();
    await isAlive(site);
    assert.deepEqual(site.lines, []);
    assert.equal(site.events.filter(({ resource }) => resource === '/echo/{proxy+}').length, 1);
  });
});
