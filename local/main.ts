#!/usr/bin/env node
import { resolve } from 'node:path';
import { readConfig } from './config.ts';
import { help, readOptions } from './options.ts';
import { Problem } from './problem.ts';
import { killAll } from './processes.ts';
import { Progress } from './progress.ts';
import { checkTools } from './tools.ts';
import { welcome } from './welcome.ts';

/** The exit code after a stop before the stack runs, and the abort reason that means it. */
const interrupted = 130;
const interruption = Symbol('interrupted');

/** Signals within this time count as one. */
const samePressMs = 300;

/** Starts the stack, waits for Ctrl-C or SIGTERM, and stops it. Returns the exit code. */
async function main(progress: Progress): Promise<number> {
  if (!('AsyncDisposableStack' in globalThis))
    throw new Problem(`This needs Node.js 24 or later, and is run by ${process.version}: https://nodejs.org`);
  const options = readOptions(process.argv.slice(2));
  if (options.help) {
    progress.line(help);
    return 0;
  }
  const project = resolve(options.project);
  const config = await readConfig(project);
  if (options.app.length === 0) await checkTools(project, config.tools ?? []);
  // Imported here, because it needs npm packages that checkTools has checked.
  const { run } = await progress.step('Loading the local stack', () => import('./runner.ts'));

  const stop = stopSignal(progress);
  const stopped = new Promise(done => stop.addEventListener('abort', done));
  const scope = new AsyncDisposableStack();
  try {
    const running = await run({ project, options, config, progress, scope, signal: stop });
    progress.line(welcome(running, config));
    await stopped;
    if (stop.reason instanceof Error) throw stop.reason;
    return 0;
  } catch (error) {
    if (stop.reason === interruption) return interrupted;
    throw error;
  } finally {
    await scope.disposeAsync();
  }
}

/** Aborted by the first Ctrl-C or SIGTERM, or by an uncaught error. A second signal exits at once. */
function stopSignal(progress: Progress): AbortSignal {
  const controller = new AbortController();
  let first: number | undefined;
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      first ??= performance.now();
      // Under npm, one Ctrl-C arrives twice: from the terminal and from npm.
      if (performance.now() - first > samePressMs) process.exit(interrupted);
      if (controller.signal.aborted) return;
      progress.line('Stopping (press Ctrl-C again to stop at once)');
      controller.abort(interruption);
    });
  }
  process.on('uncaughtException', error => controller.abort(error));
  return controller.signal;
}

process.on('exit', killAll);
try {
  process.exit(await main(new Progress()));
} catch (error) {
  process.stderr.write(`\n${error instanceof Problem ? error.message : String((error as Error).stack)}\n`);
  process.exit(1);
}
