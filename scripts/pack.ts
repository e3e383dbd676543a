// `npm run pack`: writes into artifacts/ what users of other CDK apps install.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

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

if (import.meta.main) {
  const artifacts = join(root, 'artifacts');
  mkdirSync(artifacts, { recursive: true });
  for (const pack of [packRunner]) console.log(pack(artifacts));
}
