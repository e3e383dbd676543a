/*
 * Runs a MariaDB server on a free port, in a temporary directory. `node mariadb.ts` prints {"url": "mysql://…"} once
 * the server accepts connections. It stops and removes its files when its standard input closes, or on SIGTERM.
 */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { createConnection } from 'mysql2/promise';
import { listen } from '../../ports.ts';

const run = promisify(execFile);
// Debian installs the server in a folder that is not on every user's PATH.
const env = { ...process.env, PATH: [process.env.PATH, '/usr/sbin', '/usr/local/sbin'].join(delimiter) };
const startMs = 30_000;
/** The default of MySQL 8, and so of Aurora. */
const sqlMode = 'ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO';

/** A server in a child process, which ends when this process ends in any way. */
export interface MariaDb {
  /** Without a database; callers append one. */
  url: string;
  stop(): Promise<void>;
}

export async function startMariaDb(): Promise<MariaDb> {
  const child = spawn(process.execPath, [import.meta.filename], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface(child.stdout);
  const [line] = (await Promise.race([once(lines, 'line'), once(child, 'exit')])) as [unknown];
  if (typeof line !== 'string') throw new Error('MariaDB does not start: see what it wrote');
  const { url } = JSON.parse(line) as { url: string };
  return {
    url,
    async stop() {
      const ended = once(child, 'exit');
      child.stdin.end();
      await ended;
    },
  };
}

async function start(directory: string): Promise<{ url: string; server: ChildProcess }> {
  // MariaDB does not run as root.
  const isRoot = process.getuid?.() === 0;
  if (isRoot) await chmod(directory, 0o777);
  const common = [
    '--no-defaults',
    `--datadir=${join(directory, 'data')}`,
    `--tmpdir=${directory}`,
    ...(isRoot ? ['--user=nobody'] : []),
    '--innodb-log-file-size=4M',
    '--innodb-buffer-pool-size=16M',
    '--innodb-flush-log-at-trx-commit=0',
    '--skip-name-resolve',
  ];
  const install = [...common, '--auth-root-authentication-method=normal', '--skip-test-db'];
  await run('mariadb-install-db', install, { env });
  const free = createServer();
  const port = await listen(free, 'aws', 0);
  free.close();
  const server = spawn(
    'mariadbd',
    [
      ...common,
      '--bind-address=127.0.0.1',
      `--port=${port}`,
      `--socket=${join(directory, 'socket')}`,
      `--pid-file=${join(directory, 'pid')}`,
      '--skip-log-bin',
      '--performance-schema=OFF',
      '--character-set-server=utf8mb4',
      `--sql-mode=${sqlMode}`,
    ],
    { env, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let log = '';
  server.stderr!.setEncoding('utf8').on('data', (text: string) => {
    log = (log + text).slice(-4000);
  });
  const url = `mysql://root@127.0.0.1:${port}`;
  for (const end = performance.now() + startMs; ;) {
    try {
      await (await createConnection(url)).end();
      return { url, server };
    } catch (cause) {
      if (server.exitCode !== null || performance.now() > end)
        throw new Error(`MariaDB does not start:\n${log}`, { cause });
      await new Promise(resolve => setTimeout(resolve, 50));
    }
  }
}

async function main(): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'approval-workflow-mariadb-'));
  const over = Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT'), once(process.stdin.resume(), 'end')]);
  let server: ChildProcess | undefined;
  try {
    const started = await start(directory);
    server = started.server;
    console.log(JSON.stringify({ url: started.url }));
    await Promise.race([over, once(server, 'exit')]);
  } finally {
    if (server && server.exitCode === null && server.signalCode === null) {
      const ended = once(server, 'exit');
      server.kill();
      await ended;
    }
    await rm(directory, { recursive: true, force: true });
  }
  process.exit();
}

if (import.meta.main) await main();
