import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { startSite, text, type RunningSite } from './testing/server.ts';
import {
  cloudFrontFunction,
  contentSecurityPolicy,
  distribution,
  runsFunction,
  siteBehavior,
  stackOf,
} from './testing/stack.ts';

const files = { 'index.html': Buffer.from('first'), 'review.html': Buffer.from('review') };

/** A site whose files, but not whose API, run the function. */
const siteWith = (code: string): Promise<RunningSite> => {
  const DefaultCacheBehavior = { ...siteBehavior, FunctionAssociations: [runsFunction] };
  const stack = stackOf(distribution({ DefaultCacheBehavior }), cloudFrontFunction(code));
  return startSite({ files, stack, answer: () => ({ statusCode: 404, body: '{"message":"none"}' }) });
};

suite('the CloudFront function of the template', () => {
  test('chooses the file, also after the default root object', async () => {
    const code =
      "function handler(event) { event.request.uri = event.request.uri.split('%')[0]; return event.request; }";
    await using site = await siteWith(code);
    assert.deepEqual(await text(await fetch(`${site.url}/review.html%23id=1&key=2`)), [200, 'review']);
    assert.deepEqual(await text(await fetch(`${site.url}/?a=b`)), [200, 'first']);
  });

  test('answers itself, with the headers of the behaviour', async () => {
    const code = `async function handler() {
      return { statusCode: 404, headers: { 'content-type': { value: 'text/html' } }, body: '<h1>None</h1>' };
    }`;
    await using site = await siteWith(code);
    const answer = await fetch(`${site.url}/x`);
    assert.deepEqual(
      [answer.headers.get('content-type'), answer.headers.get('content-security-policy')],
      ['text/html', contentSecurityPolicy],
    );
    assert.deepEqual(await text(answer), [404, '<h1>None</h1>']);
    assert.deepEqual(await text(await fetch(`${site.url}/api/requests/1`)), [404, '{"message":"none"}']);
  });

  test('gets the request as CloudFront gives it', async () => {
    const code = 'function handler(event) { return { statusCode: 200, body: JSON.stringify(event) }; }';
    await using site = await siteWith(code);
    const headers = { accept: 'text/html', 'X-One': '1', cookie: 'a=b=c; d=' };
    const event = (await (await fetch(`${site.url}/a%20b?x=1&y=&x=%32`, { headers })).json()) as {
      version: string;
      viewer: object;
      request: Record<string, unknown> & { headers: Record<string, unknown> };
    };
    const { headers: got, ...request } = event.request;
    assert.deepEqual(event.viewer, { ip: '127.0.0.1' });
    assert.deepEqual([event.version, got['x-one'], got.cookie], ['1.0', { value: '1' }, undefined]);
    assert.deepEqual(request, {
      method: 'GET',
      uri: '/a%20b',
      querystring: { x: { value: '1', multiValue: [{ value: '1' }, { value: '%32' }] }, y: { value: '' } },
      cookies: { a: { value: 'b=c' }, d: { value: '' } },
    });
  });

  test('may change no more of the request than its path, and may not fail', async () => {
    for (const [change, message] of [
      ["event.request.headers.x = { value: '1' };", /changes more of the request than its path/],
      ["event.request.method = 'HEAD';", /changes more of the request than its path/],
      ["throw new Error('broken');", /broken/],
      ['for (;;) {}', /timed out/],
    ] as const) {
      await using site = await siteWith(`function handler(event) { ${change} return event.request; }`);
      assert.equal((await fetch(`${site.url}/review.html`)).status, 502);
      assert.match(site.lines.join(), message);
    }
  });
});
