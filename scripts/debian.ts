// Programs that tests need and neither NuGet nor npm has. On Debian and its derivatives, missing ones are installed if
// possible. Elsewhere the tests say what to install.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const succeeds = (command: string, ...args: string[]): boolean =>
  spawnSync(command, args, { stdio: 'ignore' }).status === 0;

interface Need {
  package: string;
  what: string;
  isThere: () => boolean;
}

const needs: Need[] = [
  {
    package: 'chromium',
    what: 'the browser of the end-to-end tests',
    isThere: () => ['chromium', 'chromium-browser', 'google-chrome'].some(browser => succeeds('which', browser)),
  },
  {
    package: 'gcc',
    what: 'the compiler that links the functions',
    isThere: () => ['clang', 'gcc'].some(compiler => succeeds('which', compiler)),
  },
  { package: 'libc6-dev', what: 'what it links them with', isThere: () => existsSync('/usr/include/stdio.h') },
  {
    // Only the programs: `mariadb-server` would also run the server as a service, now and whenever the machine starts.
    package: 'mariadb-server-core',
    what: 'the database that the local Data API is tested with',
    isThere: () => succeeds('which', 'mariadbd') || existsSync('/usr/sbin/mariadbd'),
  },
  {
    package: 'mariadb-client-core',
    what: "what makes that database's directory",
    isThere: () => succeeds('which', 'my_print_defaults'),
  },
];

const isDebian = existsSync('/etc/os-release') && /^ID(_LIKE)?=.*debian/m.test(readFileSync('/etc/os-release', 'utf8'));

/** Installs what is missing, where that is possible without asking. */
export function installNeeds(): void {
  const missing = needs.filter(need => !need.isThere());
  if (missing.length === 0) return;
  for (const need of missing) console.log(`Missing: ${need.package}, ${need.what}.`);
  const sudo = process.getuid?.() === 0 ? [] : succeeds('sudo', '-n', 'true') ? ['sudo'] : undefined;
  if (!isDebian || sudo === undefined) {
    console.log('Install it and run again; the tests that need it fail without it.');
    return;
  }
  const apt = (...args: string[]) => {
    const [command, ...rest] = [...sudo, 'apt-get', ...args];
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    execFileSync(command!, rest, { stdio: ['ignore', 'ignore', 'inherit'], env });
  };
  console.log('Installing …');
  apt('update', '-q');
  apt('install', '-q', '-y', '--no-install-recommends', ...missing.map(need => need.package));
}
