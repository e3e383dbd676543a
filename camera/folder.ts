import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Problem } from '../local/problem.ts';

export interface File {
  name: string;
  bytes: Buffer;
}

const pollMs = 1_000;

/** The images of a folder, sorted by name. With `watch`, only images that are added or changed, until a stop. */
export async function* filesOf(folder: string, watch: boolean, stop: AbortSignal): AsyncGenerator<File> {
  // Each file's state when it was read, and when it was last listed.
  let done = watch ? await list(folder) : new Map<string, string>();
  let seen = await list(folder);
  do {
    if (watch) await pause(pollMs, undefined, { signal: stop }).catch(() => {});
    const now = watch ? await list(folder) : seen;
    for (const [name, state] of now) {
      if (stop.aborted) return;
      // A file that changed since the last listing is still being written.
      if (done.get(name) === state || seen.get(name) !== state) continue;
      done.set(name, state);
      const bytes = await readFile(join(folder, name)).catch(ignoreMissing);
      if (bytes) yield { name, bytes };
    }
    // Forgets deleted files.
    done = new Map([...done].filter(([name]) => now.has(name)));
    seen = now;
  } while (watch && !stop.aborted);
}

/** The images by name, each with its state: size and time of the last change. */
async function list(folder: string): Promise<Map<string, string>> {
  const names = await readdir(folder).catch((error: Error) => {
    throw new Problem(`The folder cannot be read: ${error.message}`);
  });
  const states = new Map<string, string>();
  for (const name of names.filter(each => /\.(jpe?g|png)$/i.test(each)).sort()) {
    const stats = await stat(join(folder, name)).catch(ignoreMissing);
    if (stats?.isFile()) states.set(name, `${stats.size} ${stats.mtimeMs}`);
  }
  return states;
}

/** A file may be deleted between listing and reading. */
function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw new Problem(error.message);
}
