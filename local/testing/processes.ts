import { readFileSync, readdirSync } from 'node:fs';

/** Whether a process is there and has not ended (one whose parent has not noticed its end is still listed). */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return withoutProc !== false || !/^\d+ \(.*\) Z /s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch (error) {
    if (['ESRCH', 'ENOENT'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  }
}

/** The reason to skip a test that looks for processes by their environment, where that cannot be read. */
export const withoutProc: string | false = process.platform === 'linux' ? false : 'there is no /proc here';

/** The processes whose environment has `variable`, as `id command line`: also those that nobody waits for any more. */
export function processesWith(variable: string): string[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .flatMap(pid => {
      try {
        const environment = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
        if (!environment.includes(variable)) return [];
        return [`${pid} ${readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')}`];
      } catch (error) {
        // It has ended since, or belongs to another user.
        if (['ENOENT', 'ESRCH', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) return [];
        throw error;
      }
    });
}
