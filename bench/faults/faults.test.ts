import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, it } from 'node:test';
import { stopRunners } from '../stack/running-stack.ts';
import { fuzz } from '../fuzz/part.ts';
import { provoke, rate } from './part.ts';

const folder = mkdtempSync(join(tmpdir(), 'approval-faults-'));
after(async () => {
  await stopRunners();
  rmSync(folder, { recursive: true });
});

it('no request, report or frame is lost or doubled while every fifth call fails', { timeout: 600_000 }, async () => {
  const plan = { requests: 50, reports: 2, frames: 4, deployments: 0, rate, seed: 2 };
  const { ended, wrong, faults } = await provoke(plan, folder, () => undefined);
  console.log([`Seed ${plan.seed}`, ...faults].join('\n'));
  assert.deepEqual(wrong, []);
  assert.equal(ended.length, 56);
});

it('bad input gets no 5xx, hangs nowhere, and changes nothing without a right', { timeout: 600_000 }, async () => {
  const plan = { cases: 3_000, seed: 3 };
  const { counts, wrong } = await fuzz(plan, folder, () => undefined);
  console.log(`Seed ${plan.seed}, ${counts.size} endpoints`);
  assert.deepEqual(wrong, []);
  const tried = [...counts.keys()];
  for (const name of ['POST /requests/{id}/decision', 'PUT /people/{id}', 'POST /reports', 'frames', 'report rows'])
    assert.ok(tried.includes(name), `${name} is not among ${tried.join(', ')}`);
});
