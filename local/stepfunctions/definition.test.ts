import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compile } from './definition.ts';
import { Local } from './testing/local.ts';

const invokeResource = 'arn:aws:states:::lambda:invoke';
const task = (fields: object) => ({
  Type: 'Task',
  Resource: invokeResource,
  Parameters: { FunctionName: 'F' },
  End: true,
  ...fields,
});
const machine = (state: object, more: object = {}) => ({ StartAt: 'Only', States: { Only: state }, ...more });
const pass = { Type: 'Pass', End: true };
const choice = (rule: object) => ({
  StartAt: 'Only',
  States: { Only: { Type: 'Choice', Choices: [{ ...rule, Next: 'Done' }] }, Done: pass },
});
const map = (fields: object, processor: object = machine(pass)) =>
  machine({ Type: 'Map', ItemProcessor: processor, End: true, ...fields });

function compiled(definition: unknown): void {
  compile(typeof definition === 'string' ? definition : JSON.stringify(definition));
}

test('each kind of state compiles', () => {
  compiled(
    machine(
      { Type: 'Pass', QueryLanguage: 'JSONPath', Comment: 'x', InputPath: '$.a', End: true },
      { QueryLanguage: 'JSONPath', Version: '1.0' },
    ),
  );
  compiled(machine({ Type: 'Wait', SecondsPath: '$.s', End: true }));
  compiled(
    machine({ Type: 'Parallel', Branches: [machine(pass, { States: { Inner: pass }, StartAt: 'Inner' })], End: true }),
  );
  compiled(
    map(
      { MaxConcurrency: 2, ItemsPath: '$.i' },
      { ProcessorConfig: { Mode: 'INLINE' }, StartAt: 'In', States: { In: { Type: 'Succeed' } } },
    ),
  );
  compiled(machine(task({ Resource: 'arn:aws-us-gov:states:::dynamodb:getItem' })));
  compiled(machine({ Type: 'Fail', ErrorPath: '$.e', CausePath: "States.Format('{}', $.c)" }));
  compiled(
    choice({
      Not: { Or: [{ Variable: '$.a', IsPresent: false }, { And: [{ Variable: '$.a', StringMatches: 'a*' }] }] },
    }),
  );
});

const refused: [why: string, definition: unknown, message: RegExp][] = [
  ['not JSON', '{', /not JSON/],
  ['no object', '[]', /not an object/],
  ['no states', { StartAt: 'A' }, /States/],
  ['a start that is not there', { StartAt: 'B', States: { A: pass } }, /B|StartAt/],
  ['a transition to nowhere', machine({ Type: 'Pass', Next: 'Gone' }), /Gone/],
  ['a misspelt path', machine({ Type: 'Pass', InputPath: 'a.b', End: true }), /Only/],
  ['an unknown type', machine({ Type: 'Loop', End: true }), /state "Only": the type "Loop"/],
  ['JSONata in the machine', machine(pass, { QueryLanguage: 'JSONata' }), /JSONata/],
  ['JSONata in a state', machine({ ...pass, QueryLanguage: 'JSONata' }), /state "Only": the query language JSONata/],
  ['variables', machine({ ...pass, Assign: { a: 1 } }), /state "Only": the field "Assign"/],
  ['HeartbeatSeconds', machine(task({ HeartbeatSeconds: 5 })), /state "Only": the field "HeartbeatSeconds"/],
  [
    'HeartbeatSecondsPath',
    machine(task({ HeartbeatSecondsPath: '$.h' })),
    /state "Only": the field "HeartbeatSecondsPath"/,
  ],
  ['another role', machine(task({ Credentials: { RoleArn: 'r' } })), /state "Only": the field "Credentials"/],
  [
    'an activity',
    machine(task({ Resource: 'arn:aws:states:us-east-1:000000000000:activity:a' })),
    /state "Only": the resource .*activity:a/,
  ],
  [
    'another service',
    machine(task({ Resource: 'arn:aws:states:::sqs:sendMessage' })),
    /state "Only": the resource .*sqs:sendMessage/,
  ],
  [
    'an operation of the SDK',
    machine(task({ Resource: 'arn:aws:states:::aws-sdk:dynamodb:getItem' })),
    /state "Only": the resource/,
  ],
  [
    'a function as the resource',
    machine(task({ Resource: 'arn:aws:lambda:us-east-1:000000000000:function:F' })),
    /state "Only": the resource/,
  ],
  [
    'waiting for an execution',
    machine(task({ Resource: 'arn:aws:states:::states:startExecution.sync:2' })),
    /state "Only": the resource/,
  ],
  ['another operation', machine(task({ Resource: 'arn:aws:states:::dynamodb:query' })), /state "Only": the resource/],
  ['no function', machine(task({ Parameters: {} })), /state "Only": the parameter "FunctionName" is missing/],
  [
    'an asynchronous invocation',
    machine(task({ Parameters: { FunctionName: 'F', InvocationType: 'Event' } })),
    /state "Only": .*"Event"/,
  ],
  ['a version', machine(task({ Parameters: { FunctionName: 'F', Qualifier: '3' } })), /state "Only": .*"3"/],
  [
    'an unknown parameter',
    machine(task({ Parameters: { FunctionName: 'F', ClientContext: 'x' } })),
    /state "Only": .*"ClientContext"/,
  ],
  [
    'a wait without the token',
    machine(task({ Resource: `${invokeResource}.waitForTaskToken` })),
    /state "Only": .*Task\.Token/,
  ],
  [
    'a wait whose token is only text',
    machine(
      task({
        Resource: `${invokeResource}.waitForTaskToken`,
        Parameters: {
          FunctionName: 'F',
          Payload: { token: '$$.Task.Token', 'also.$': "States.Array('$$.Task.Token')" },
        },
      }),
    ),
    /state "Only": .*Task\.Token/,
  ],
  [
    'a distributed map',
    map({}, machine(pass, { ProcessorConfig: { Mode: 'DISTRIBUTED' } })),
    /state "Only": the Map mode DISTRIBUTED/,
  ],
  ['an item reader', map({ ItemReader: {} }), /state "Only": the field "ItemReader"/],
  ['a tolerated failure', map({ ToleratedFailureCount: 1 }), /state "Only": the field "ToleratedFailureCount"/],
  [
    'what is inside a branch',
    machine({ Type: 'Parallel', End: true, Branches: [machine({ ...pass, Assign: {} }, {})] }),
    /state "Only": the field "Assign"/,
  ],
  [
    'what is inside a map',
    map({}, { StartAt: 'In', States: { In: task({ HeartbeatSeconds: 1 }) } }),
    /state "In": the field "HeartbeatSeconds"/,
  ],
  ['two states of one name', machine({ Type: 'Parallel', End: true, Branches: [machine(pass)] }), /Only/],
  [
    'an unknown comparison',
    choice({ Variable: '$.a', StringEqualz: 'x' }),
    /state "Only": the choice rule's "StringEqualz"/,
  ],
  [
    'an unknown comparison below',
    choice({ And: [{ Not: { Variable: '$.a', Condition: 'x' } }] }),
    /state "Only": the choice rule's "Condition"/,
  ],
  [
    'two comparisons in one',
    choice({ Variable: '$.a', IsNull: true, IsString: true }),
    /state "Only": a choice rule must have exactly one/,
  ],
  [
    'an unknown intrinsic',
    machine({ ...pass, Parameters: { a: [{ 'b.$': 'States.Nope($.x)' }] } }),
    /state "Only": the intrinsic function States\.Nope/,
  ],
];

for (const [why, definition, message] of refused)
  test(`a definition is refused for ${why}`, () => assert.throws(() => compiled(definition), message));

test('a name in quotes is not an intrinsic function', () => {
  compiled(machine({ ...pass, Parameters: { 'a.$': "States.Format('States.Nope({})', $.x)", b: 'States.Nope()' } }));
});

test('createStateMachine names the machine', () => {
  const create = () => new Local(machine(task({ HeartbeatSeconds: 1 })));
  assert.throws(create, {
    name: 'Problem',
    message: /^State machine Test: state "Only": the field "HeartbeatSeconds"/,
  });
});
