import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Memory } from '../base/memory.ts';
import { tabMemory } from '../testing/memory.ts';
import { Random } from '../testing/random.ts';
import { openLink, parseLink } from './link.ts';

const id = '7d2f0c1e-93ab-4c5d-8e6f-0123456789ab';
const key = 'AbCdEfGhIjKlMnOp-_rStU';

const memory = (): Memory => tabMemory().memory;

test('the mail’s links are read', () => {
  assert.deepEqual(parseLink(`#id=${id}&key=${key}&decision=approve`), { id, key, decision: 'approve' });
  assert.deepEqual(parseLink(`#decision=reject&key=${key}&id=${id}`), { id, key, decision: 'reject' });
});

test('a link without a key or a decision still has a request', () => {
  assert.deepEqual(parseLink(`#id=${id}`), { id, key: undefined, decision: undefined });
});

test('an invalid decision is ignored', () => {
  for (const decision of ['', 'approve.', 'Approve', 'yes', '__proto__']) {
    assert.deepEqual(parseLink(`#id=${id}&key=${key}&decision=${decision}`), { id, key, decision: undefined });
  }
});

test('damaged links are refused', () => {
  const damaged = [
    '',
    '#',
    '#id',
    `#key=${key}`,
    `#id=&key=${key}`,
    `#id=${id}x&key=${key}`,
    `#id=${id.slice(1)}&key=${key}`,
    `#id=${id}&key=`,
    `#id=${id}&key=${key.slice(1)}`,
    `#id=${id}&key=${key}x`,
    `#id=${id}&key=${key.slice(1)}%20`,
    `#id=${id}&key=${key.slice(1)}/`,
    `#id=${id}&id=1&key=${key}`,
    `#id=${id}&key=${key}&key=1`,
    `#id=../${id}&key=${key}`,
    `#/${id}/${key}`,
  ];
  for (const hash of damaged) assert.equal(parseLink(hash), undefined, hash);
});

test('for any fragment, a link’s id and key fit into a path and a header', () => {
  const random = new Random(3);
  const pieces = [
    '#',
    'id=',
    id,
    '&',
    'key=',
    key,
    'decision=',
    'approve',
    'reject',
    '=',
    '%',
    '%00',
    '\n',
    '../',
    '?',
    '\u202e',
    '😀',
  ];
  let links = 0;
  for (let i = 0; i < 20_000; i++) {
    const whole = `#id=${id}&key=${key}&decision=approve`;
    const at = random.below(whole.length);
    const hash =
      i % 2 === 0 ? random.text(12, pieces) : whole.slice(0, at) + random.text(2) + whole.slice(at + random.below(2));
    const link = parseLink(hash);
    if (link === undefined) continue;
    links++;
    assert.match(link.id, /^[0-9a-fA-F-]{36}$/);
    assert.match(link.key ?? key, /^[\w-]{22}$/);
    assert.ok([undefined, 'approve', 'reject'].includes(link.decision));
  }
  assert.ok(links > 100, `only ${links} of the cases were links`);
});

/** The mail's link, and what mail gateways make of it. */
const page = '/review.html';
const fragment = `id=${id}&key=${key}&decision=approve`;
const encoded = (text: string) => encodeURIComponent(text);
const rewritten: readonly (readonly [what: string, address: string])[] = [
  ['nothing', `${page}#${fragment}`],
  ['# encoded', `${page}%23${fragment}`],
  ['a tracker before the fragment', `${page}?id=tracker7&key=x#${fragment}`],
  ['the same in query and fragment', `${page}?${fragment}#${fragment}`],
  ['# encoded twice', `${page}%2523${fragment}`],
  ['all encoded', `${page}${encoded(`#${fragment}`)}`],
  ['all encoded twice', `${page}${encoded(encoded(`#${fragment}`))}`],
  ['& as in HTML', `${page}#${fragment.replaceAll('&', '&amp;')}`],
  ['& as in HTML, twice', `${page}#${fragment.replaceAll('&', '&amp;amp;')}`],
  ['& as in HTML, then all encoded', `${page}${encoded(`#${fragment.replaceAll('&', '&amp;')}`)}`],
  ['moved to the query', `${page}?${fragment}`],
  ['encoded in the query', `${page}?source=mail%23${encoded(fragment)}`],
  ['encoded in the query, with more after it', `${page}?%2523${fragment}&source=mail`],
  ['# encoded in lower case, = encoded', `${page}%23${fragment.replaceAll('=', '%3d')}`],
  ['on another path', `/stage/review.html%23${fragment}`],
];

test('a link opens however a mail gateway encodes it, and its key leaves the address', () => {
  for (const [what, address] of rewritten) {
    const opened = openLink(address, memory());
    assert.deepEqual(
      opened,
      { link: { id, key, decision: 'approve' }, hash: `#id=${id}&decision=approve` },
      `${what}: ${address}`,
    );
  }
});

test('after opening a link, the tab finds its key by the rest of the address', () => {
  const tab = memory();
  const first = openLink(`${page}#id=${id}&key=${key}&decision=reject`, tab);
  assert.deepEqual(openLink(`${page}${first.hash}`, tab), first);
  assert.deepEqual(openLink(`${page}#id=${id}&key=${key}`, tab).hash, `#id=${id}`);
});

test('a copied address has no key in another tab', () => {
  const hash = `#id=${id}&decision=reject`;
  assert.deepEqual(openLink(`${page}${hash}`, memory()), { link: { id, key: undefined, decision: 'reject' }, hash });
});

test('each request has its own key, and a newer link replaces it', () => {
  const tab = memory();
  const other = id.replace('7', '8');
  openLink(`#id=${id}&key=${key}`, tab);
  assert.equal(openLink(`#id=${other}`, tab).link?.key, undefined);
  const newer = key.replace('A', 'B');
  openLink(`#id=${id}&key=${newer}`, tab);
  assert.equal(openLink(`#id=${id}`, tab).link?.key, newer);
});

test('without storage, the key leaves the address, and works until a reload', () => {
  const forgetful = new Memory(() => {
    throw new DOMException('refused', 'SecurityError');
  });
  const hash = `#id=${id}&decision=approve`;
  const opened = { link: { id, key, decision: 'approve' }, hash };
  assert.deepEqual(openLink(`#id=${id}&key=${key}&decision=approve`, forgetful), opened);
  assert.deepEqual(openLink(hash, forgetful), opened);
});

test('a damaged link stays in the address, but not with a key', () => {
  assert.deepEqual(openLink(`${page}#id=1`, memory()), { link: undefined, hash: undefined });
  for (const damaged of [`#id=1&key=${key}`, `%23id=1&key=${key}`, `?key=${key}`]) {
    assert.deepEqual(openLink(page + damaged, memory()), { link: undefined, hash: '' });
  }
});
