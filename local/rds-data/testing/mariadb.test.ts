import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { createConnection } from 'mysql2';

const canConnect = (url: string) =>
  new Promise<boolean>(resolve => {
    const connection = createConnection(url);
    connection.on('error', () => {});
    connection.connect(error => {
      connection.destroy();
      resolve(error === null);
    });
  });

test('MariaDB runs until its standard input closes or until SIGTERM, and leaves no files', async t => {
  const folder = mkdtempSync(join(tmpdir(), 'mariadb-test-'));
  // The server may run as another user.
  chmodSync(folder, 0o755);
  t.after(() => rmSync(folder, { recursive: true }));
  const run = () =>
    spawn(process.execPath, [join(import.meta.dirname, 'mariadb.ts')], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, TMPDIR: folder },
    });
  const ends: [name: string, end: (child: ReturnType<typeof run>) => void][] = [
    ['input', child => child.stdin.end()],
    ['SIGTERM', child => child.kill()],
  ];
  await Promise.all(
    ends.map(async ([name, end]) => {
      const child = run();
      t.after(() => child.kill());
      const [output] = (await Promise.race([once(child.stdout, 'data'), once(child, 'exit')])) as [Buffer | number];
      assert.ok(output instanceof Buffer, 'it ended by itself');
      const { url } = JSON.parse(output.toString()) as { url: string };
      assert.match(url, /^mysql:\/\/root@127\.0\.0\.1:\d+$/);
      assert.ok(await canConnect(url));
      end(child);
      assert.deepEqual(await once(child, 'exit'), [0, null], name);
      assert.equal(await canConnect(url), false);
    }),
  );
  assert.deepEqual(readdirSync(folder), []);
});
