import { readFileSync } from 'node:fs';

/** A process's peak memory so far, in bytes; undefined if the system does not tell. */
export const peakMemory = (pid: number): number | undefined => status(pid, 'VmHWM');

/** A process's memory, in bytes; undefined if the system does not tell. */
export const memory = (pid: number): number | undefined => status(pid, 'VmRSS');

/**
 * The processor time so far of a process and its children, in milliseconds (in steps of 10); undefined if the system
 * does not tell. Other work on the machine disturbs it least.
 */
export function processorTime(pid: number): number | undefined {
  if (process.platform !== 'linux') return undefined;
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
  // User and system time, of itself and of children that have ended.
  return [pid, ...children].map(each => timesIn(`/proc/${each}/stat`, 4)).reduce((sum, each) => sum + each);
}

/** The processor time so far of a process's main thread, in milliseconds; undefined if the system does not tell. */
export const mainThreadTime = (pid: number): number | undefined =>
  process.platform === 'linux' ? timesIn(`/proc/${pid}/task/${pid}/stat`, 2) : undefined;

/** The sum of the first `count` times: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
function timesIn(file: string, count: number): number {
  // The fields after the name, which is in parentheses.
  const fields = readFileSync(file, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return fields.slice(11, 11 + count).reduce((sum, ticks) => sum + Number(ticks) * 10, 0);
}

function status(pid: number, name: string): number | undefined {
  if (process.platform !== 'linux') return undefined;
  const [, kibibytes] = new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))!;
  return Number(kibibytes) * 1024;
}
