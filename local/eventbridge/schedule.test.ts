import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { Queues } from '../sqs/queues.ts';
import { stackOf } from '../testing/stack.ts';
import { EventBus } from './event-bus.ts';
import { eventOf, type Event } from './event.ts';
import { rulesOf } from './rules.ts';

function started(ScheduleExpression: string, more: object = {}) {
  const stack = stackOf({
    Function: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'F' } },
    Rule: {
      Type: 'AWS::Events::Rule',
      Properties: {
        Name: 'often',
        ScheduleExpression,
        State: 'ENABLED',
        Targets: [{ Id: 'T', Arn: { 'Fn::GetAtt': ['Function', 'Arn'] } }],
        ...more,
      },
    },
  });
  const delivered: Event[] = [];
  const bus = new EventBus({ print: () => {} });
  bus.addRules(
    rulesOf(
      stack,
      {
        startExecution: () => assert.fail('no state machine is a target'),
        invokeAsynchronously: (_, input) => delivered.push(JSON.parse(input) as Event),
      },
      new Queues(stack, 'http://localhost:4566'),
    ),
  );
  return { bus, delivered };
}

const settled = () =>
  new Promise(resolve => {
    setImmediate(resolve);
  });

async function pass(t: TestContext, ms: number): Promise<void> {
  t.mock.timers.tick(ms);
  await settled();
}

describe('A rule with a schedule', () => {
  it('runs at its rate with AWS’s event until the bus stops', async (t: TestContext) => {
    t.mock.timers.enable({ apis: ['Date', 'setTimeout'], now: Date.UTC(2026, 0, 1) });
    const { bus, delivered } = started('rate(5 minutes)');
    await pass(t, 299_999);
    assert.equal(delivered.length, 0);
    await pass(t, 1);
    const [{ id } = assert.fail('nothing came')] = delivered;
    assert.match(id, /^[0-9a-f-]{36}$/);
    assert.deepEqual(delivered[0], {
      version: '0',
      id: id,
      'detail-type': 'Scheduled Event',
      source: 'aws.events',
      account: '000000000000',
      time: '2026-01-01T00:05:00Z',
      region: 'us-east-1',
      resources: ['arn:aws:events:us-east-1:000000000000:rule/often'],
      detail: {},
    });
    await pass(t, 300_000);
    assert.equal(delivered.length, 2);
    bus.put(eventOf({ source: 'aws.events', detailType: 'Scheduled Event', detail: {} }));
    await settled();
    assert.equal(delivered.length, 2);
    bus.stop();
    await pass(t, 3_000_000);
    assert.equal(delivered.length, 2);
  });

  it('supports rates that are longer than Node’s longest timer', async (t: TestContext) => {
    t.mock.timers.enable({ apis: ['Date', 'setTimeout'] });
    const { delivered } = started('rate(30 days)');
    for (let day = 0; day < 59; day++) {
      assert.equal(delivered.length, day < 30 ? 0 : 1, `day ${day}`);
      await pass(t, 86_400_000);
    }
  });

  it('may also have a pattern, and does nothing if it is disabled', async (t: TestContext) => {
    t.mock.timers.enable({ apis: ['Date', 'setTimeout'] });
    const both = started('rate(1 hour)', { EventPattern: { source: ['shop'] } });
    both.bus.put(eventOf({ source: 'shop', detailType: 'Sold', detail: {} }));
    const disabled = started('rate(1 hour)', { State: 'DISABLED' });
    await settled();
    await pass(t, 3_600_000);
    assert.deepEqual([both.delivered.map(({ source }) => source), disabled.delivered], [['shop', 'aws.events'], []]);
  });

  it('does not keep the process alive', () => {
    const before = process.getActiveResourcesInfo().filter(each => each === 'Timeout').length;
    started('rate(1 day)');
    assert.equal(process.getActiveResourcesInfo().filter(each => each === 'Timeout').length, before);
  });

  for (const expression of ['cron(0 10 * * ? *)', 'rate(1 hours)', 'rate(2 hour)', 'rate(0 minutes)', 'rate(1 week)']) {
    it(`is refused: ${expression}`, () =>
      assert.throws(() => started(expression), {
        name: 'Problem',
        message:
          `Rule (AWS::Events::Rule): ScheduleExpression is ${expression}; the runner supports only rates, `
          + 'such as rate(1 hour)',
      }));
  }
});
