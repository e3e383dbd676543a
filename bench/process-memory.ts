import { readFileSync } from 'node:fs';

/** A process's peak memory so far, in bytes; undefined if the system does not tell. */
export const peakMemory = (pid: number): number | undefined => status(pid, 'VmHWM');

/** A process's memory, in bytes; undefined if the system does not tell. */
export const memory = (pid: number): number | undefined => status(pid, 'VmRSS');

function status(pid: number, name: string): number | undefined {
  if (process.platform !== 'linux') return undefined;
  const [, kibibytes] = new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))!;
  return Number(kibibytes) * 1024;
}
