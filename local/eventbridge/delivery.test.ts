import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { AwsError } from '../endpoint/error.ts';
import { Queues } from '../sqs/queues.ts';
import type { TemplateResource } from '../stack/template.ts';
import { stackOf, until } from '../testing/stack.ts';
import { EventBus } from './event-bus.ts';
import { eventOf } from './event.ts';
import { rulesOf } from './rules.ts';

const machine = { Type: 'AWS::StepFunctions::StateMachine', Properties: { StateMachineName: 'M' } };
const machineArn = 'arn:aws:states:us-east-1:000000000000:stateMachine:M';
const fn = { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'F' } };
const queue = { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'failed' } };
const RoleArn = 'arn:aws:iam::000000000000:role/r';
const toMachine = { Id: 'T', Arn: { Ref: 'Machine' }, RoleArn };
const toFunction = { Id: 'T', Arn: { 'Fn::GetAtt': ['Function', 'Arn'] } };
const deadLetters = { DeadLetterConfig: { Arn: { 'Fn::GetAtt': ['Queue', 'Arn'] } } };

const ruleWith = (target: object, more: object = {}): TemplateResource => ({
  Type: 'AWS::Events::Rule',
  Properties: { Name: 'rule', EventPattern: { source: ['shop'] }, State: 'ENABLED', Targets: [target], ...more },
});

/** A bus with a rule, and what its targets received. `fail` may throw to make a target fail. */
function started(rule: TemplateResource, fail: () => void = () => {}) {
  const stack = stackOf({ Machine: machine, Function: fn, Queue: queue, Rule: rule });
  const queues = new Queues(stack, 'http://localhost:4566');
  const delivered: { target: string; name?: string; input: string }[] = [];
  const lines: string[] = [];
  const bus = new EventBus({ print: line => lines.push(line), retryDelayMs: 1 });
  bus.addRules(
    rulesOf(
      stack,
      {
        async startExecution(target, name, input) {
          delivered.push({ target, name, input });
          fail();
        },
        invokeAsynchronously: (target, input) => void delivered.push({ target, input }),
      },
      queues,
    ),
  );
  const failed = queues.byArn('arn:aws:sqs:us-east-1:000000000000:failed')!;
  return { bus, delivered, failed, lines };
}

const event = eventOf({
  source: 'shop',
  detailType: 'Sold',
  detail: { id: 'a"b', list: [{ n: 1 }], 'a-b': {}, null: null },
});

async function settled() {
  for (let turns = 0; turns < 5; turns++) await new Promise(resolve => setImmediate(resolve));
}

/** What a rule's target receives. */
async function inputWith(input: object): Promise<string | undefined> {
  const { bus, delivered } = started(ruleWith({ ...toMachine, ...input }));
  bus.put(event);
  await settled();
  return delivered[0]?.input;
}

describe('A rule', () => {
  it('starts an execution, named after the event, for each matching event', async () => {
    const { bus, delivered, lines } = started(ruleWith(toMachine));
    bus.put(event);
    bus.put(eventOf({ source: 'other', detailType: 'Sold', detail: {} }));
    await settled();
    const [{ target, name, input } = assert.fail('nothing came'), ...more] = delivered;
    assert.deepEqual([target, JSON.parse(input), more], [machineArn, event, []]);
    assert.match(name!, new RegExp(`^${event.id}_[0-9a-f-]{36}$`));
    assert.deepEqual(lines, []);
  });

  it('invokes a function', async () => {
    const { bus, delivered } = started(ruleWith(toFunction));
    bus.put(event);
    await settled();
    assert.deepEqual(delivered, [
      { target: 'arn:aws:lambda:us-east-1:000000000000:function:F', input: JSON.stringify(event) },
    ]);
  });

  it('delivers nothing if it is disabled or the bus has stopped', async () => {
    const disabled = started(ruleWith(toMachine, { State: 'DISABLED' }));
    disabled.bus.put(event);
    const stopped = started(ruleWith(toMachine));
    stopped.bus.put(event);
    stopped.bus.stop();
    await settled();
    assert.deepEqual([disabled.delivered, stopped.delivered], [[], []]);
  });

  it('applies Input, InputPath or InputTransformer', async () => {
    assert.equal(await inputWith({ Input: '{"fixed":1}' }), '{"fixed":1}');
    assert.equal(await inputWith({ InputPath: '$.detail' }), JSON.stringify(event.detail));
    assert.equal(await inputWith({ InputPath: '$.detail.list[0].n' }), '1');
    assert.equal(await inputWith({ InputPath: '$.detail.none' }), 'null');
    const InputPathsMap = {
      id: '$.detail.id',
      all: '$.detail',
      none: '$.none',
      dash: '$.detail.a-b',
      nil: '$.detail.null',
    };
    const InputTemplate =
      '{"id":<id>,"text":"id <id>: <all>","none":<none>,"dash":<dash>,"nil":<nil>,'
      + '"rule":"<aws.events.rule-name>","at":<aws.events.event.ingestion-time>,"event":<aws.events.event.json>,'
      + '"other":"<other>"}';
    assert.deepEqual(JSON.parse((await inputWith({ InputTransformer: { InputPathsMap, InputTemplate } }))!), {
      id: 'a"b',
      text: `id a"b: ${JSON.stringify(event.detail)}`,
      none: '',
      dash: {},
      nil: null,
      rule: 'rule',
      at: event.time,
      event,
      other: '<other>',
    });
  });

  it('retries as its retry policy says, then sends the event to the dead-letter queue', async () => {
    const { bus, delivered, failed, lines } = started(
      ruleWith({ ...toMachine, ...deadLetters, RetryPolicy: { MaximumRetryAttempts: 2 } }),
      () => {
        throw new Error('down\n');
      },
    );
    const odd = { ...event, detail: { text: '\u0000\u0085\ud800\ufffe\uffff' } };
    bus.put(odd);
    await until('the event is in the queue', () => failed.counts().visible === 1);
    assert.equal(delivered.length, 3);
    const [message] = failed.receive(1);
    assert.deepEqual(JSON.parse(message!.body), odd);
    const attributes = Object.entries(message!.attributes).map(([name, { StringValue }]) => [name, StringValue]);
    assert.deepEqual(Object.fromEntries(attributes), {
      RULE_ARN: 'arn:aws:events:us-east-1:000000000000:rule/rule',
      TARGET_ARN: machineArn,
      ERROR_CODE: 'ERROR_FROM_TARGET',
      ERROR_MESSAGE: 'down\n',
      RETRY_ATTEMPTS: '2',
      EXHAUSTED_RETRY_CONDITION: 'MaximumRetryAttempts',
    });
    assert.match(lines[0]!, /^ERROR The rule rule could not deliver .* in the queue failed: .* down\\u000a$/);
  });

  it('does not retry the caller’s errors, such as an input that is not JSON', async () => {
    const gone = started(ruleWith({ ...toMachine, ...deadLetters }), () => {
      throw new AwsError('StateMachineDoesNotExist', 'No M');
    });
    gone.bus.put(event);
    await settled();
    const code = (message: ReturnType<typeof gone.failed.receive>[number] | undefined) => [
      message?.attributes.ERROR_CODE?.StringValue,
      message?.attributes.RETRY_ATTEMPTS?.StringValue,
    ];
    assert.deepEqual([gone.delivered.length, code(gone.failed.receive(1)[0])], [1, ['NO_RESOURCE', '0']]);

    const text = started(ruleWith({ ...toMachine, ...deadLetters, InputTransformer: { InputTemplate: 'text' } }));
    text.bus.put(event);
    await settled();
    assert.deepEqual([text.delivered.length, code(text.failed.receive(1)[0])], [0, ['INVALID_JSON', '0']]);
  });

  it('gives up at the maximum age, and reports a lost event if there is no queue', async (t: TestContext) => {
    t.mock.timers.enable({ apis: ['Date'] });
    const { bus, delivered, lines } = started(
      ruleWith({ ...toMachine, RetryPolicy: { MaximumEventAgeInSeconds: 60, MaximumRetryAttempts: 185 } }),
      () => {
        t.mock.timers.tick(60_000);
        throw new Error('down');
      },
    );
    bus.put(event);
    await until('it gave up', () => lines.length === 1);
    assert.equal(delivered.length, 1);
    assert.match(lines[0]!, /it is lost: ERROR_FROM_TARGET down$/);
  });

  const refused: [rule: TemplateResource, message: RegExp][] = [
    [ruleWith({ ...toMachine, RoleArn: undefined }), /Rule \(AWS::Events::Rule\): Targets\[0\]\.RoleArn is missing/],
    [ruleWith({ ...toMachine, Arn: 'arn:aws:sns:x' }), /Targets\[0\]\.Arn is arn:aws:sns:x; the runner delivers to/],
    [
      ruleWith({ ...toMachine, SqsParameters: { MessageGroupId: 'x' } }),
      /Targets\[0\]\.SqsParameters is not supported/,
    ],
    [
      ruleWith({ ...toMachine, InputPath: '$..x' }),
      /InputPath is \$\.\.x; the runner supports only paths of names and/,
    ],
    [ruleWith({ ...toMachine, DeadLetterConfig: { Arn: 'arn:x' } }), /names no queue here: arn:x/],
    [
      ruleWith(toMachine, { EventBusName: 'own' }),
      /EventBusName is own; the runner supports only the default event bus/,
    ],
    [ruleWith(toMachine, { State: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS' }), /State is ENABLED_WITH/],
    [
      ruleWith(toMachine, { EventPattern: { source: [{ wildcard: '*' }] } }),
      /Rule \(AWS::Events::Rule\): EventPattern\.source\[0\]\.wildcard is not supported/,
    ],
  ];
  for (const [rule, message] of refused)
    it(`is refused: ${message.source}`, () => assert.throws(() => started(rule), { name: 'Problem', message }));
});
