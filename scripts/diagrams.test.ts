import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { drawn, page } from './diagrams.ts';

it('docs/state-machines.md is up to date', () => {
  assert.equal(readFileSync(page, 'utf8'), drawn(), 'Run `npx node scripts/diagrams.ts`, and commit what it writes.');
});
