// `npm run bench` measures the speed of the functions and of the local stack, compares it with alternatives, and writes
// bench/results/latest.json. `npm run bench -- WORD…` runs only the parts with a WORD in their names.
import { randomInt } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { killAll } from '../local/processes.ts';
import { Progress } from '../local/progress.ts';
import { faces } from './faces/part.ts';
import { faults } from './faults/part.ts';
import { functions } from './functions/part.ts';
import { fuzzing } from './fuzz/part.ts';
import { reports } from './reports/part.ts';
import { load } from './stack/load.ts';
import { stopRunners } from './stack/running-stack.ts';
import { throughput } from './stack/throughput.ts';
import { table, type BenchOptions, type Part } from './report.ts';

const results = join(import.meta.dirname, 'results');
const parts: Part[] = [functions, throughput, load, reports, faces, faults, fuzzing];
const interrupted = 130;
const timeLimit = 120 * 60_000;

process.on('exit', killAll);
let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (stopping) process.exit(interrupted);
    stopping = true;
    void stopRunners().finally(() => process.exit(interrupted));
  });
}
setTimeout(() => {
  console.error(`Given up after ${timeLimit / 60_000} minutes.`);
  void stopRunners().finally(() => process.exit(1));
}, timeLimit).unref();

const { values, positionals: words } = parseArgs({
  allowPositionals: true,
  options: {
    requests: { type: 'string', default: '10000' },
    cases: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: String(randomInt(1, 2 ** 31)) },
    minutes: { type: 'string', default: '10' },
    pending: { type: 'string', default: '10000' },
  },
});
const options: BenchOptions = {
  requests: Number(values.requests),
  cases: Number(values.cases),
  seed: Number(values.seed),
  minutes: Number(values.minutes),
  pending: Number(values.pending),
};
for (const [name, value] of Object.entries(options))
  if (!(value > 0)) {
    console.error(`--${name} needs a number above 0.`);
    process.exit(1);
  }
const chosen = parts.filter(part => words.length === 0 || words.some(word => part.name.includes(word)));
if (chosen.length === 0) {
  console.error(`No part has this name. The parts are: ${parts.map(part => part.name).join(', ')}.`);
  process.exit(1);
}

const progress = new Progress();
mkdirSync(results, { recursive: true });
const measured: Record<string, unknown> = {
  date: new Date().toISOString(),
  machine: { cores: availableParallelism(), node: process.version, loadBefore: loadavg()[0] },
};
for (const part of chosen) {
  const { rows, data } = await part.run(progress, results, options);
  measured[part.name] = data;
  progress.line(`\n${part.title}\n\n${table(rows)}\n`);
}
const file = join(results, 'latest.json');
writeFileSync(file, `${JSON.stringify(measured, undefined, 2)}\n`);
progress.line(`Written to ${file}`);
process.exit();
