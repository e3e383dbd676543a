/* Data, paths and choices. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Local } from './testing/local.ts';

const machine = (state: object, more: object = {}) => ({ StartAt: 'Only', States: { Only: state, ...more } });
const pass = (fields: object) => machine({ Type: 'Pass', ...fields, End: true });
const invoke = (fields: object) =>
  machine({
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Parameters: { FunctionName: 'Echo', 'Payload.$': '$' },
    End: true,
    ...fields,
  });
const functions = { Echo: (payload: unknown) => payload };

async function output(definition: object, input: unknown): Promise<unknown> {
  const { status, output, error, cause } = await new Local(definition, { functions }).run(input);
  assert.equal(status, 'SUCCEEDED', `${error}: ${cause}`);
  return output;
}

const whole = { StartAt: 'A', States: { A: { Type: 'Succeed' } } };

/** Machines that return their input, each with the expected output. */
const passing: [what: string, definition: object, expected: (input: unknown) => unknown][] = [
  ['a Pass state', pass({}), input => input],
  ['the path $', pass({ InputPath: '$', ResultPath: '$', OutputPath: '$' }), input => input],
  [
    'Parameters',
    pass({ Parameters: { 'input.$': '$', list: [{ 'x.$': 'States.Array($, 1)' }] } }),
    input => ({ input, list: [{ x: [input, 1] }] }),
  ],
  [
    'InputPath and Parameters',
    pass({ InputPath: '$$.Execution.Input', Parameters: { 'input.$': '$' } }),
    input => ({ input }),
  ],
  ['a Task', invoke({ OutputPath: '$.Payload' }), input => input],
  ['a Wait state', machine({ Type: 'Wait', Seconds: 0, End: true }), input => input],
  ['a Succeed state', machine({ Type: 'Succeed' }), input => input],
  ['a Parallel state', machine({ Type: 'Parallel', Branches: [whole], End: true }), input => [input]],
  [
    'a Map state',
    machine(
      { Type: 'Pass', Parameters: { 'list.$': 'States.Array($, $)' }, Next: 'Each' },
      { Each: { Type: 'Map', ItemsPath: '$.list', ItemProcessor: whole, End: true } },
    ),
    input => [input, input],
  ],
];

for (const [what, definition, expected] of passing) {
  test(`${what} passes any JSON on`, async () => {
    const local = new Local(definition, { functions });
    for (const input of [null, false, 0, '', 'text', 1.5, true, [], [null], {}, { a: { b: [1, 'é', null] } }]) {
      const { status, output, error, cause } = await local.run(input);
      assert.equal(status, 'SUCCEEDED', `${JSON.stringify(input)}: ${error}: ${cause}`);
      assert.deepEqual(output, expected(input));
    }
  });
}

test('any JSON may be a Result', async () => {
  const values = [null, false, 0, '', [], {}, 'text'];
  const Branches = values.map((Result, i) => ({
    StartAt: `Result ${i}`,
    States: { [`Result ${i}`]: { Type: 'Pass', Result, ResultPath: '$.result', End: true } },
  }));
  assert.deepEqual(
    await output(machine({ Type: 'Parallel', Branches, End: true }), { other: 1 }),
    values.map(result => ({ other: 1, result })),
  );
});

test('a function may return any JSON', async () => {
  const local = new Local(invoke({ InputPath: '$.value', ResultSelector: { 'value.$': '$.Payload' } }), { functions });
  for (const value of [null, false, 0, '', [], 'text'])
    assert.deepEqual((await local.run({ value })).output, { value });
});

test('a Result is not a template', async () => {
  assert.deepEqual(await output(pass({ Result: { 'a.$': '$.b' } }), {}), { 'a.$': '$.b' });
});

test('ResultPath may be $ or have members in brackets', async () => {
  assert.deepEqual(await output(pass({ Result: 1, ResultPath: '$' }), { a: 2 }), 1);
  assert.deepEqual(await output(pass({ Result: 1, ResultPath: "$['a'].b" }), { a: { c: 2 } }), { a: { b: 1, c: 2 } });
  assert.deepEqual(await output(pass({ Result: 1, ResultPath: '$.a.b' }), {}), { a: { b: 1 } });
  assert.deepEqual(await output(pass({ Result: 1, ResultPath: null }), { a: 2 }), { a: 2 });
});

test('a path that leads nowhere fails the execution with the state and the path', async () => {
  const { status, error, cause } = await new Local(pass({ Parameters: { 'a.$': '$.no.such' } })).run({});
  assert.deepEqual([status, error], ['FAILED', 'States.Runtime']);
  assert.match(
    cause,
    /^An error occurred while executing the state 'Only' \(entered at the event id #2\)\. .*'\$\.no\.such'/,
  );
  const ofContext = await new Local(pass({ Parameters: { 'a.$': '$$.Task.Token' } })).run({});
  assert.match(ofContext.cause, /'\$\$\.Task\.Token'/);
});

test('$$ is the execution’s context, in intrinsic functions too, but not in quotes', async () => {
  const local = new Local(
    pass({
      Parameters: {
        'id.$': "States.Format('{} $$.Execution.Id', $$.Execution.Id)",
        'execution.$': '$$.Execution',
        'machine.$': '$$.StateMachine',
        'state.$': '$$.State',
      },
    }),
  );
  const executionArn = await local.start({ a: 1 }, 'named');
  const execution = await local.end(executionArn);
  const {
    id,
    execution: context,
    machine: { Id, Name },
    state,
  } = JSON.parse(execution.output);
  assert.equal(id, `${executionArn} $$.Execution.Id`);
  assert.deepEqual(context, {
    Id: executionArn,
    Input: { a: 1 },
    Name: 'named',
    RoleArn: 'arn:aws:iam::000000000000:role/Test',
    StartTime: new Date(execution.startDate * 1000).toISOString(),
    RedriveCount: 0,
  });
  assert.deepEqual([Id, Name], [execution.stateMachineArn, 'Test']);
  assert.deepEqual([state.Name, state.RetryCount], ['Only', 0]);
  assert.equal(new Date(state.EnteredTime).toISOString(), state.EnteredTime);
});

test('branches and items see the input of the execution, and items also their own context', async () => {
  const inner = (name: string) => ({
    StartAt: name,
    States: {
      [name]: { Type: 'Pass', End: true, Parameters: { 'input.$': '$$.Execution.Input', 'name.$': '$$.State.Name' } },
    },
  });
  const definition = machine(
    { Type: 'Parallel', Branches: [inner('A'), inner('B')], ResultPath: '$.branches', Next: 'Each' },
    {
      Each: {
        Type: 'Map',
        ItemsPath: '$.items',
        ItemSelector: { 'value.$': '$$.Map.Item.Value', 'index.$': '$$.Map.Item.Index', 'all.$': '$.items' },
        ItemProcessor: {
          StartAt: 'Item',
          States: {
            Item: {
              Type: 'Pass',
              ResultPath: '$.here',
              Parameters: { 'value.$': '$$.Map.Item.Value', 'input.$': '$$.Execution.Input' },
              End: true,
            },
          },
        },
        ResultPath: '$.each',
        End: true,
      },
    },
  );
  const input = { items: ['x', null] };
  const item = (value: unknown, index: number) => ({ value, index, all: input.items, here: { value, input } });
  assert.deepEqual(await output(definition, input), {
    ...input,
    branches: [
      { input, name: 'A' },
      { input, name: 'B' },
    ],
    each: [item('x', 0), item(null, 1)],
  });
});

test('States.JsonMerge does not change its arguments', async () => {
  const merge = (next: object) => ({
    Type: 'Pass',
    Parameters: { 'm.$': 'States.JsonMerge($$.Execution.Input, $.more, false)' },
    ResultPath: '$.merged',
    ...next,
  });
  assert.deepEqual(
    await output(
      machine(merge({ Next: 'Then' }), { Then: { Type: 'Pass', InputPath: '$$.Execution.Input', End: true } }),
      { more: { a: 1 } },
    ),
    { more: { a: 1 } },
  );
});

const holds: [rule: object, input: unknown, holds: boolean][] = [
  [{ Variable: '$.a', IsPresent: false }, {}, true],
  [{ Variable: '$.a', IsPresent: false }, { a: null }, false],
  [{ Variable: '$.a', IsPresent: true }, { a: null }, true],
  [{ Variable: '$.a.b', IsPresent: true }, { a: 'text' }, false],
  [{ Variable: '$.a', IsNull: false }, { a: 1 }, true],
  [{ Variable: '$.a', IsString: false }, { a: 1 }, true],
  [{ Variable: '$.a', IsNumeric: false }, { a: 1 }, false],
  [{ Variable: '$.a', IsBoolean: false }, { a: 1 }, true],
  [{ Variable: '$.a', IsTimestamp: false }, { a: '2026-11-20T10:00:00Z' }, false],
  [{ Variable: '$', IsNull: true }, null, true],
  [{ Variable: '$', BooleanEquals: false }, false, true],
  [{ Variable: '$.a', BooleanEquals: true }, { a: 'true' }, false],
  [{ Variable: '$.a', NumericEquals: 1 }, { a: '1' }, false],
  [{ Variable: '$.a', NumericLessThan: 10 }, { a: '9' }, false],
  [{ Variable: '$.a', NumericGreaterThanEqualsPath: '$.b' }, { a: 9, b: 9 }, true],
  [{ Variable: '$.a', StringLessThan: '9' }, { a: 1 }, false],
  [{ Variable: '$.a', StringLessThan: 'b' }, { a: 'a' }, true],
  [{ Variable: '$.a', StringEqualsPath: '$$.StateMachine.Name' }, { a: 'Test' }, true],
  [{ Variable: '$.a', TimestampLessThan: '2026-11-20T10:00:00Z' }, { a: 5 }, false],
  [{ Variable: '$.a', TimestampLessThan: '2026-11-20T10:00:00Z' }, { a: '2026-11-20T09:00:00Z' }, true],
  [{ Variable: '$.a', StringMatches: 'log-*.txt' }, { a: 'log-1/2.txt' }, true],
  [{ Variable: '$.a', StringMatches: 'a?[b]{c,d}' }, { a: 'axbc' }, false],
  [{ Variable: '$.a', StringMatches: 'a?[b]{c,d}(!x)' }, { a: 'a?[b]{c,d}(!x)' }, true],
  [{ Variable: '$.a', StringMatches: 'a\\*b' }, { a: 'a*b' }, true],
  [{ Variable: '$.a', StringMatches: 'a\\*b' }, { a: 'axb' }, false],
  [{ Variable: '$.a', StringMatches: '*' }, { a: 5 }, false],
  [
    { Not: { Or: [{ Variable: '$.a', IsPresent: true }, { And: [{ Variable: '$.b', IsPresent: false }] }] } },
    { b: 1 },
    true,
  ],
];

/** One branch for each rule, with its own input. Its output is true if the rule holds. */
const decided = (async () => {
  const branch = ([rule]: (typeof holds)[number], i: number) => ({
    StartAt: `Take ${i}`,
    States: {
      [`Take ${i}`]: { Type: 'Pass', InputPath: `$[${i}].input`, Next: `Choose ${i}` },
      [`Choose ${i}`]: { Type: 'Choice', Choices: [{ ...rule, Next: `Yes ${i}` }], Default: `No ${i}` },
      [`Yes ${i}`]: { Type: 'Pass', Result: true, End: true },
      [`No ${i}`]: { Type: 'Pass', Result: false, End: true },
    },
  });
  return (await output(
    machine({ Type: 'Parallel', Branches: holds.map(branch), End: true }),
    holds.map(([, input]) => ({ input })),
  )) as boolean[];
})();

for (const [i, [rule, input, expected]] of holds.entries()) {
  test(`${JSON.stringify(rule)} ${expected ? 'holds' : 'does not hold'} for ${JSON.stringify(input)}`, async () => {
    assert.equal((await decided)[i], expected);
  });
}

test('a Choice without a match and without a default fails', async () => {
  const state = { Type: 'Choice', Choices: [{ Variable: '$.a', IsPresent: true, Next: 'Yes' }] };
  const { status, error } = await new Local(machine(state, { Yes: { Type: 'Succeed' } })).run({});
  assert.deepEqual([status, error], ['FAILED', 'States.NoChoiceMatched']);
});

test('a Fail state has a fixed error and cause, reads them from paths, or has neither', async () => {
  const failure = async (state: object, input: unknown) => {
    const { status, error, cause } = await new Local(machine({ Type: 'Fail', ...state })).run(input);
    return [status, error, cause];
  };
  assert.deepEqual(await failure({ Error: 'E', Cause: 'because' }, null), ['FAILED', 'E', 'because']);
  assert.deepEqual(await failure({ ErrorPath: '$.e', CausePath: "States.Format('so {}', $.c)" }, { e: 'E', c: 1 }), [
    'FAILED',
    'E',
    'so 1',
  ]);
  assert.deepEqual(await failure({}, {}), ['FAILED', undefined, undefined]);
});
