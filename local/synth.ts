import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { LocalConfig } from './config.ts';
import { end, start } from './processes.ts';
import { Problem } from './problem.ts';

export interface SynthOptions {
  root: string;
  /** `name=value` each. */
  context: string[];
  output: string;
  /** Told what the CDK is at. */
  at(detail: string): void;
  /** Ends the CDK and all that it has started. */
  signal: AbortSignal;
}

/** The context with the defaults that neither it nor cdk.json gives, and the notes of these. */
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
 * Runs `cdk synth`, which builds the CDK app and publishes the functions and the website as it goes. Throws a Problem
 * with all that the CDK said when it fails.
 */
export async function synthesize({ root, context, output, at, signal }: SynthOptions): Promise<void> {
  signal.throwIfAborted();
  const args = ['synth', '--quiet', '--no-notices', '--output', output, ...context.flatMap(each => ['-c', each])];
  const cdk = start(join(root, 'node_modules', '.bin', 'cdk'), args, {
    cwd: root,
    env: environment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
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
  const code = await new Promise<number | null>((resolve, reject) => cdk.once('error', reject).once('close', resolve));
  signal.removeEventListener('abort', abort);
  await ending;
  signal.throwIfAborted();
  if (code !== 0) throw new Problem(`The stack could not be synthesized. The CDK said:\n\n${said.join('\n')}`);
}

/** Nothing of AWS, since synthesizing for this machine must not ask it anything; and no build server is left behind. */
function environment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_'));
  return {
    ...Object.fromEntries(own),
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
