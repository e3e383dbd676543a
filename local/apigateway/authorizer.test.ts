import assert from 'node:assert/strict';
import { createHmac, createSign, generateKeyPairSync, randomBytes, randomUUID, type KeyObject } from 'node:crypto';
import { before, suite, test } from 'node:test';
import { exportJWK } from 'jose';
import { siteOf, json, startSite, type RunningSite } from '../cloudfront/testing/server.ts';
import { apiId, proxyMethod, stackOf, type StackParts } from '../cloudfront/testing/stack.ts';
import { tokenVerifier, type TokenVerifier } from '../cognito/token-verifier.ts';
import type { UserPool } from '../cognito/user-pools.ts';
import { arn } from '../stack/arn.ts';
import { random } from '../testing/random.ts';

const issuers = 'http://localhost:9229';
const poolId = 'us-east-1_pool';
const client = {
  id: 'client1',
  callbackUrls: [],
  logoutUrls: [],
  scopes: [],
  seconds: { idToken: 1, accessToken: 1, refreshToken: 1 },
};
const pool = (id: string, clientId: string): UserPool => ({
  id,
  usernameAttributes: [],
  groups: [],
  clients: [{ ...client, id: clientId }],
});

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const otherKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
let tokens: TokenVerifier;
before(async () => {
  const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: 'local', alg: 'RS256', use: 'sig' }] };
  tokens = tokenVerifier(issuers, [pool(poolId, client.id), pool('us-east-1_other', 'client2')], keys);
});

const parts = (method: object = {}, authorizer: object = {}): StackParts => ({
  Pool: { type: 'AWS::Cognito::UserPool', ref: poolId, properties: {} },
  SignedIn: {
    type: 'AWS::ApiGateway::Authorizer',
    ref: 'auth1',
    properties: {
      IdentitySource: 'method.request.header.Authorization',
      Name: 'SignedIn',
      RestApiId: apiId,
      ProviderARNs: [arn('cognito-idp', `userpool/${poolId}`)],
      Type: 'COGNITO_USER_POOLS',
      ...authorizer,
    },
  },
  RequestGet: proxyMethod('GET', 'r2', { AuthorizationType: 'COGNITO_USER_POOLS', AuthorizerId: 'auth1', ...method }),
});

const now = Math.floor(Date.now() / 1000);
const claims = (more: object = {}) => ({
  sub: randomUUID(),
  'cognito:groups': ['reviewers', 'admins'],
  iss: `${issuers}/${poolId}`,
  aud: client.id,
  token_use: 'id',
  auth_time: now,
  iat: now,
  exp: now + 3600,
  email: 'ann@example.com',
  email_verified: true,
  ...more,
});
const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

function signed(payload: object, header: object = {}, key: KeyObject | undefined = privateKey): string {
  const content = `${part({ alg: 'RS256', kid: 'local', ...header })}.${part(payload)}`;
  return `${content}.${createSign('sha256').update(content).sign(key).toString('base64url')}`;
}

const call = (site: RunningSite, authorization?: string) =>
  fetch(`${site.url}/api/requests/1`, { headers: authorization === undefined ? {} : { authorization } });

suite('the Cognito authorizer', () => {
  test('passes the caller’s claims to the function, as texts in API Gateway’s format', async () => {
    await using site = await startSite({ stack: stackOf(parts()), tokens });
    const payload = claims({ iat: 1494557728 });
    for (const authorization of [signed(payload), `Bearer ${signed(payload)}`])
      assert.equal((await call(site, authorization)).status, 200);
    const [event, other] = site.events;
    assert.deepEqual(other!.requestContext.authorizer, event!.requestContext.authorizer);
    const { claims: given } = event!.requestContext.authorizer as { claims: Record<string, string> };
    assert.match(given.exp!, /^\w{3} \w{3} \d\d \d\d:\d\d:\d\d UTC \d{4}$/);
    assert.deepEqual(
      { ...given, exp: '' },
      {
        sub: payload.sub,
        'cognito:groups': 'reviewers,admins',
        iss: payload.iss,
        aud: client.id,
        token_use: 'id',
        auth_time: String(now),
        iat: 'Fri May 12 02:55:28 UTC 2017',
        exp: '',
        email: 'ann@example.com',
        email_verified: 'true',
      },
    );
  });

  test('refuses every other caller', async () => {
    await using site = await startSite({ stack: stackOf(parts()), tokens });
    const unauthorized = [401, { message: 'Unauthorized' }];
    const refused = await call(site);
    assert.equal(refused.headers.get('x-amzn-errortype'), 'UnauthorizedException');
    assert.deepEqual(await json(refused), unauthorized);
    const expired = await call(site, signed(claims({ exp: now - 1 })));
    assert.deepEqual(await json(expired), [401, { message: 'The incoming token has expired' }]);
    for (const authorization of ['', 'Bearer ', 'Basic x', ...Object.values(forgeries).map(forge => forge())])
      assert.deepEqual(await json(await call(site, authorization)), unauthorized, authorization);
    assert.equal((await fetch(`${site.url}/api/echo/x`)).status, 200);
    assert.equal(site.events.length, 1);
  });

  test('refuses 12,000 tokens that are forged, mangled or for another purpose', async () => {
    await using site = await startSite({ stack: stackOf(parts()), tokens });
    const good = signed(claims());
    const kinds = [...Object.values(forgeries), ...manglings(good)];
    const { seed, next } = random();
    for (let round = 0; round < 240; round++) {
      await Promise.all(
        Array.from({ length: 50 }, async () => {
          const token = kinds[next(kinds.length)]!(next);
          const response = await call(site, next(2) ? token : `Bearer ${token}`);
          const [status, body] = await json(response);
          assert.equal(status, 401, `seed ${seed}: ${token}`);
          assert.match((body as { message: string }).message, /^(Unauthorized|The incoming token has expired)$/);
        }),
      );
    }
    assert.deepEqual([site.events, site.lines], [[], []], `seed ${seed}`);
    assert.equal((await call(site, good)).status, 200);
  });

  test('is refused at start if it is unsupported', () => {
    const cases: [message: RegExp, parts: StackParts][] = [
      [/^RequestGet .*: AuthorizerId names no authorizer/, parts({ AuthorizerId: 'auth2' })],
      [/^RequestGet .*: AuthorizationScopes is not/, parts({ AuthorizationScopes: ['api/read'] })],
      [/^SignedIn .*: Type is TOKEN/, parts({}, { Type: 'TOKEN' })],
      [/^SignedIn .*: IdentitySource must be one/, parts({}, { IdentitySource: 'method.request.querystring.t' })],
      [/^SignedIn .*: IdentityValidationExpression is not/, parts({}, { IdentityValidationExpression: 'x' })],
      [/^SignedIn .*: ProviderARNs must name/, parts({}, { ProviderARNs: [arn('cognito-idp', 'userpool/x')] })],
      [/^SignedIn .*: ProviderARNs must name/, parts({}, { ProviderARNs: [] })],
    ];
    for (const [message, each] of cases) assert.throws(() => siteOf(each), { name: 'Problem', message });
  });
});

/** By the public key, as if it were a secret. */
function withPublicKeyAsSecret(alg: string): string {
  const content = `${part({ alg, kid: 'local' })}.${part(claims())}`;
  const secret = publicKey.export({ type: 'spki', format: 'pem' });
  return `${content}.${createHmac(alg.replace('HS', 'sha'), secret).update(content).digest('base64url')}`;
}

type Forge = (next?: (below: number) => number) => string;

/** Each is wrong in one thing. */
const forgeries: Record<string, Forge> = {
  'another key': () => signed(claims(), {}, otherKey),
  'another key, brought along': () =>
    signed(
      claims(),
      { kid: 'mine', jwk: otherKey.export({ format: 'jwk' }), jku: 'http://localhost:1/jwks.json' },
      otherKey,
    ),
  'no algorithm': () => `${part({ alg: 'none' })}.${part(claims())}.`,
  'no algorithm, with a signature': () =>
    `${part({ alg: 'None' })}.${part(claims())}.${signed(claims()).split('.')[2]}`,
  HS256: () => withPublicKeyAsSecret('HS256'),
  HS512: () => withPublicKeyAsSecret('HS512'),
  RS512: () => signed(claims(), { alg: 'RS512' }),
  'a critical header': () => signed(claims(), { crit: ['x'], x: 1 }),
  'another pool': () => signed(claims({ iss: `${issuers}/us-east-1_other`, aud: 'client2' })),
  "another pool's client": () => signed(claims({ aud: 'client2' })),
  'another issuer': () => signed(claims({ iss: `https://cognito-idp.us-east-1.amazonaws.com/${poolId}` })),
  'an issuer with more to it': () => signed(claims({ iss: `${issuers}/${poolId}/` })),
  'no issuer': () => signed(claims({ iss: undefined })),
  'no audience': () => signed(claims({ aud: undefined })),
  'many audiences': () => signed(claims({ aud: [client.id, 'x'] })),
  'an access token': () => signed(claims({ token_use: 'access', aud: undefined, client_id: client.id })),
  'an access token with an audience': () => signed(claims({ token_use: 'access' })),
  'a refresh token': () => signed(claims({ token_use: 'refresh' })),
  'no use': () => signed(claims({ token_use: undefined })),
  'no subject': () => signed(claims({ sub: undefined })),
  'no end': () => signed(claims({ exp: undefined })),
  'an end that is a text': () => signed(claims({ exp: String(now + 3600) })),
  'not yet': () => signed(claims({ nbf: now + 600 })),
  'a payload that is not an object': () => signed([claims()]),
  'no payload': () => signed(claims()).replace(/\..*\./, '..'),
};

/** A token with random changes. */
function manglings(good: string): Forge[] {
  const parts = good.split('.');
  const pick = (next: (below: number) => number) => {
    // The last character of a part has bits that say nothing.
    const index = next(3);
    return [index, next(parts[index]!.length - 1)] as const;
  };
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return [
    (next = () => 0) => {
      const [index, at] = pick(next);
      const old = parts[index]![at]!;
      const flipped = alphabet[alphabet.indexOf(old) ^ (1 << next(6))]!;
      return parts.with(index, parts[index]!.slice(0, at) + flipped + parts[index]!.slice(at + 1)).join('.');
    },
    (next = () => 0) => {
      const [index, at] = pick(next);
      return parts.with(index, parts[index]!.slice(0, at) + parts[index]!.slice(at + 1)).join('.');
    },
    (next = () => 0) => good.slice(0, next(good.length - 2)),
    (next = () => 0) => `${good}.${parts[next(3)]}`,
    (next = () => 0) => parts.with(next(3), '').join('.'),
    (next = () => 0) => [parts[next(3)], parts[next(3)], parts[0]].join('.'),
    (next = () => 0) =>
      randomBytes(1 + next(600))
        .toString('base64url')
        .replaceAll('_', '.'),
    (next = () => 0) => String.fromCharCode(...Array.from({ length: 1 + next(200) }, () => 33 + next(94))),
    (next = () => 0) =>
      [...good]
        .map(each => (next(40) === 0 ? alphabet[next(64)]! : each))
        .join('')
        .replace(/./, '_'),
    (next = () => 0) => signed(claims({ exp: now - 1 - next(1e9) })),
  ];
}
