import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Answer, Call } from '../base/api.ts';
import type { Renewal, Session } from './session.ts';
import { SignedApi } from './signed-api.ts';

type Token = { token: string } | { none: 'ended' | 'unreachable' };

/** An API with these statuses in order, and a session with these tokens and this renewal. */
function apiWith(statuses: number[], tokens: Token[], renewal: Renewal = 'renewed') {
  const sent: (string | undefined)[] = [];
  const told: string[] = [];
  const session = {
    token: async () => tokens.shift(),
    renew: async (refused: string) => (told.push(`renew ${refused}`), renewal),
    end: () => told.push('end'),
  } as unknown as Session;
  const call = async (_path: string, { headers = {} }: Call = {}): Promise<Answer> => {
    sent.push(headers['authorization']);
    return { status: statuses.shift()!, body: undefined };
  };
  return { api: new SignedApi(session, () => told.push('over'), call), sent, told };
}

test('each call has the token', async () => {
  const { api, sent, told } = apiWith([200], [{ token: 't1' }]);
  assert.equal((await api.call('p', { headers: { a: 'b' } })).status, 200);
  assert.deepEqual([sent, told], [['Bearer t1'], []]);
});

test('a refused token is renewed once', async () => {
  const { api, sent, told } = apiWith([401, 409], [{ token: 't1' }, { token: 't2' }]);
  assert.equal((await api.call('p')).status, 409);
  assert.deepEqual([sent, told], [['Bearer t1', 'Bearer t2'], ['renew t1']]);
});

test('a second refusal ends the session', async () => {
  const { api, sent, told } = apiWith([401, 401], [{ token: 't1' }, { token: 't2' }]);
  assert.equal((await api.call('p')).status, 401);
  assert.deepEqual([sent.length, told], [2, ['renew t1', 'end', 'over']]);
});

test('a session that cannot be renewed ends', async () => {
  const { api, told } = apiWith([401], [{ token: 't1' }, { none: 'ended' }], 'ended');
  assert.equal((await api.call('p')).status, 401);
  assert.deepEqual(told, ['renew t1', 'end', 'over']);
});

test('without a network the session stays', async () => {
  const refused = apiWith([401], [{ token: 't1' }], 'unreachable');
  assert.equal((await refused.api.call('p')).status, 0);
  assert.deepEqual(refused.told, ['renew t1']);
  const over = apiWith([], [{ none: 'unreachable' }]);
  assert.equal((await over.api.call('p')).status, 0);
  assert.deepEqual([over.sent, over.told], [[], []]);
});

test('without a session nothing is sent', async () => {
  const { api, sent, told } = apiWith([], [{ none: 'ended' }]);
  assert.equal((await api.call('p')).status, 401);
  assert.deepEqual([sent, told], [[], ['end', 'over']]);
});

test('other refusals are passed on', async () => {
  for (const status of [0, 403, 404, 500]) {
    const { api, told } = apiWith([status], [{ token: 't1' }]);
    assert.equal((await api.call('p')).status, status);
    assert.deepEqual(told, []);
  }
});
