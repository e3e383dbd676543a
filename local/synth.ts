import { readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { LocalConfig } from './config.ts';
import { end, start } from './processes.ts';
import { Problem } from './problem.ts';

interface SynthOptions {
  root: string;
  /** As `name=value`. */
  context: string[];
  output: string;
  at(detail: string): void;
  /** Aborting it ends the CDK and its children. */
  signal: AbortSignal;
}

/** Adds the defaults that neither the context nor cdk.json has. Returns the notes of the added ones, too. */
export function withDefaults(
  root: string,
  context: string[],
  defaults: LocalConfig['context'] = {},
): { context: string[]; notes: string[] } {
  const { context: configured = {} } = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')) as {
    context?: Record<string, unknown>;
  };
  const added = Object.entries(defaults)
    .filter(([name]) => (configured[name] ?? '') === '' && !context.some(each => each.startsWith(`${name}=`)))
    .map(([name, given]) => (typeof given === 'string' ? { name, value: given } : { name, ...given }));
  return {
    context: [...context, ...added.map(({ name, value }) => `${name}=${value}`)],
    notes: added.flatMap(each => ('note' in each ? each.note : [])),
  };
}

/**
 * Runs `cdk synth`, which also builds the CDK app and publishes the functions and the website. Throws a Problem with
 * the CDK's output if it fails.
 */
export async function synthesize({ root, context, output, at, signal }: SynthOptions): Promise<void> {
  signal.throwIfAborted();
  const args = ['synth', '--quiet', '--no-notices', '--output', output, ...context.flatMap(each => ['-c', each])];
  const cdk = start('cdk', args, { cwd: root, env: environment(root), stdio: ['ignore', 'pipe', 'pipe'] });
  const said: string[] = [];
  for (const stream of [cdk.stdout!, cdk.stderr!]) {
    createInterface({ input: stream }).on('line', line => {
      said.push(line);
      if (/^Bundling asset /.test(line)) at(line);
    });
  }
  let ending: Promise<void> | undefined;
  const abort = () => {
    ending = end(cdk);
  };
  signal.addEventListener('abort', abort);
  const code = await new Promise<number | null>((resolve, reject) =>
    cdk.once('error', error => reject(notStarted(error))).once('close', resolve),
  );
  signal.removeEventListener('abort', abort);
  await ending;
  signal.throwIfAborted();
  if (code !== 0) throw new Problem(`The stack could not be synthesized. The CDK said:\n\n${said.join('\n')}`);
}

const notStarted = ({ message }: Error) =>
  new Problem(`The CDK CLI does not start: ${message}. Install it: \`npm install aws-cdk\``);

/** Without AWS credentials, because a local synth must not call AWS. No build server stays behind. */
function environment(root: string): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_'));
  return {
    ...Object.fromEntries(own),
    PATH: [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter),
    AWS_EC2_METADATA_DISABLED: 'true',
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    CDK_DISABLE_VERSION_CHECK: '1',
    DOTNET_CLI_USE_MSBUILD_SERVER: '0',
    // Compilers end too soon to gain from it; without it a build takes a fifth less processor time.
    DOTNET_TieredPGO: '0',
    MSBUILDDISABLENODEREUSE: '1',
    UseSharedCompilation: 'false',
  };
}
