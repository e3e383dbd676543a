/*
 * Runs a MariaDB server on a free port, in a temporary directory. `node mariadb.ts` prints {"url": "mysql://…"} once
 * the server accepts connections. It stops and removes its files when its standard input closes, or on SIGTERM.
 */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { createConnection } from 'mysql2';

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

/** The user for the server if this process runs as root. */
async function unprivileged(): Promise<{ name: string; uid: number; gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const users = (await readFile('/etc/passwd', 'utf8')).split('\n').map(line => line.split(':'));
  const user = users.find(([name]) => name === 'mysql') ?? users.find(([name]) => name === 'nobody');
  if (!user) throw new Error('There is neither a user mysql nor nobody, and MariaDB does not run as root');
  return { name: user[0]!, uid: Number(user[2]), gid: Number(user[3]) };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise(resolve => server.close(resolve));
  return port;
}

async function start(directory: string): Promise<{ url: string; server: ChildProcess }> {
  const user = await unprivileged();
  if (user) await chown(directory, user.uid, user.gid);
  const data = join(directory, 'data');
  const common = [
    '--no-defaults',
    `--datadir=${data}`,
    `--tmpdir=${directory}`,
    ...(user ? [`--user=${user.name}`] : []),
    '--innodb-log-file-size=4M',
    '--innodb-buffer-pool-size=16M',
    '--innodb-flush-log-at-trx-commit=0',
  ];
  await run(
    'mariadb-install-db',
    [...common, '--auth-root-authentication-method=normal', '--skip-test-db', '--skip-name-resolve'],
    { env },
  );
  const port = await freePort();
  const server = spawn(
    'mariadbd',
    [
      ...common,
      '--bind-address=127.0.0.1',
      `--port=${port}`,
      '--skip-name-resolve',
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
  const ended = once(server, 'exit').then(() => {
    throw new Error(`MariaDB does not start:\n${log}`);
  });
  await Promise.race([ended, takesConnections(port)]);
  ended.catch(() => {});
  return { url: `mysql://root@127.0.0.1:${port}`, server };
}

async function takesConnections(port: number): Promise<void> {
  for (const end = performance.now() + startMs; ;) {
    const connection = createConnection({ host: '127.0.0.1', port, user: 'root' });
    const error = await new Promise(resolve => connection.connect(resolve));
    connection.on('error', () => {}).destroy();
    if (!error) return;
    if (performance.now() > end) throw new Error('MariaDB takes no connections', { cause: error });
    await new Promise(resolve => setTimeout(resolve, 50));
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
