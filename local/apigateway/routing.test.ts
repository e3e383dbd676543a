import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { ask, statuses } from '../cloudfront/testing/raw-http.ts';
import { json, startSite } from '../cloudfront/testing/server.ts';
import { apiResource, proxyMethod, stackOf, stage } from '../cloudfront/testing/stack.ts';

const missingToken = { message: 'Missing Authentication Token' };

suite('routing', () => {
  test('passes a request to the function of its resource and method', async () => {
    await using site = await startSite();
    assert.deepEqual(await json(await fetch(`${site.url}/api/requests/42`)), [200, { ok: true }]);
    await fetch(`${site.url}/api/requests/42/decision`, { method: 'POST', body: '{}' });
    const of = (name: string): string => `arn:aws:lambda:us-east-1:000000000000:function:${name}`;
    assert.deepEqual(site.functionArns, [of('view'), of('decide')]);
    assert.deepEqual(
      site.events.map(({ resource }) => resource),
      ['/requests/{id}', '/requests/{id}/decision'],
    );
  });

  test('refuses requests without a method in the API, without calling a function', async () => {
    await using site = await startSite();
    const refused: [method: string, path: string][] = [
      ['POST', '/api/requests/42'],
      ['GET', '/api/requests/42/decision'],
      ['DELETE', '/api/requests/42'],
      ['OPTIONS', '/api/requests/42'],
      ['GET', '/api/requests'],
      ['GET', '/api/requests//decision'],
      ['GET', '/api/'],
      ['GET', '/api/Requests/42'],
      ['GET', '/api/requests/42/more'],
      ['GET', '/api/echo'],
      ['GET', '/api/echo/'],
    ];
    for (const [method, path] of refused) {
      const answer = await fetch(`${site.url}${path}`, { method });
      assert.equal(answer.headers.get('x-amzn-errortype'), 'MissingAuthenticationTokenException');
      assert.deepEqual(await json(answer), [403, missingToken], `${method} ${path}`);
    }
    assert.equal(site.events.length, 0);
    assert.deepEqual(site.lines, []);
  });

  test('HEAD reaches a function with ANY, but not one with GET only', async () => {
    await using site = await startSite();
    const head = async (path: string): Promise<number[]> => statuses(await ask(site.port, 'HEAD', path));
    assert.deepEqual(await head('/api/requests/42'), [403]);
    assert.equal(site.events.length, 0);
    assert.deepEqual(await head('/api/echo/x'), [200]);
    assert.deepEqual(
      site.events.map(({ httpMethod }) => httpMethod),
      ['HEAD'],
    );
  });

  test('finds the stage by the first segment', async () => {
    await using site = await startSite({ stack: stackOf(stage({ StageName: 'v2' })) });
    const answer = await fetch(`${site.url}/api/requests/42`);
    assert.equal(answer.headers.get('x-amzn-errortype'), 'ForbiddenException');
    assert.deepEqual(await json(answer), [403, { message: 'Forbidden' }]);
    assert.equal(site.events.length, 0);
  });

  test('ignores another API’s resources', async () => {
    const other = { ...proxyMethod('GET', 'r2', { AuthorizationType: 'AWS_IAM' }), type: 'AWS::ApiGateway::Method' };
    const stack = stackOf({ Other: { ...other, properties: { ...other.properties, RestApiId: 'zzzzzzzzzz' } } });
    await using site = await startSite({ stack });
    assert.equal((await fetch(`${site.url}/api/requests/1`)).status, 200);
  });

  test('a method on the root has the path /', async () => {
    const stack = stackOf({ Root: proxyMethod('GET', 'root0'), Deep: apiResource('r9', 'r5', 'never') });
    await using site = await startSite({ stack });
    for (const path of ['/api/', '/api//']) await fetch(`${site.url}${path}`);
    assert.deepEqual(
      site.events.map(({ resource, path, pathParameters }) => [resource, path, pathParameters]),
      [
        ['/', '/', null],
        ['/', '/', null],
      ],
    );
  });
});
