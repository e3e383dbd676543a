#!/usr/bin/env node
import { join } from 'node:path';
import { styleText } from 'node:util';
import { help, readOptions } from './options.ts';
import { Problem } from './problem.ts';
import { killAll } from './processes.ts';
import { Progress } from './progress.ts';
import { checkTools } from './tools.ts';
import type { Endpoints } from './endpoints.ts';

const root = join(import.meta.dirname, '..');
/** The exit code when it is stopped before it has started, and the reason. */
const interrupted = 130;
const interruption = Symbol('interrupted');

/** Signals within this time are one. */
const samePressMs = 300;

/** Starts, waits for Ctrl-C or SIGTERM, stops. Gives the exit code. */
async function main(progress: Progress): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  if (options.help) {
    progress.line(help);
    return 0;
  }
  await checkTools(root);
  // Only now, since it needs the packages.
  const { run } = await import('./runner.ts');

  const stop = stopSignal(progress);
  const stopped = new Promise(resolve => stop.addEventListener('abort', resolve));
  const scope = new AsyncDisposableStack();
  try {
    progress.line(welcome(await run(root, options, progress, scope, stop)));
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

/** Aborted by the first Ctrl-C or SIGTERM (the second does not wait), and by an error that nothing caught. */
function stopSignal(progress: Progress): AbortSignal {
  const controller = new AbortController();
  let first: number | undefined;
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      first ??= performance.now();
      // One Ctrl-C comes twice under npm: from the terminal, and passed on by npm.
      if (performance.now() - first > samePressMs) process.exit(interrupted);
      if (controller.signal.aborted) return;
      progress.line('Stopping (once more to stop at once)');
      controller.abort(interruption);
    });
  }
  process.on('uncaughtException', error => controller.abort(error));
  return controller.signal;
}

function welcome({ website, mailbox, aws, reviewer, outputs }: Endpoints): string {
  const bold = (text: string) => styleText('bold', text);
  return `
  website   ${bold(website)}
  mailbox   ${bold(mailbox)}
  aws       ${bold(aws)}
${reviewer === undefined ? '' : `
Sign in on the website as ${bold(reviewer.name)} with the password ${bold(reviewer.password)}
`}
Ask for an approval; the mail is then in the mailbox:

  aws --endpoint-url ${aws} stepfunctions start-execution \\
    --state-machine-arn ${outputs.StateMachineArn} \\
    --input '{"subject":"Deploy v2?"}'
${outputs.FramesBucketName === undefined ? '' : `
Or show the system a photo of a person it does not know yet, as a camera would:

  aws --endpoint-url ${aws} s3 cp photo.jpg s3://${outputs.FramesBucketName}/frames/
`}${outputs.ReportStateMachineArn === undefined ? '' : `
Or request a report on the website, signed in: a link to it is then in the mailbox.
`}
The AWS CLI wants credentials and a region, whatever they are:

  export AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local AWS_DEFAULT_REGION=us-east-1

Ctrl-C stops everything. The functions' logs follow.
`;
}

process.on('exit', killAll);
try {
  process.exit(await main(new Progress()));
} catch (error) {
  process.stderr.write(`\n${error instanceof Problem ? error.message : String((error as Error).stack)}\n`);
  process.exit(1);
}
