// `npm test`: everything, one part after the other, and one line at the end: `N passed, N failed`.
// `npm test -- WORD…` builds, and runs only the parts whose name has one of the words.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { installNeeds } from './debian.ts';

const root = join(import.meta.dirname, '..');

interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

interface Part {
  name: string;
  command: string[];
  /** Reads the counts from the output; without it the part counts as one test. */
  count?: (output: string) => Count | undefined;
}

const sum = (output: string, pattern: RegExp): number =>
  [...output.matchAll(pattern)].reduce((total, match) => total + Number(match[1]), 0);

/** The closing line of each test project that `dotnet test` ran. */
function countDotnet(output: string): Count | undefined {
  if (!/Passed:\s+\d+/.test(output)) return undefined;
  return {
    passed: sum(output, /Passed:\s+(\d+)/g),
    failed: sum(output, /Failed:\s+(\d+)/g),
    skipped: sum(output, /Skipped:\s+(\d+)/g),
  };
}

/** The closing lines of Node's test runner. */
function countNode(output: string): Count | undefined {
  if (!/^. pass \d+/m.test(output)) return undefined;
  return {
    passed: sum(output, /^. pass (\d+)/gm),
    failed: sum(output, /^. (?:fail|cancelled) (\d+)/gm),
    skipped: sum(output, /^. skipped (\d+)/gm),
  };
}

/** A script's own closing line. */
function countPlain(output: string): Count | undefined {
  const match = /^(\d+) passed, (\d+) failed$/m.exec(output);
  return match ? { passed: Number(match[1]), failed: Number(match[2]), skipped: 0 } : undefined;
}

const dotnetTest = (project: string): string[] => ['dotnet', 'test', '--no-build', '--nologo', `test/${project}`];
// Files side by side on both cores of CI's machine; by itself Node leaves one core free.
const nodeTest = (...globs: string[]): string[] => [
  'node',
  '--test',
  '--test-concurrency=2',
  '--test-reporter=spec',
  ...globs,
];

const parts: Part[] = [
  { name: 'build', command: ['dotnet', 'build', '--nologo', '-v', 'minimal'] },
  { name: 'format', command: ['dotnet', 'format', '--verify-no-changes', '--no-restore'] },
  { name: 'style', command: ['prettier', '--check', '--log-level', 'warn', '**/*.{ts,mjs,css}'] },
  { name: 'types', command: ['test/node_modules/.bin/tsc', '-p', '.'] },
  { name: 'packages', command: dotnetTest('ApprovalWorkflow.Packages.Tests'), count: countDotnet },
  { name: 'functions', command: dotnetTest('ApprovalWorkflow.Functions.Tests'), count: countDotnet },
  { name: 'stack', command: dotnetTest('ApprovalWorkflow.Tests'), count: countDotnet },
  { name: 'nag', command: ['node', 'test/nag.ts'], count: countPlain },
  { name: 'samples', command: nodeTest('samples/*.test.ts'), count: countNode },
  {
    name: 'local',
    command: nodeTest('local/**/*.test.ts', 'packages/generator/**/*.test.ts', 'scripts/**/*.test.ts'),
    count: countNode,
  },
  { name: 'faults', command: nodeTest('bench/**/*.test.ts'), count: countNode },
  { name: 'camera', command: nodeTest('camera/**/*.test.ts'), count: countNode },
  { name: 'website', command: nodeTest('src/website/**/*.test.ts'), count: countNode },
  { name: 'end-to-end', command: dotnetTest('ApprovalWorkflow.EndToEnd.Tests'), count: countDotnet },
];

function run([command, ...args]: string[]): Promise<{ output: string; succeeded: boolean }> {
  return new Promise(resolve => {
    const child = spawn(command!, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        process.stdout.write(text);
      });
    }
    child.on('error', error => resolve({ output: String(error), succeeded: false }));
    child.on('close', code => resolve({ output, succeeded: code === 0 }));
  });
}

const words = process.argv.slice(2);
const named = parts.filter(part => words.length === 0 || words.some(word => part.name.includes(word)));
// Always builds, so that no test runs an old build.
const chosen = parts.filter(part => part.name === 'build' || named.includes(part));
if (named.length === 0) {
  console.error(`No part has such a name; there are: ${parts.map(part => part.name).join(', ')}.`);
  process.exit(1);
}

installNeeds();
const total: Count = { passed: 0, failed: 0, skipped: 0 };
const lines: string[] = [];
for (const part of chosen) {
  console.log(`\n── ${part.name}: ${part.command.join(' ')}`);
  const started = performance.now();
  const { output, succeeded } = await run(part.command);
  const count = part.count?.(output) ?? { passed: succeeded ? 1 : 0, failed: succeeded ? 0 : 1, skipped: 0 };
  // A runner that failed without a failed test (a crash, no test found) is a failure too.
  if (!succeeded && count.failed === 0) count.failed = 1;
  if (part.count && succeeded && count.passed === 0) count.failed = 1;
  total.passed += count.passed;
  total.failed += count.failed;
  total.skipped += count.skipped;
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  const skipped = count.skipped > 0 ? `, ${count.skipped} skipped (see above)` : '';
  lines.push(`${part.name.padEnd(11)} ${count.passed} passed, ${count.failed} failed${skipped} in ${seconds} s`);
  if (part.name === 'build' && !succeeded) {
    lines.push('The rest did not run: it would test what was built before.');
    break;
  }
}
console.log(`\n${lines.join('\n')}\n`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
