import assert from 'node:assert/strict';
import { test } from 'node:test';
import { localSecrets } from './local-secrets.ts';

test('A secret has its local value by the variable with which a function names it', () => {
  const functions = [
    { environment: { TEAMS_SECRET: 'my/teams', TABLE_NAME: 'Requests' } },
    { environment: { TABLE_NAME: 'Requests' } },
  ];
  const values = { TEAMS_SECRET: 'http://localhost/teams', OTHER_SECRET: 'x' };
  assert.deepEqual(localSecrets(functions, values), { 'my/teams': 'http://localhost/teams' });
});
