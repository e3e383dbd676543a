import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Answer } from '../base/api.ts';
import { inTurn, none, saying, type Answers } from '../testing/answers.ts';
import { Random } from '../testing/random.ts';
import { problemWithName } from './name-form.ts';
import { People, type View } from './people.ts';
import { readPeople } from './person.ts';

const person = (id: string, name = id) => ({ id, name, addedAt: '2026-11-20T10:00:00Z', addedBy: 'a@x.y' });
const list = (...items: object[]): Answer => ({ status: 200, body: { items } });

/** A page whose API gives these answers in order. */
function pageWith(...answers: Answers) {
  const { calls, next } = inTurn(answers);
  const views: View[] = [];
  const api = {
    list: () => next('list'),
    rename: (id: string, name: string) => next(`rename ${id} ${name}`),
    remove: (id: string) => next(`remove ${id}`),
  };
  const last = () => views.at(-1)!;
  const names = () => last().people?.map(({ name }) => name);
  return { page: new People(api, view => views.push(view)), calls, views, last, names };
}

test('all people are loaded, in the order of the answer', async () => {
  const { page, views, last, names } = pageWith(list(person('b'), person('a')));
  await page.open();
  assert.deepEqual([views[0]?.people, names(), last().news], [undefined, ['b', 'a'], '']);
});

test('a failed load is explained and stops the updates', async () => {
  for (const [answer, heading] of [
    [none, 'No connection'],
    [saying(403, 'Ask for the group'), 'You are not a reviewer yet'],
    [saying(429), 'Too many requests'],
    [saying(500), 'Something went wrong'],
    [{ status: 200, body: {} }, 'Something went wrong'],
  ] as const) {
    const { page, last } = pageWith(answer);
    await page.open();
    assert.deepEqual([last().notice?.heading, last().people], [heading, undefined]);
    assert.equal(await page.refresh(), 'done');
  }
});

test('changes by others are shown and announced', async () => {
  const { page, last, names } = pageWith(
    list(person('a'), person('b')),
    list(person('c'), person('a', 'Ada')),
    list(person('a', 'Ada')),
    list(...['f', 'e', 'd', 'a'].map(id => person(id, id === 'a' ? 'Ada' : id))),
  );
  await page.open();
  assert.equal(await page.refresh(), 'again');
  assert.deepEqual([names(), last().news], [['c', 'Ada'], 'New: c. b was removed. a is now called Ada.']);
  await page.refresh();
  assert.equal(last().news, 'c was removed.');
  await page.refresh();
  assert.equal(last().news, '3 new people.');
});

test('a failed update keeps the people and marks them stale; after a 403 they are hidden', async () => {
  const { page, last, names } = pageWith(list(person('a')), none, list(person('a')), saying(403));
  await page.open();
  assert.equal(await page.refresh(), 'failed');
  assert.deepEqual([last().stale, names()], [true, ['a']]);
  assert.equal(await page.refresh(), 'again');
  assert.equal(last().stale, false);
  assert.equal(await page.refresh(), 'done');
  assert.deepEqual([last().notice?.heading, names()], ['You are not a reviewer yet', undefined]);
});

test('a new name and a removal are shown at once', async () => {
  const { page, calls, last, names } = pageWith(list(person('a'), person('b')), saying(200), saying(200));
  await page.open();
  assert.equal(await page.rename('a', 'Ada'), undefined);
  assert.deepEqual([names(), last().news], [['Ada', 'b'], 'a is now called Ada.']);
  assert.equal(await page.remove('a'), undefined);
  assert.deepEqual([names(), last().news], [['b'], 'Ada was removed.']);
  assert.deepEqual(calls, ['list', 'rename a Ada', 'remove a']);
});

test('a person who no longer exists is removed', async () => {
  const { page, names } = pageWith(list(person('a'), person('b')), saying(404), saying(404));
  await page.open();
  assert.equal(await page.rename('a', 'Ada'), undefined);
  assert.deepEqual(names(), ['b']);
  assert.equal(await page.remove('b'), undefined);
  assert.deepEqual(names(), []);
});

test('a refused change is explained and changes nothing', async () => {
  for (const [answer, reason] of [
    [saying(400, 'name: too long'), /^name: too long\.$/],
    [none, /network/],
    [saying(429), /busy/],
    [saying(503), /service is busy/],
  ] as const) {
    const { page, names } = pageWith(list(person('a')), answer, answer);
    await page.open();
    assert.match((await page.rename('a', 'Ada')) ?? '', reason);
    assert.match((await page.remove('a')) ?? '', reason);
    assert.deepEqual(names(), ['a']);
  }
});

test('a list that was requested before a change does not undo it', async () => {
  const slow = [Promise.withResolvers<Answer>(), Promise.withResolvers<Answer>()];
  const { page, names } = pageWith(list(person('a')), slow[0]!.promise, slow[1]!.promise, list(person('a')));
  await page.open();
  const before = page.refresh();
  const change = page.rename('a', 'Ada');
  const during = page.refresh();
  slow[0]!.resolve(list(person('a')));
  assert.equal(await before, 'again');
  slow[1]!.resolve(saying(200));
  await change;
  assert.equal(await during, 'again');
  assert.deepEqual(names(), ['Ada']);
});

test('a name is one line of 1 to 100 characters', () => {
  for (const name of ['Ada', ' Ada ', 'x'.repeat(100), 'Ünal 🙂', 'O’Brien']) {
    assert.equal(problemWithName(name), undefined);
  }
  assert.equal(problemWithName(' \t'), 'Enter a name.');
  assert.equal(problemWithName('x'.repeat(101)), 'Use at most 100 characters: it has 101.');
  for (const name of ['a\nb', 'a\tb', 'a\u0000b', 'a\u2028b']) assert.match(problemWithName(name) ?? '', /one line/);
});

test('for any answer, a person has an id and a name', () => {
  const random = new Random(14);
  for (let i = 0; i < 10_000; i++) {
    const odd = { id: random.json(1), name: random.json(1), image: random.json(3), addedAt: random.json(1) };
    for (const { id, name, addedAt } of readPeople({ items: [odd, random.json(2)] })!) {
      assert.deepEqual([typeof id, typeof name], ['string', 'string']);
      assert.ok(['undefined', 'string'].includes(typeof addedAt));
    }
  }
  for (const body of [undefined, null, [], {}, { items: 'x' }]) assert.equal(readPeople(body), undefined);
});

test('a name that somebody else has is found as people compare it', async () => {
  const { page } = pageWith(list(person('a', 'José'), person('b', 'Straßer'), person('d', 'Ann Lee')));
  await page.open();
  const namesakes = [' jose', 'JOSE\u0301', 'strasser', 'Joseph', 'ann  lee'].map(name => page.namesake('c', name));
  assert.deepEqual(namesakes, ['José', 'José', 'Straßer', undefined, 'Ann Lee']);
  // A person is not their own namesake.
  assert.equal(page.namesake('a', 'Jose'), undefined);
});
