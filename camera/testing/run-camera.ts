import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import type { TestContext } from 'node:test';

const main = join(import.meta.dirname, '..', 'main.ts');
const timeLimitMs = 60_000;

export async function temporaryFolder(test: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'camera-'));
  test.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes a program in JavaScript. Returns a PATH on which it comes first. */
export async function program(folder: string, name: string, code: string): Promise<string> {
  await writeFile(join(folder, name), `#!${process.execPath}\n${code}`);
  await chmod(join(folder, name), 0o755);
  return [folder, dirname(process.execPath)].join(delimiter);
}

export interface Running {
  pid: number;
  /** The output so far. */
  output(): string;
  /** Waits until the output matches. */
  wrote(pattern: RegExp): Promise<void>;
  stop(): void;
  exitCode: Promise<number | null>;
}

/** Starts the camera for a bucket behind the endpoint. */
export function runCamera(
  test: TestContext,
  endpoint: string,
  args: string[],
  env: Record<string, string> = {},
): Running {
  const child = spawn(process.execPath, [main, '--bucket', 'frames-bucket', '--camera', 'lobby', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: timeLimitMs,
    env: {
      PATH: process.env.PATH,
      AWS_ACCESS_KEY_ID: 'AKID',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_ENDPOINT_URL: endpoint,
      ...env,
    },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  const closed = once(child, 'close').then(([code]) => code as number | null);
  test.after(() => child.kill('SIGKILL'));
  return {
    pid: child.pid!,
    output: () => output,
    async wrote(pattern) {
      const ended = closed.then(() => 'ended');
      while (!pattern.test(output)) {
        const next = new Promise(resolve => child.stdout.once('data', resolve));
        if ((await Promise.race([next, ended])) === 'ended' && !pattern.test(output))
          throw new Error(`It ended without writing ${pattern}:\n${output}`);
      }
    },
    stop: () => child.kill('SIGINT'),
    exitCode: closed,
  };
}
