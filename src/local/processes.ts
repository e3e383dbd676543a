import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';

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
export async function kill(child: ChildProcess, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
  if (!running.has(child)) return;
  const ended = new Promise(resolve => child.once('exit', resolve));
  signalGroup(child, signal);
  await ended;
}

/** Kills everything that is still running, at once and without waiting: the last thing that the runner does. */
export function killAll(): void {
  for (const child of running) signalGroup(child, 'SIGKILL');
}

function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid!, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
