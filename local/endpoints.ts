import { once } from 'node:events';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { connect, createServer, type AddressInfo } from 'node:net';
import { dirname, extname } from 'node:path';
import { command, Problem } from './problem.ts';

/** The one account that can sign in. */
export interface Account {
  /** An email address. */
  name: string;
  password: string;
}

/** The URLs of the running stack, for scripts and tests. */
export interface Endpoints {
  website: string;
  mailbox: string;
  aws: string;
  /** The sign-in pages and the user pools' issuers. */
  cognito: string;
  /** The page with the messages to Teams and webhooks; undefined if none are sent. */
  webhooks?: string | undefined;
  /** The page that stands in for Slack; undefined if no function uses it. */
  slack?: string | undefined;
  account: Account | undefined;
  outputs: Record<string, string>;
}

/**
 * Keeps the file for this runner until the returned function removes it. Throws a Problem while another runner has it.
 * A runner that was killed has it no longer: nobody answers at the port that it left beside the file.
 */
export async function reserveEndpoints(file: string): Promise<() => Promise<void>> {
  const server = createServer(socket => socket.destroy()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const [lock, own] = [`${file}.lock`, `${file}.${process.pid}`];
  await mkdir(dirname(file), { recursive: true });
  await writeFile(own, `${process.pid} ${(server.address() as AddressInfo).port}`);
  try {
    const [pid, port] = (await readFile(lock, 'utf8').catch(() => '')).split(' ');
    if (await answers(Number(port))) throw taken(file, pid!);
    await rm(lock, { force: true });
    // Unlike a rename, this fails if another one was quicker.
    await link(own, lock);
  } catch (error) {
    server.close();
    throw error;
  } finally {
    await rm(own);
  }
  await rm(file, { force: true });
  return async () => {
    server.close();
    for (const each of [file, lock]) await rm(each, { force: true });
  };
}

function taken(file: string, pid: string): Problem {
  const extension = extname(file);
  return new Problem(
    `Another local stack (process ${pid}) runs with the file ${file}.\n`
      + `Stop that, or give this one another file and other ports: `
      + `${command} --endpoints ${file.slice(0, -extension.length || undefined)}-2${extension} --port 0`,
  );
}

async function answers(port: number): Promise<boolean> {
  if (!port) return false;
  const socket = connect(port, '127.0.0.1');
  const connected = await once(socket, 'connect').then(
    () => true,
    () => false,
  );
  socket.destroy();
  return connected;
}

/** Writes the file atomically. */
export async function writeEndpoints(file: string, endpoints: object): Promise<void> {
  await writeFile(`${file}.${process.pid}`, `${JSON.stringify(endpoints, undefined, 2)}\n`);
  await rename(`${file}.${process.pid}`, file);
}
