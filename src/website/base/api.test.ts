import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { call, messageOf, NO_ANSWER } from './api.ts';
import { serverNow } from './clock.ts';

let answer: (request: IncomingMessage, response: ServerResponse, body: string) => void;
const server = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  answer(request, response, body);
});
let origin = '';

before(async () => {
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

after(() => {
  server.closeAllConnections();
  server.close();
});

test('a GET has the given headers and no body', async () => {
  answer = (request, response, body) => {
    response.end(
      JSON.stringify({
        method: request.method,
        key: request.headers['x-approval-key'],
        type: request.headers['content-type'],
        body,
      }),
    );
  };
  assert.deepEqual(await call(`${origin}/a`, { headers: { 'x-approval-key': 'k' } }), {
    status: 200,
    body: { method: 'GET', key: 'k', body: '' },
  });
});

test('a POST sends JSON', async () => {
  answer = (request, response, body) => response.end(JSON.stringify({ type: request.headers['content-type'], body }));
  assert.deepEqual(await call(origin, { method: 'POST', body: { decision: 'approve', comment: 'é"' } }), {
    status: 200,
    body: { type: 'application/json', body: '{"decision":"approve","comment":"é\\""}' },
  });
});

test('an error answer has its status and message', async () => {
  answer = (_request, response) => response.writeHead(409).end('{"message":"Already rejected"}');
  const got = await call(origin);
  assert.equal(got.status, 409);
  assert.equal(messageOf(got), 'Already rejected');
});

test('a body that is not JSON is undefined', async () => {
  answer = (_request, response) => response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>');
  assert.deepEqual(await call(origin), { status: 502, body: undefined });
});

test('a page of a proxy or a firewall is not an answer of the API', async () => {
  for (const status of [200, 403]) {
    answer = (_request, response) => response.writeHead(status, { 'content-type': 'text/html' }).end('<h1>Log in</h1>');
    assert.deepEqual(await call(origin), { status: NO_ANSWER, body: undefined });
  }
});

test('each answer sets the clock by its Date', async () => {
  answer = (_request, response) => response.setHeader('date', new Date(Date.now() + 7_200_000).toUTCString()).end('{}');
  await call(origin);
  assert.ok(serverNow() - Date.now() > 7_100_000);
  answer = (_request, response) => response.end('{}');
  await call(origin);
  assert.equal(serverNow(), Date.now());
});

test('a message of another type is ignored', () => {
  for (const body of [undefined, null, 'x', [], {}, { message: '' }, { message: 1 }, { message: null }]) {
    assert.equal(messageOf({ status: 500, body }), undefined);
  }
});

test('a refused, broken, short, redirected or late answer gives NO_ANSWER', async () => {
  assert.equal((await call('http://127.0.0.1:1/')).status, NO_ANSWER);
  answer = request => request.socket.destroy();
  assert.equal((await call(origin)).status, NO_ANSWER);
  answer = (request, response) => {
    response.writeHead(200, { 'content-length': '100' }).write('{');
    setImmediate(() => request.socket.destroy());
  };
  assert.equal((await call(origin)).status, NO_ANSWER);
  answer = (request, response) =>
    request.url === '/' ? response.writeHead(302, { location: '/elsewhere' }).end() : response.end('{}');
  assert.equal((await call(origin)).status, NO_ANSWER);
  answer = () => {};
  assert.equal((await call(origin, { timeout: 50 })).status, NO_ANSWER);
});
