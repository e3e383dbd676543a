import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { suite, test } from 'node:test';
import { json, startSite, text, type RunningSite } from '../cloudfront/testing/server.ts';

function post(site: RunningSite, body: BodyInit): Promise<Response> {
  return fetch(`${site.url}/api/echo/x`, { method: 'POST', body, duplex: 'half' } as RequestInit);
}

suite('long bodies', () => {
  test('over 10 MB are refused, with a length or chunked', async () => {
    await using site = await startSite();
    const body = Buffer.alloc(10_485_761, 'a');
    const refusal = [413, 'HTTP content length exceeded 10485760 bytes.'];
    assert.deepEqual(await text(await post(site, body)), refusal);
    assert.deepEqual(await text(await post(site, new Blob([body]).stream())), refusal);
    assert.equal(site.events.length, 0);
  });

  test('whose event exceeds 6 MB are refused as too long for a function', async () => {
    await using site = await startSite();
    const refusal = [413, { message: 'Request Too Long' }];
    assert.deepEqual(await json(await post(site, Buffer.alloc(6_291_456, 'a'))), refusal);
    assert.equal((await post(site, Buffer.alloc(6_000_000, 'a'))).status, 200);
    assert.equal(site.events.length, 1);
  });

  test('without an end are cut off', async () => {
    await using site = await startSite();
    const socket = connect(site.port, '127.0.0.1');
    socket.write('POST /api/echo/x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n');
    const chunk = `f4240\r\n${'a'.repeat(1_000_000)}\r\n`;
    const write = (): void => {
      while (!socket.destroyed && socket.write(chunk));
    };
    // The connection should break while the client writes.
    const closed = new Promise(resolve => socket.on('error', () => {}).on('close', resolve));
    socket.on('drain', write).resume();
    write();
    await closed;
    assert.ok(socket.bytesWritten > 10_485_760 && socket.bytesWritten < 100_000_000, String(socket.bytesWritten));
    assert.equal((await fetch(`${site.url}/api/echo/x`)).status, 200);
  });
});
