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
  // Those that have ended count with their parent.
  return [pid, ...children.map(Number)].reduce((sum, each) => sum + timeOf(each), 0);
}

/** User and system time, also of children that have ended. */
function timeOf(pid: number): number {
  // The fields after the name, which is in parentheses: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks) * 10, 0);
}

function status(pid: number, name: string): number | undefined {
  if (process.platform !== 'linux') return undefined;
  const [, kibibytes] = new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))!;
  return Number(kibibytes) * 1024;
}
