import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { start } from '../../local/processes.ts';

/** A function that can be started as Lambda starts it. */
export interface Subject {
  name: string;
  command: string;
  args: string[];
  /** The deployed files. */
  folder: string;
  environment: Record<string, string>;
}

const root = join(import.meta.dirname, '../..');
const peer = join(root, 'bench/peer');

/** The decision function, published as the CDK app does. */
export async function publishedFunction(results: string): Promise<Subject> {
  const folder = join(results, 'function');
  rmSync(folder, { recursive: true, force: true });
  const linker = spawnSync('which', ['clang']).status === 0 ? [] : ['-p:CppCompilerAndLinker=gcc'];
  const properties = [
    ...['-p:PublishAot=true', '-p:DebugType=none', '-p:CopyOutputSymbolsToPublishDirectory=false'],
    ...['-p:PublishDocumentationFiles=false', '-p:PublishReferencesDocumentationFiles=false', ...linker],
  ];
  const options = '-c Release -r linux-x64 --nologo -v quiet'.split(' ');
  const folders = ['--artifacts-path', join(results, 'publish'), '-o', folder];
  await run('dotnet', ['publish', 'src/ApprovalWorkflow.Functions', ...options, ...properties, ...folders], root);
  return {
    name: '.NET',
    command: join(folder, 'ApprovalWorkflow.Functions'),
    args: [],
    folder,
    environment: {
      _HANDLER: 'ApprovalWorkflow.Functions',
      FUNCTION_HANDLER: 'DecideRequest',
      // As in the template.
      DOTNET_GCgen0size: '400000',
      AWS_EXECUTION_ENV: 'AWS_Lambda_dotnet10',
    },
  };
}

/** Installs the peer and bundles it with the SDK, as CDK's NodejsFunction does with `bundleAwsSDK` and `minify`. */
export async function bundledPeer(results: string): Promise<Subject> {
  const changed = (file: string) => (existsSync(join(peer, file)) ? statSync(join(peer, file)).mtimeMs : 0);
  if (changed('node_modules/.package-lock.json') < changed('package-lock.json')) await installPeer();
  const folder = join(results, 'peer');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  // As in Lambda, a .js file must be CommonJS; this repository's package.json would make it a module.
  writeFileSync(join(results, 'package.json'), '{}');
  const options = '--bundle --minify --platform=node --target=node24 --format=cjs --main-fields=module,main';
  await run(
    join(peer, 'node_modules/.bin/esbuild'),
    ['decide.mjs', ...options.split(' '), '--log-level=warning', `--outfile=${join(folder, 'index.js')}`],
    peer,
  );
  return {
    name: 'Node',
    command: process.execPath,
    args: [join(peer, 'node_modules/aws-lambda-ric/index.mjs'), 'index.handler'],
    folder,
    environment: { _HANDLER: 'index.handler', AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' },
  };
}

/** The size of the deployed zip file of the folder, in bytes. */
export function zipSize(folder: string): number {
  const [localHeader, directoryEntry, endOfDirectory] = [30, 46, 22];
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
  return files.reduce((total, { parentPath, name }) => {
    const file = join(parentPath, name);
    const data = deflateRawSync(readFileSync(file), { level: 9 }).length;
    return total + localHeader + data + directoryEntry + 2 * Buffer.byteLength(relative(folder, file));
  }, endOfDirectory);
}

async function installPeer(): Promise<void> {
  const missing = ['cmake', 'make', 'c++', 'python3', 'xz'].filter(tool => spawnSync('which', [tool]).status !== 0);
  if (missing.length > 0) {
    throw new Error(
      `aws-lambda-ric is compiled during its installation, which needs ${missing.join(', ')}: install them `
        + '(on Debian: apt-get install cmake make g++ python3 xz-utils).',
    );
  }
  const npm = process.env.npm_execpath;
  if (npm) await run(process.execPath, [npm, 'ci'], peer);
  else await run('npm', ['ci'], peer);
}

/** Runs a program to its end. Throws an Error with its output if it fails. */
async function run(command: string, args: string[], cwd: string): Promise<void> {
  const child = start(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  const output: string[] = [];
  for (const stream of [child.stdout!, child.stderr!])
    stream.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${output.join('')}`);
}
