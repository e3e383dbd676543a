import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { Problem } from '../problem.ts';

/** The folder of an asset. A zip is unpacked beside it, once: its name has the hash of its content. */
export function unpacked(path: string): string {
  if (!path.endsWith('.zip')) return path;
  const folder = `${path}.files`;
  if (existsSync(folder)) return folder;
  const whole = mkdtempSync(`${folder}-`);
  try {
    for (const [name, content] of Object.entries(unzipSync(readFileSync(path)))) {
      if (name.split('/').includes('..')) throw new Problem(`${path} has a file outside of its folder: ${name}`);
      if (name.endsWith('/')) continue;
      mkdirSync(dirname(join(whole, name)), { recursive: true });
      // Lambda's functions may be executables.
      writeFileSync(join(whole, name), content, { mode: 0o755 });
    }
    renameSync(whole, folder);
  } catch (error) {
    rmSync(whole, { recursive: true });
    // Unless a second runner was faster.
    if (!existsSync(folder)) throw error;
  }
  return folder;
}
