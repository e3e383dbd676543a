import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../testing/random.ts';
import { parseJson } from '../base/json.ts';
import { readImage } from '../picture/image.ts';
import { readRequest } from './request.ts';

test('a complete answer is read', () => {
  const answer = {
    subject: 'Deploy v2?',
    message: 'm',
    url: 'https://look',
    details: { a: [1] },
    requestedBy: 'r',
    approver: 'a',
    createdAt: 'c',
    expiresAt: 'e',
    status: 'approved',
    approvers: ['a', 'b'],
    requiredApprovals: 2,
    cannotDecide: 'n',
    image: { bucket: 'b', key: 'frames/1.jpg', box: { left: 0, top: 0.5, width: 1, height: 0.5 }, url: 'https://u' },
    decidedBy: 'd',
    decidedAt: 't',
    comment: 'k',
    delivered: false,
    executionUrl: 'u',
  };
  const approval = { approver: 'a', at: 't', comment: 'k' };
  const field = {
    name: 'n',
    label: 'l',
    hint: 'h',
    type: 'choice',
    required: true,
    pattern: 'p',
    maxLength: 3,
    choices: ['x'],
  };
  const event = { at: 't', event: 'asked', by: 'b', note: 'o' };
  const body = {
    ...answer,
    id: 'x',
    later: 'member',
    approvals: [{ ...approval, fields: { ticket: 'T-1', count: 2 } }],
    fields: [field],
    fieldValues: { n: 'x' },
    history: [event],
  };
  assert.deepEqual(readRequest(body), {
    ...answer,
    approvals: [
      {
        ...approval,
        values: [
          ['ticket', 'T-1'],
          ['count', '2'],
        ],
      },
    ],
    fields: [field],
    fieldValues: [['n', 'x']],
    history: [event],
  });
});

test('missing members have defaults', () => {
  const request = readRequest({ status: 'pending', fields: [{ name: 'n' }] });
  assert.equal(request?.requiredApprovals, 1);
  assert.equal(request?.delivered, true);
  assert.deepEqual(request?.fields, [
    {
      name: 'n',
      label: 'n',
      hint: undefined,
      type: 'text',
      required: false,
      pattern: undefined,
      maxLength: undefined,
      choices: [],
    },
  ]);
});

test('invalid items of lists are left out', () => {
  const odd = [null, 1, 'x', [], {}];
  const lists = { approvals: odd, fields: odd, history: odd, approvers: odd };
  const request = readRequest({ status: 's', ...lists, image: { key: 'k' } });
  assert.deepEqual(
    [request?.approvals, request?.fields, request?.history, request?.approvers, request?.image],
    [[], [], [], ['x'], undefined],
  );
});

test('an answer that is not a request is undefined', () => {
  const inherited = Object.create({ status: 'pending' }) as object;
  for (const body of [undefined, null, 1, 'pending', [], ['pending'], {}, { status: 1 }, { status: ' ' }, inherited]) {
    assert.equal(readRequest(body), undefined);
  }
});

test('a face’s box is limited to the image, with numbers in any notation', () => {
  const boxOf = (box: unknown) => readImage({ bucket: 'b', key: 'k', box })?.box;
  const box = parseJson('{"left": 0.25, "top": 0.50, "width": 1E-1, "height": 0.5}') as object;
  assert.deepEqual(boxOf(box), { left: 0.25, top: 0.5, width: 0.35 - 0.25, height: 0.5 });
  const reaching = { left: -0.5, top: 0.5, width: 1, height: 1 };
  assert.deepEqual(boxOf(reaching), { left: 0, top: 0.5, width: 0.5, height: 0.5 });
  for (const odd of [{ width: 0 }, { left: 1 }, { top: -0.5 }, { height: 'x' }, { height: '' }, { left: null }]) {
    assert.equal(boxOf({ ...box, ...odd }), undefined, JSON.stringify(odd));
  }
  for (const none of [undefined, null, [], 'x']) assert.equal(boxOf(none), undefined);
});

test('a member of another type counts as absent', () => {
  const request = readRequest({
    status: 'pending',
    subject: { toString: 'x' },
    comment: 7,
    approver: ['a'],
    message: '\n',
  });
  assert.deepEqual([request?.subject, request?.comment, request?.approver, request?.message], Array(4).fill(undefined));
});

const TEXTS = ['subject', 'message', 'requestedBy', 'approver', 'status', 'cannotDecide', 'comment'] as const;
const LISTS = ['approvers', 'approvals', 'fields', 'fieldValues', 'history'] as const;

test('for any answer, each member has its type or is absent', () => {
  const random = new Random(4);
  for (let i = 0; i < 10_000; i++) {
    const odd = Object.fromEntries([...TEXTS, ...LISTS].map(name => [name, random.json(3)]));
    const request = readRequest({ ...odd, status: random.json(1) });
    if (request === undefined) continue;
    for (const name of TEXTS) assert.ok(['undefined', 'string'].includes(typeof request[name]), name);
    for (const name of LISTS) assert.ok(Array.isArray(request[name]), name);
    for (const [name, value] of request.fieldValues) assert.equal(typeof name + typeof value, 'stringstring');
    for (const { label, choices } of request.fields) assert.equal(typeof label + Array.isArray(choices), 'stringtrue');
  }
});
