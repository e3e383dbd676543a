import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';

const running = new Set<ChildProcess>();

/**
 * Starts a program in its own process group. The terminal's Ctrl-C then reaches only the runner, and `kill` also
 * reaches the program's own children.
 */
export function start(command: string, args: readonly string[], options: SpawnOptions): ChildProcess {
  const child = spawn(command, args, { ...options, detached: true });
  if (child.pid !== undefined) {
    running.add(child);
    child.once('exit', () => running.delete(child));
  }
  return child;
}

/** Kills a program and its children, and waits until it has ended. */
export async function kill(child: ChildProcess): Promise<void> {
  if (!running.has(child)) return;
  const ended = once(child, 'exit');
  signalGroup(child, 'SIGKILL');
  await ended;
}

/** Asks a program and its children to end. Kills those that have not ended after the grace period. */
export async function end(child: ChildProcess, graceMs = 3_000): Promise<void> {
  const deadline = performance.now() + graceMs;
  signalGroup(child, 'SIGTERM');
  while (signalGroup(child, 0) && performance.now() < deadline) await setTimeout(20);
  signalGroup(child, 'SIGKILL');
}

/** Kills every program that still runs, without waiting. The runner's last step. */
export function killAll(): void {
  for (const child of running) signalGroup(child, 'SIGKILL');
}

/** Returns false if no process is left in the group. */
function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-pid!, signal);
  } catch (error) {
    // macOS gives EPERM if every process of the group has ended but is still listed.
    if (['ESRCH', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  }
}
