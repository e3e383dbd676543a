import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Route } from './rest-api.ts';
import { routerOf } from './router.ts';

type Router = ReturnType<typeof routerOf>;

function routed(...routes: string[]): Router {
  return routerOf(
    routes.map((text): Route => {
      const [httpMethod = '', resourcePath = ''] = text.split(' ');
      const integration = async (): Promise<never> => {
        throw new Error('not called');
      };
      return {
        httpMethod,
        resourcePath,
        resourceId: resourcePath,
        integration,
        authorize: async () => undefined,
        validate: () => {},
      };
    }),
  );
}

function served(router: Router, request: string): string | undefined {
  const [method = '', path = ''] = request.split(' ');
  const match = router(method, path);
  return match && `${match.route.resourcePath} ${JSON.stringify(match.pathParameters)}`;
}

test('a resource without the method does not hide another that has it', () => {
  // As measured on API Gateway: github.com/floci-io/floci/pull/3399, github.com/ministackorg/ministack/pull/1423
  const router = routed(
    'GET /users/{userId}',
    'PATCH /users/me',
    'POST /roles/provision',
    'GET /roles/{roleId}',
    'GET /things/real',
    'ANY /things/{proxy+}',
  );
  assert.equal(served(router, 'GET /users/me'), '/users/{userId} {"userId":"me"}');
  assert.equal(served(router, 'PATCH /users/me'), '/users/me {}');
  assert.equal(served(router, 'POST /users/me'), undefined);
  assert.equal(served(router, 'POST /roles/provision'), '/roles/provision {}');
  assert.equal(served(router, 'GET /roles/provision'), '/roles/{roleId} {"roleId":"provision"}');
  assert.equal(served(router, 'GET /things/real'), '/things/real {}');
  assert.equal(served(router, 'POST /things/real'), '/things/{proxy+} {"proxy":"real"}');
});

test('a path that no literal branch matches goes to the greedy parameter', () => {
  const router = routed('ANY /{proxy+}', 'GET /jobs/{type}', 'OPTIONS /cors');
  assert.equal(served(router, 'GET /jobs/reboot'), '/jobs/{type} {"type":"reboot"}');
  assert.equal(served(router, 'GET /jobs'), '/{proxy+} {"proxy":"jobs"}');
  assert.equal(served(router, 'GET /jobs/a/b'), '/{proxy+} {"proxy":"jobs/a/b"}');
  assert.equal(served(router, 'GET /cors'), '/{proxy+} {"proxy":"cors"}');
  assert.equal(served(router, 'GET /'), undefined, 'a greedy parameter has at least one segment');
});

test('ANY stands for the seven methods, and a method by name comes first', () => {
  const router = routed('ANY /a', 'GET /a/{x}', 'ANY /a/{x}');
  assert.equal(served(router, 'HEAD /a'), '/a {}');
  assert.equal(served(router, 'PROPFIND /a'), undefined);
  assert.equal(router('GET', '/a/1')?.route.httpMethod, 'GET');
  assert.equal(router('PUT', '/a/1')?.route.httpMethod, 'ANY');
});

test('a trailing slash is ignored, an empty segment is not', () => {
  const router = routed('GET /a/{b}/c');
  assert.equal(served(router, 'GET /a/1/c/'), '/a/{b}/c {"b":"1"}');
  assert.equal(served(router, 'GET /a//c'), undefined);
  assert.equal(served(router, 'GET /a/1//c'), undefined);
});

test('names of JavaScript’s own properties are ordinary names', () => {
  const router = routed('GET /{__proto__}/constructor');
  assert.equal(served(router, 'GET /toString/constructor')?.startsWith('/{__proto__}'), true);
  assert.equal(served(router, 'GET /toString/hasOwnProperty'), undefined);
});
