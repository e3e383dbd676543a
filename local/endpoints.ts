import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

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
  account: Account | undefined;
  outputs: Record<string, string>;
}

/** Writes the file atomically. Returns a function that removes it, unless another runner has replaced it since. */
export async function writeEndpoints(file: string, endpoints: object): Promise<() => Promise<void>> {
  const text = `${JSON.stringify(endpoints, undefined, 2)}\n`;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.${process.pid}`, text);
  await rename(`${file}.${process.pid}`, file);
  return async () => {
    if ((await readFile(file, 'utf8').catch(() => undefined)) === text) await rm(file);
  };
}
