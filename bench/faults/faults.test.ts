import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, it } from 'node:test';
import { stopRunners } from '../stack/running-stack.ts';
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
