// Runs before `npm start`, `npm test` and `npm run bench`, so that each works in a fresh clone: brings what
// package-lock.json says unless it is there. Plain JavaScript, because it runs with whatever Node there is.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const changed = file => (existsSync(join(root, file)) ? statSync(join(root, file)).mtimeMs : 0);

const isSince = (result, ...sources) => sources.every(source => changed(result) > changed(source));

const current =
  changed('node_modules/.package-lock.json') >= changed('package-lock.json')
  && isSince('AwsPackages.props', 'Directory.Packages.props', 'NuGet.config');
if (!current) {
  console.log('Installing what package-lock.json names (npm ci) …');
  const npm = process.env.npm_execpath;
  const [command, args] = npm ? [process.execPath, [npm, 'ci']] : ['npm', ['ci']];
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) {
    console.error('npm ci failed: see above. Without it nothing here can run.');
    process.exit(1);
  }
}
