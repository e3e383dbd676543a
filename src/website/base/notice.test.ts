import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadProblem, whyNot } from './notice.ts';

test('when the service fails, the page says what to do', () => {
  for (const [status, message] of [
    [500, 'Internal server error'],
    [502, 'Internal server error'],
    [504, 'Endpoint request timed out'],
  ] as const) {
    const answer = { status, body: { message } };
    assert.match(whyNot(answer), /^The service failed\. Wait a moment, then try again\./);
    assert.deepEqual(loadProblem(answer, 'unanswered').text, [whyNot(answer)]);
  }
  assert.equal(
    whyNot({ status: 503, body: { message: 'Others are deciding right now' } }),
    'Others are deciding right now.',
  );
});
