// Runs before `npm start`, `npm test`, `npm run bench` and `npm run smoke`, so that each works in a fresh clone: installs
// what package-lock.json names unless it is there. Arguments: the folders to install in; without any, the root alone.
// Plain JavaScript, because the machine's own Node runs it.
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const changed = file => (existsSync(join(root, file)) ? statSync(join(root, file)).mtimeMs : 0);

const isSince = (result, ...sources) => sources.every(source => changed(result) > changed(source));

const isInstalled = folder =>
  changed(join(folder, 'node_modules/.package-lock.json')) >= changed(join(folder, 'package-lock.json'));
const isSetUp = () => isSince('AwsPackages.props', 'Directory.Packages.props', 'NuGet.config');

const [folders, npm] = [process.argv.slice(2), process.env.npm_execpath];
const install = ['ci', '--no-audit', '--no-fund'];
for (const folder of folders.length > 0 ? folders : ['.']) {
  if (isInstalled(folder) && (folder !== '.' || isSetUp())) continue;
  console.log(`Installing what ${join(folder, 'package-lock.json')} names (npm ci) …`);
  const [command, args] = npm ? [process.execPath, [npm, ...install]] : ['npm', install];
  const { status } = spawnSync(command, args, { cwd: join(root, folder), stdio: 'inherit' });
  if (status !== 0) {
    console.error(`npm ci in ${join(root, folder)} failed: see above. Nothing can run without its packages.`);
    process.exit(1);
  }
}
