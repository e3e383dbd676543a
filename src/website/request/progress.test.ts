import assert from 'node:assert/strict';
import { test } from 'node:test';
import { choicesOf, eventName, missing, ownApproval, progressOf, unanswered } from './progress.ts';
import { readRequest, type ApprovalRequest } from './request.ts';

const request = (members: object): ApprovalRequest =>
  readRequest({ status: 'pending', approver: 'a@x.y', approvers: ['a@x.y', 'b@x.y', 'c@x.y'], ...members })!;

test('progress counts approvals', () => {
  assert.equal(progressOf(request({})), '0 of 1 approval');
  assert.equal(progressOf(request({ requiredApprovals: 3, approvals: [{ approver: 'b@x.y' }] })), '1 of 3 approvals');
});

test('approvers who have not answered and may approve are listed as missing', () => {
  const some = request({ requestedBy: 'C@x.y', requiredApprovals: 2, approvals: [{ approver: 'B@x.y' }] });
  assert.deepEqual(unanswered(some), ['a@x.y']);
  assert.equal(missing(some), 'One more approval is needed. Not answered yet: you.');
  const three = missing(request({ requiredApprovals: 3 }));
  assert.equal(three, '3 more approvals are needed. Not answered yet: you, b@x.y, c@x.y.');
  assert.equal(missing(request({ approvers: [] })), 'One more approval is needed.');
});

test('a requester may only reject, and somebody who was not asked may do nothing', () => {
  const cannotDecide = 'no';
  assert.equal(choicesOf(request({})), 'both');
  assert.equal(choicesOf(request({ cannotDecide, requestedBy: 'A@x.y' })), 'reject');
  assert.equal(choicesOf(request({ cannotDecide, requestedBy: 'A@x.y', approvers: ['b@x.y'] })), 'none');
  assert.equal(choicesOf(request({ cannotDecide, requestedBy: 'b@x.y' })), 'none');
  assert.equal(choicesOf(request({ cannotDecide, approvals: [{ approver: 'a@x.y' }] })), 'none');
  assert.equal(choicesOf(request({ status: 'expired' })), 'none');
});

test('the case of an address does not matter', () => {
  assert.equal(ownApproval(request({ approvals: [{ approver: 'A@X.Y', comment: 'c' }] }))?.comment, 'c');
  assert.equal(ownApproval(request({ approvals: [{ approver: 'b@x.y' }] })), undefined);
  assert.equal(ownApproval(request({ approver: 7, approvals: [{ approver: 'b@x.y' }] })), undefined);
});

test('events have names, also unknown ones', () => {
  const named = (event: string) => eventName({ event, at: undefined, by: undefined, note: undefined });
  assert.equal(named('reminded'), 'Reminded');
  assert.equal(named('bounced'), 'Mail came back');
  assert.equal(named('toString'), 'toString');
  assert.equal(named('moved\u202e'), 'moved⟨U+202E⟩');
});
