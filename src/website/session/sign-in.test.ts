import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ErrorResponse, ErrorTimeout } from 'oidc-client-ts';
import { Random } from '../testing/random.ts';
import { failedSignIn } from './notices.ts';
import { isAnswer, returnFrom, safeReturn, signOutUrl } from './sign-in.ts';
import { readConfig } from './config.ts';

const id = '7d2f0c1e-93ab-4c5d-8e6f-0123456789ab';

test('the wanted page must be one of this site', () => {
  assert.equal(returnFrom('/', '#status=approved&search=a+b'), '#status=approved&search=a+b');
  assert.equal(returnFrom('/sub/index.html', ''), '');
  assert.equal(returnFrom('/sub/approval.html', `#id=${id}`), `approval.html#id=${id}`);
  assert.equal(returnFrom('/people.html', ''), 'people.html');
  assert.equal(returnFrom('/reports.html', ''), 'reports.html');
  const others = ['https://evil.example/', '//evil.example', '/x', 'javascript:alert(1)', 'review.html', '\\\\e', 'x'];
  for (const page of others) {
    assert.equal(safeReturn(page), '', page);
  }
  const random = new Random(8);
  for (let i = 0; i < 10_000; i++) {
    const begin = random.pick(['', '#', 'approval.html', '//', 'approval.html#', 'people.html']);
    const wanted = safeReturn(begin + random.text(8));
    assert.equal(new URL(wanted, 'https://site.example/').origin, 'https://site.example');
  }
});

test('an answer of the sign-in has a code or an error', () => {
  for (const search of ['?code=a&state=b', '?error=access_denied']) assert.equal(isAnswer(search), true);
  for (const search of ['', '?', '?state=b', '?other=code']) assert.equal(isAnswer(search), false);
});

test('each failure of a sign-in is explained', () => {
  const cases: [unknown, string][] = [
    [new ErrorResponse({ error: 'access_denied' }), 'Sign-in was cancelled'],
    [new ErrorResponse({ error: 'invalid_request', error_description: 'odd\u202e' }), 'Sign-in failed'],
    [new TypeError('fetch failed'), 'No connection'],
    [new ErrorTimeout('late'), 'No connection'],
    [new Error('No matching state found in storage'), 'Sign-in did not finish'],
    ['anything', 'Sign-in did not finish'],
  ];
  for (const [error, heading] of cases) assert.equal(failedSignIn(error).heading, heading);
  assert.match(failedSignIn(cases[1]![0]).text.join(), /odd⟨U\+202E⟩/);
});

test('signing out leads to Cognito and back here', () => {
  assert.equal(
    signOutUrl('https://login.example', 'client-1', 'https://site.example/'),
    'https://login.example/logout?client_id=client-1&logout_uri=https%3A%2F%2Fsite.example%2F',
  );
});

test('an incomplete configuration is refused', () => {
  const config = {
    region: 'us-east-1',
    issuer: 'https://issuer.example/pool',
    domain: 'https://login.example',
    clientId: 'c',
  };
  const frames = {
    identityPoolId: 'i',
    cognitoIdentityUrl: 'https://identity.example',
    framesBucket: 'b',
    framesUrl: 'https://b.example',
  };
  const more = { userPoolId: 'later', domain: 'https://login.example/' };
  assert.deepEqual(readConfig({ ...config, ...more }), { ...config, frames: undefined, reports: false });
  assert.deepEqual(readConfig({ ...config, ...frames, reports: 'true' }), { ...config, frames, reports: true });
  for (const reports of ['false', '', true, null]) assert.equal(readConfig({ ...config, reports })?.reports, false);
  for (const name of Object.keys(config)) assert.equal(readConfig({ ...config, [name]: '' }), undefined, name);
  for (const name of Object.keys(frames))
    assert.equal(readConfig({ ...config, ...frames, [name]: '' })?.frames, undefined, name);
  for (const body of [undefined, null, [], 'x']) assert.equal(readConfig(body), undefined);
});
