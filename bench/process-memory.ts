import { readFileSync } from 'node:fs';

/** A process's peak memory so far, in bytes; undefined if the system does not tell. */
export function peakMemory(pid: number): number | undefined {
  if (process.platform !== 'linux') return undefined;
  const [, kibibytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))!;
  return Number(kibibytes) * 1024;
}
