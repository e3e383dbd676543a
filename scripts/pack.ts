// `npm run pack`: writes into artifacts/ what users of other CDK apps install. `-- --architecture x86_64` leaves out the
// functions for other processors, which need a compiler for them.
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { zipSync } from 'fflate';

const root = join(import.meta.dirname, '..');

/** What the constructs call a processor, by what Lambda calls it. */
const processors = { x86_64: 'x64', arm64: 'arm64' };

type Architecture = keyof typeof processors;

function isArchitecture(name: string): name is Architecture {
  if (Object.hasOwn(processors, name)) return true;
  throw new Error(`--architecture ${name} is unknown; there are ${Object.keys(processors).join(', ')}`);
}

const functions = 'ApprovalWorkflow.Functions';

/** The local runner, as JavaScript: Node.js runs no TypeScript below node_modules. Returns the tarball's path. */
export function packRunner(artifacts: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'pack-'));
  try {
    const tsc = join(root, 'test/node_modules/.bin/tsc');
    execFileSync(tsc, ['-p', join(root, 'local/tsconfig.pack.json'), '--outDir', folder], { stdio: 'inherit' });
    copyFileSync(join(root, 'local/README.md'), join(folder, 'README.md'));
    copyFileSync(join(root, 'LICENSE'), join(folder, 'LICENSE'));
    const own = JSON.parse(readFileSync(join(root, 'local/package.json'), 'utf8')) as object;
    const manifest = { ...own, private: undefined, devDependencies: undefined, engines: { node: '>=24' } };
    writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest, undefined, 2).replaceAll('.ts"', '.js"'));
    const packed = execFileSync('npm', ['pack', folder, '--json', '--pack-destination', artifacts], {
      encoding: 'utf8',
    });
    const [{ filename }] = JSON.parse(packed) as [{ filename: string }];
    return join(artifacts, filename);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The constructs, with compiled functions and the built website. Returns the package's path. */
export function packConstructs(artifacts: string, architectures: readonly Architecture[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'pack-'));
  try {
    const files = join(folder, 'files');
    mkdirSync(files);
    for (const architecture of architectures) {
      const output = join(folder, architecture);
      const context = ['approvers=you@example.com', `architecture=${architecture}`].flatMap(each => ['-c', each]);
      run('cdk', ['synth', 'ApprovalWorkflow', '--quiet', '--output', output, ...context]);
      const executable = readFileSync(join(assetWith(output, functions), functions));
      const zip = zipSync({ [functions]: [executable, { os: 3, attrs: 0o100755 << 16, mtime: '2020-01-01' }] });
      writeFileSync(join(files, `functions-${processors[architecture]}.zip`), zip);
      cpSync(assetWith(output, 'review.html'), join(files, 'website'), { recursive: true });
    }
    cpSync(join(root, 'src/website/edge'), join(files, 'edge'), {
      recursive: true,
      filter: source => !source.endsWith('.test.ts'),
    });
    const build = [`-p:PackedFiles=${files}`, '-p:ContinuousIntegrationBuild=true', '--artifacts-path', folder];
    run('dotnet', ['pack', 'src/ApprovalWorkflow.Constructs', '--nologo', '-v', 'quiet', '-o', artifacts, ...build]);
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    return join(artifacts, `ApprovalWorkflow.Constructs.${version}.nupkg`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The reference of the package's public types, with the documents. Returns its first page. A broken link fails. */
export function packReference(artifacts: string): string {
  const reference = join(artifacts, 'reference');
  // docfx keeps the pages of types that are gone.
  for (const folder of [reference, join(root, 'artifacts/api')]) rmSync(folder, { recursive: true, force: true });
  run('dotnet', ['tool', 'restore']);
  const build = ['docfx', 'docfx.json', '--output', reference, '--warningsAsErrors', '--logLevel', 'warning'];
  execFileSync('dotnet', build, { cwd: root, stdio: ['ignore', 2, 2] });
  const first = join(reference, 'index.html');
  copyFileSync(join(reference, 'README.html'), first);
  return first;
}

function run(command: string, args: string[]): void {
  execFileSync(command, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
}

/** The folder of the asset that has this file. */
function assetWith(output: string, file: string): string {
  const folders = readdirSync(output).map(name => join(output, name));
  return folders.find(asset => existsSync(join(asset, file)))!;
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { architecture: { type: 'string', multiple: true } } });
  const architectures = (values.architecture ?? Object.keys(processors)).filter(isArchitecture);
  const artifacts = join(root, 'artifacts');
  mkdirSync(artifacts, { recursive: true });
  console.log(packRunner(artifacts));
  console.log(packConstructs(artifacts, architectures));
  console.log(packReference(artifacts));
}
