import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rows } from './rows.ts';

test('a slow moment of the machine does not change the ratio to the base', () => {
  const outcome = (name: string, perSecond: number[]) => ({
    name,
    rounds: perSecond.map(framesPerSecond => ({ framesPerSecond, processorTime: 3000 / framesPerSecond })),
    outcomes: { known: 3 },
    strangers: 1,
    requests: 1,
    people: 1,
    mails: 1,
  });
  const table = rows([outcome('measured', [2, 0.5, 0.3, 2, 2]), outcome('base', [1, 0.25, 0.5, 1, 1])]);
  assert.deepEqual(
    table.slice(0, 5).map(({ what, values }) => [what, ...values]),
    [
      ['', 'measured', 'base'],
      ['frames per second, median (range)', '2.00 (0.30 to 2.00)', '1.00 (0.25 to 1.00)'],
      ['ratio to the base', '2.00 (0.60 to 2.00)', ''],
      ['processor seconds per frame, median (range)', '1.50 (1.50 to 10.00)', '3.00 (3.00 to 12.00)'],
      ['ratio to the base', '0.50 (0.50 to 1.67)', ''],
    ],
  );
});
