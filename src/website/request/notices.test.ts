import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOSTILE } from '../testing/random.ts';
import { closed, decided, requestProblem, sendProblem, standing, tooLate, withUnsent } from './notices.ts';
import { readRequest, type ApprovalRequest } from './request.ts';

const request = (members: object = {}): ApprovalRequest =>
  readRequest({ status: 'pending', approver: 'a@example.com', ...members })!;
const answer = (status: number, message?: string) => ({
  status,
  body: message === undefined ? undefined : { message },
});
const ask = 'Trying again is safe: a decision counts only once.';

test('a failed load is explained, and whether to try again', () => {
  const cases: [number, string | undefined, string, boolean][] = [
    [0, undefined, 'No connection', true],
    [429, 'Too Many Requests', 'Too many requests', true],
    [500, 'Internal server error', 'Something went wrong', true],
    [502, undefined, 'Something went wrong', true],
    [200, undefined, 'Something went wrong', true],
  ];
  for (const [status, message, heading, retry] of cases) {
    const notice = requestProblem(answer(status, message));
    assert.deepEqual([notice.heading, notice.retry ?? false], [heading, retry]);
  }
  assert.match(requestProblem(answer(500, 'Internal server error')).text[0]!, /^The service failed/);
});

test('a closed request says who decided what', () => {
  const notice = closed(request({ status: 'rejected', decidedBy: 'b@example.com' }));
  assert.deepEqual(
    [notice.tone, notice.heading, notice.text],
    ['rejected', 'Already rejected', ['b@example.com rejected this request.']],
  );
  assert.deepEqual(closed(request({ status: 'approved', decidedBy: 'a@example.com' })).text, [
    'You approved this request.',
  ]);
  assert.deepEqual(closed(request({ status: 'approved' })).text, ['Somebody approved this request.']);
});

test('an expired request says who can ask again', () => {
  assert.match(closed(request({ status: 'expired', requestedBy: 'bot' })).text.join(), /bot must request it again/);
  assert.match(closed(request({ status: 'expired' })).text.join(), /it must be requested again/);
});

test('a withdrawn request says that the process has ended', () => {
  const notice = closed(request({ status: 'withdrawn' }));
  assert.deepEqual([notice.tone, notice.heading], ['closed', 'This request was withdrawn']);
  assert.match(notice.text.join(), /^The process that asked has ended/);
});

test('a status of a later version closes the request', () => {
  assert.deepEqual(closed(request({ status: 'paused' })).text, ['It is “paused”. A decision is no longer needed.']);
});

const three = {
  approvers: ['a@example.com', 'b@example.com', 'c@example.com', 'd@example.com'],
  requiredApprovals: 3,
  requestedBy: 'D@example.com',
};
const mine = { approver: 'A@example.com', at: '2026-11-20T10:02:00Z', comment: 'Fine' };

test('an approver who has approved sees what is still missing', () => {
  const notice = standing(request({ ...three, approvals: [mine], cannotDecide: 'You approved it already' }));
  assert.deepEqual([notice.tone, notice.heading], ['approved', 'You approved: 1 of 3 approvals']);
  assert.deepEqual(notice.text, ['2 more approvals are needed. Not answered yet: b@example.com, c@example.com.']);
});

test('a reader who cannot decide sees why, and who can', () => {
  const notice = standing(request({ ...three, approver: 'd@example.com', cannotDecide: 'You asked for it.' }));
  assert.equal(notice.heading, 'Waiting for others');
  assert.deepEqual(notice.text, [
    'You asked for it.',
    '3 more approvals are needed. Not answered yet: a@example.com, b@example.com, c@example.com.',
  ]);
});

test('one of several approvals shows how many there are, and what is missing', () => {
  const taken = decided('approve', answer(200, 'Approval recorded: 1 of 3'), request({ ...three, approvals: [mine] }));
  assert.deepEqual([taken.tone, taken.heading], ['approved', 'Approval recorded: 1 of 3']);
  assert.match(taken.text.join(), /^2 more approvals are needed/);
  const unread = decided('approve', answer(200, 'Approval recorded: 2 of 3'), request(three));
  assert.deepEqual([unread.heading, unread.text], ['Approval recorded: 2 of 3', []]);
  const last = decided(
    'approve',
    answer(200),
    request({ ...three, status: 'approved', decidedBy: 'b@example.com', approvals: [mine] }),
  );
  assert.deepEqual(last.text, ['Your decision is recorded. You can close this page.']);
});

test('a comment with one of several approvals is not shown as unsent', () => {
  const notice = standing(request({ ...three, approvals: [mine] }));
  assert.equal('unsent' in withUnsent(notice, 'Fine'), false);
  assert.equal(withUnsent(notice, 'Other').unsent, 'Other');
});

test('an earlier different answer is explained, and the request still waits', () => {
  const notice = tooLate('reject', answer(409, 'You approved this already'), request({ ...three, approvals: [mine] }));
  assert.deepEqual(
    [notice.heading, notice.text],
    ['Already decided', ['You approved this already.', 'Your rejection was not recorded.']],
  );
});

test('an accepted decision is shown as recorded', () => {
  const mine = decided('approve', answer(200), request({ status: 'approved', decidedBy: 'a@example.com' }));
  assert.deepEqual([mine.tone, mine.heading], ['approved', 'Approved']);
  assert.match(mine.text.join(), /^Your decision is recorded/);
  const theirs = decided('reject', answer(200), request({ status: 'rejected', decidedBy: 'b@example.com' }));
  assert.deepEqual([theirs.heading, theirs.text], ['Rejected', ['b@example.com had already rejected it.']]);
});

test('an accepted decision is shown even if the record could not be read again', () => {
  const notice = decided('reject', answer(200), request());
  assert.deepEqual(
    [notice.heading, notice.text, notice.request?.status],
    ['Rejected', ['Your decision is recorded.'], 'rejected'],
  );
});

test('if record and answer differ, the record counts', () => {
  assert.equal(
    decided('approve', answer(200), request({ status: 'rejected', decidedBy: 'b@example.com' })).heading,
    'Already rejected',
  );
});

test('a late decision is told who decided', () => {
  const lost = tooLate(
    'approve',
    answer(409, 'Already rejected by b'),
    request({ status: 'rejected', decidedBy: 'b@example.com' }),
  );
  assert.equal(lost.heading, 'Already rejected');
  assert.deepEqual(lost.text, [
    'b@example.com rejected this request.',
    'Your approval came too late and was not recorded.',
  ]);
});

test('a late decision gets the API’s message if the record cannot be read', () => {
  const lost = tooLate('reject', answer(409, 'Already approved by b@example.com at 2026-11-20T10:02:00Z'), undefined);
  assert.equal(lost.heading, 'Already decided');
  assert.equal(lost.text[0], 'Already approved by b@example.com at 2026-11-20T10:02:00Z.');
  assert.equal(tooLate('reject', answer(410, 'The execution has ended'), request()).heading, 'This request is closed');
  assert.deepEqual(tooLate('reject', answer(410), undefined).text, ['Your rejection came too late.']);
  assert.deepEqual(tooLate('reject', answer(409), undefined).text, [
    'Your rejection came too late and was not recorded.',
  ]);
});

test('a recorded decision on an ended execution is not shown as lost', () => {
  const record = request({ status: 'approved', decidedBy: 'a@example.com' });
  const notice = tooLate('approve', answer(410, 'The process has ended'), record);
  assert.deepEqual([notice.heading, notice.text], ['This request is closed', ['The process has ended.']]);
  assert.equal(notice.request, record);
});

test('a comment that was not recorded is shown as unsent', () => {
  assert.equal(withUnsent(requestProblem(answer(500)), 'Looks good').unsent, 'Looks good');
  assert.equal('unsent' in withUnsent(requestProblem(answer(500)), ''), false);
  const recorded = closed(request({ status: 'approved', comment: 'Looks good' }));
  assert.equal('unsent' in withUnsent(recorded, 'Looks good'), false);
  assert.equal(withUnsent(recorded, 'Mine').unsent, 'Mine');
});

test('a failed decision is explained, and whether it can be sent again', () => {
  assert.deepEqual(sendProblem('approve', answer(400, 'comment: at most 1000 characters')), {
    heading: 'Your approval was not accepted',
    text: 'comment: at most 1000 characters.',
    retry: false,
  });
  assert.deepEqual(sendProblem('approve', answer(400, 'fields.ticket: does not match the pattern CHG-[0-9]+')), {
    heading: 'Your approval was not accepted',
    text: 'fields.ticket: does not match the pattern CHG-[0-9]+.',
    retry: false,
    field: { name: 'ticket', problem: 'It does not match the pattern CHG-[0-9]+' },
  });
  assert.deepEqual(sendProblem('approve', answer(403, 'You asked for this approval yourself')), {
    heading: 'Your approval was not accepted',
    text: 'You asked for this approval yourself.',
    retry: false,
  });
  assert.deepEqual(sendProblem('reject', answer(503, 'The decision is recorded!')), {
    heading: 'Your rejection is not delivered yet',
    text: `The decision is recorded! ${ask}`,
    retry: true,
  });
  for (const [status, pattern] of [
    [0, /may not have arrived/],
    [429, /busy/],
    [503, /not available/],
    [500, /service failed/],
    [418, /unexpected answer/],
  ] as const) {
    const { text, retry } = sendProblem('approve', answer(status));
    assert.match(text, pattern);
    assert.equal(retry, true);
  }
});

test('untrusted texts have their deceptive characters spelled out', () => {
  for (const text of HOSTILE.map(hostile => `${hostile}\u202e`)) {
    const said = [
      closed(request({ status: text })),
      closed(request({ status: 'expired', requestedBy: text })),
      closed(request({ status: 'approved', decidedBy: text })),
      tooLate('approve', answer(409, text), undefined),
      requestProblem(answer(418, text)),
    ].flatMap(notice => notice.text);
    assert.doesNotMatch([...said, sendProblem('approve', answer(503, text)).text].join(), /\u202e/);
    assert.equal(said.filter(line => line.includes('⟨U+202E⟩')).length, 5);
  }
});
