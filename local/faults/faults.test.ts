import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, describe, it } from 'node:test';
import { AwsEndpoint } from '../endpoint/endpoint.ts';
import { json, targetService } from '../endpoint/service.ts';
import { Sessions } from '../sts/sessions.ts';
import { errorOf, Faults, kinds, type Fault, type Kind } from './faults.ts';
import { withFaults } from './proxy.ts';

/** A service behind a proxy that breaks each call in the same way. */
async function broken(fault: Fault | undefined) {
  let calls = 0;
  const service = targetService('DynamoDB', 'DynamoDB_20120810', async () => json(200, { calls: ++calls }));
  const s3 = { handle: async () => assert.fail('S3 was reached') };
  const endpoint = new AwsEndpoint({ services: [service], s3, sessions: new Sessions() });
  const faults = { next: () => fault } as unknown as Faults;
  const server = createServer(withFaults(faults, (request, response) => endpoint.handle(request, response)));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  after(() => server.close());
  return {
    calls: () => calls,
    call: (service = 'dynamodb') =>
      fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, {
        method: 'POST',
        body: '{}',
        headers: {
          'x-amz-target': 'DynamoDB_20120810.GetItem',
          authorization: `AWS4-HMAC-SHA256 Credential=local/20261120/us-east-1/${service}/aws4_request`,
        },
      }),
  };
}

const soon = (kind: Kind): Fault => ({ kind, delayMs: 5 });

describe('A call of AWS with a fault', () => {
  it('is refused or throttled with the service’s own error, and not made', async () => {
    for (const [kind, service, status, name] of [
      ['refused', 'dynamodb', 500, 'InternalServerError'],
      ['throttled', 'dynamodb', 400, 'ThrottlingException'],
      ['throttled', 's3', 503, 'SlowDown'],
    ] as const) {
      const proxy = await broken(soon(kind));
      const answer = await proxy.call(service);
      assert.equal(answer.status, status);
      assert.match(await answer.text(), new RegExp(name));
      assert.equal(proxy.calls(), 0);
    }
  });

  it('is dropped, and not made', async () => {
    const proxy = await broken(soon('dropped'));
    await assert.rejects(proxy.call());
    assert.equal(proxy.calls(), 0);
  });

  it('is made, but not answered', async () => {
    const proxy = await broken(soon('unanswered'));
    await assert.rejects(proxy.call());
    assert.equal(proxy.calls(), 1);
  });

  it('is made and answered, if it is late or has no fault', async () => {
    for (const fault of [soon('late'), undefined])
      assert.deepEqual(await (await (await broken(fault)).call()).json(), { calls: 1 });
  });

  it('fails state machines in the same ways', async () => {
    const outcomes: string[] = [];
    for (const kind of kinds) {
      let made = 0;
      const faults = Object.assign(new Faults({ rate: 1, seed: 1 }), { next: () => soon(kind) });
      const failure = await faults
        .around('events', async () => void made++)
        .then(
          () => 'answered',
          (error: Error) => error.message,
        );
      outcomes.push(`${failure}, ${made} made`);
    }
    assert.deepEqual(outcomes, [
      'The local runner was asked for faults: refused, 0 made',
      'The local runner was asked for faults: throttled, 0 made',
      'answered, 1 made',
      'The connection was closed, 0 made',
      'The connection was closed before the answer, 1 made',
    ]);
  });
});

describe('Faults', () => {
  const fates = (seed: number) => {
    const faults = new Faults({ rate: 0.2, seed });
    return Array.from({ length: 5_000 }, (_, call) => faults.next(call % 2 ? 's3' : 'dynamodb')?.kind ?? '-');
  };

  it('are as frequent as asked for, and of every kind', () => {
    const counts = Map.groupBy(fates(7), kind => kind);
    assert.equal(counts.size, kinds.length + 1);
    for (const kind of kinds) assert.ok(Math.abs(counts.get(kind)!.length - 200) < 60, kind);
  });

  it('are the same with the same seed', () => {
    assert.deepEqual(fates(7), fates(7));
    assert.notDeepEqual(fates(7), fates(8));
  });

  it('spare processes until the stack has started', () => {
    const faults = new Faults({ rate: 1, seed: 1 });
    const kills = () => Array.from({ length: 100 }, () => faults.killAfterMs()).filter(ms => ms !== undefined).length;
    assert.equal(kills(), 0);
    faults.startKilling();
    const killed = kills();
    assert.ok(killed > 5 && killed < 40);
    assert.deepEqual(faults.summary(), [`Faults of functions: ${killed} killed`]);
  });

  it('have an error for each service', () => {
    assert.deepEqual([errorOf('sts', 'throttled').name, errorOf('sts', 'throttled').status], ['Throttling', 400]);
  });
});
