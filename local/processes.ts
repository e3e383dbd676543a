import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';

const running = new Set<ChildProcess>();

/**
 * Starts a program in a process group of its own: the terminal's Ctrl-C reaches only the runner, and `kill` reaches
 * whatever the program itself has started.
 */
export function start(command: string, args: readonly string[], options: SpawnOptions): ChildProcess {
  const child = spawn(command, args, { ...options, detached: true });
  if (child.pid !== undefined) {
    running.add(child);
    child.once('exit', () => running.delete(child));
  }
  return child;
}

/** Kills a program and all that it has started, and waits until it has ended. */
export async function kill(child: ChildProcess): Promise<void> {
  if (!running.has(child)) return;
  const ended = once(child, 'exit');
  signalGroup(child, 'SIGKILL');
  await ended;
}

/** Asks a program and all that it has started to end, and kills what has not ended after a while. */
export async function end(child: ChildProcess, graceMs = 3_000): Promise<void> {
  const deadline = performance.now() + graceMs;
  signalGroup(child, 'SIGTERM');
  while (signalGroup(child, 0) && performance.now() < deadline) await setTimeout(20);
  signalGroup(child, 'SIGKILL');
}

/** Kills everything that is still running, at once and without waiting: the last thing that the runner does. */
export function killAll(): void {
  for (const child of running) signalGroup(child, 'SIGKILL');
}

/** Gives whether there is anyone left in the group. */
function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-pid!, signal);
  } catch (error) {
    // EPERM is how macOS says it of a group in which every process has ended but is still listed.
    if (['ESRCH', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  }
}
