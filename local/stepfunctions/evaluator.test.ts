/* Documented behaviour of paths, numbers, intrinsic functions and errors that the runner once got wrong. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Local, machineArn } from './testing/local.ts';

const machine = (states: Record<string, object>) => ({ StartAt: Object.keys(states)[0], States: states });
const pass = (fields: object) => machine({ Only: { Type: 'Pass', ...fields, End: true } });

/** The output for an input, both as JSON text, or the error with its cause. */
async function run(definition: object, input = '{}', functions = {}): Promise<string> {
  const local = new Local(definition, { functions });
  const { executionArn } = await local.call('StartExecution', { stateMachineArn: machineArn, input });
  const { output, error, cause } = await local.end(executionArn);
  return output ?? `${error}: ${cause}`;
}

test('a number keeps its digits through every state', async () => {
  const input = '{"a":12345678901234567890,"b":[0.12345678901234567890,1e400,-9007199254740993,1.10,0.1e1,-0]}';
  const branch = machine({ Only: { Type: 'Succeed' } });
  const each = { Type: 'Map', ItemsPath: '$.b', ItemProcessor: machine({ Item: { Type: 'Pass', End: true } }) };
  const definition = machine({
    Both: { Type: 'Parallel', Branches: [branch], OutputPath: '$[0]', Next: 'Each' },
    Each: { ...each, ResultPath: '$.each', Next: 'Text' },
    Text: {
      Type: 'Pass',
      Parameters: { 'all.$': '$', 'text.$': 'States.JsonToString($.a)', 'json.$': "States.StringToJson('1e400')" },
      End: true,
    },
  });
  const [, list] = /"b":(.*)\}/.exec(input)!;
  const all = input.replace(/\}$/, `,"each":${list}}`);
  assert.equal(await run(definition, input), `{"all":${all},"text":"12345678901234567890","json":1e400}`);
  const filtered = '$.b[?(@ > 1 && @ < 2)]';
  const more = {
    'filter.$': filtered,
    'has.$': 'States.ArrayContains($.b, 1.1)',
    'format.$': "States.Format('{}', $.b[3])",
  };
  assert.equal(await run(pass({ Parameters: more }), input), '{"filter":[1.10],"has":true,"format":"1.10"}');
  const choice = { Variable: '$.a', NumericGreaterThan: 12345678901234560000, Next: 'Yes' };
  const chosen = { Choice: { Type: 'Choice', Choices: [choice] }, Yes: { Type: 'Pass', Result: 'yes', End: true } };
  assert.equal(await run(machine(chosen), input), '"yes"');
});

test('a task that waits, and a function, get and give numbers as they were sent', async () => {
  const numbers = '[9007199254740993,616581622363398142,1.10,1e400,0.1e1,-0]';
  const payloads: string[] = [];
  const lambda = {
    async invoke(_: string, payload: string) {
      payloads.push(payload);
      return { payload: `{"n":${numbers}}` };
    },
  };
  const Parameters = { FunctionName: 'F', Payload: { 'n.$': '$.n', 'taskToken.$': '$$.Task.Token' } };
  const task = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken', Parameters, End: true };
  const local = new Local(machine({ Ask: task }), { lambda });
  const input = `{"n":${numbers}}`;
  const { executionArn } = await local.call('StartExecution', { stateMachineArn: machineArn, input });
  const [taskToken] = await local.tokens(executionArn);
  assert.ok(payloads[0]!.startsWith(`{"n":${numbers},`), payloads[0]);
  await local.call('SendTaskSuccess', { taskToken, output: numbers });
  assert.equal((await local.end(executionArn)).output, numbers);
  const told = JSON.stringify(await local.events(executionArn)).replaceAll('\\', '');
  for (const name of ['parameters', 'output', 'input']) assert.match(told, new RegExp(`"${name}":"[^ ]*1\\.10,1e400`));
});

const data = {
  list: [
    { n: 1, a: 'x' },
    { n: 2, a: 'y, z' },
  ],
  'a-b': { 'c d': [1, 2, 3] },
  text: 'C:\\temp\\{}',
  id: 123456,
};

const expressions: [expression: string, value: unknown][] = [
  ['$.list[*].n', [1, 2]],
  ['$..n', [1, 2]],
  ['$.list[-1].n', 2],
  ["$['a-b']['c d'][1:]", [2, 3]],
  ['$.a-b[*][0]', [1]],
  ["$.list[?(@.a == 'y, z')].n", [2]],
  ['$.list[?(@.n > 2)]', []],
  ['$.none[*]', []],
  ["States.ArrayLength($.list[?(@['n'] > 2)])", 0],
  ["States.Format('<{}>', States.JsonToString($.list[0]))", '<{"n":1,"a":"x"}>'],
  ['States.Array()', []],
  ["States.Array($.id, true, null, -1.5, 'It\\'s')", [123456, true, null, -1.5, "It's"]],
  ['States.ArrayPartition($.a-b[*], 4)', [[[1, 2, 3]]]],
  ["States.ArrayPartition($.a-b['c d'], 2)", [[1, 2], [3]]],
  ["States.ArrayContains($.a-b['c d'], 3)", true],
  ['States.ArrayContains($.list, $.list[1])', true],
  ["States.ArrayContains($.list, 'x')", false],
  ['States.ArrayRange(1, 9, 2)', [1, 3, 5, 7, 9]],
  ['States.ArrayRange(3, 0, -2)', [3, 1]],
  ["States.ArrayGetItem($.a-b['c d'], 2)", 3],
  ["States.ArrayUnique(States.Array(1, '1', 1, $.list[0], $.list[0]))", [1, '1', data.list[0]]],
  ["States.Base64Encode('Data to encode')", 'RGF0YSB0byBlbmNvZGU='],
  ["States.Base64Decode(States.Base64Encode('é€'))", 'é€'],
  ["States.Hash('input data', 'SHA-1')", 'aaff4a450a104cd177d28d18d74485e8cae074b7'],
  ['States.JsonMerge($.list[0], $.a-b, false)', { n: 1, a: 'x', 'c d': [1, 2, 3] }],
  ['States.MathAdd(111, -1)', 110],
  ['States.MathAdd(1.6, $.id)', 123458],
  ['States.MathRandom(5, 6)', 5],
  ["States.StringSplit('This.is+a,test=string', '.+,=')", ['This', 'is', 'a', 'test', 'string']],
  ["States.Format('{}: {} {}', 'a', $.list[0], $.text)", 'a: {"n":1,"a":"x"} C:\\temp\\{}'],
  ["States.Format('\\{{}\\} \\\\{}', 1, 2)", '{1} \\2'],
  ["States.Format('{}{}', States.Format('{}', 1), States.UUID()) ", /^1[\da-f-]{36}$/],
];

for (const [expression, expected] of expressions) {
  test(`${expression} is ${expected instanceof RegExp ? expected : JSON.stringify(expected)}`, async () => {
    const { value } = JSON.parse(await run(pass({ Parameters: { 'value.$': expression } }), JSON.stringify(data)));
    if (expected instanceof RegExp) assert.match(value, expected);
    else assert.deepEqual(value, expected);
  });
}

test('States.MathRandom returns the same number for the same seed', async () => {
  const random = 'States.MathRandom(1, 1000000, $.id)';
  const output = await run(pass({ Parameters: { 'a.$': random, 'b.$': random } }), JSON.stringify(data));
  const { a, b } = JSON.parse(output);
  assert.equal(a, b);
  assert.ok(a >= 1 && a < 1_000_000);
});

for (const expression of [
  'States.ArrayRange(1, 1001, 1)',
  'States.ArrayRange(1, 2, 0)',
  'States.ArrayGetItem(States.Array(1), 1)',
  "States.Format('{}', 1, 2)",
  "States.StringToJson('{')",
  "States.Hash('x', 'SHA-3')",
  'States.JsonMerge($, $, true)',
  "States.MathAdd('1', 1)",
]) {
  test(`${expression} is States.IntrinsicFailure, which can be caught`, async () => {
    const state = {
      Type: 'Parallel',
      Branches: [machine({ In: { Type: 'Succeed' } })],
      Parameters: { 'a.$': expression },
      Catch: [{ ErrorEquals: ['States.IntrinsicFailure'], Next: 'Caught' }],
      End: true,
    };
    const { Error } = JSON.parse(await run(machine({ Only: state, Caught: { Type: 'Succeed' } })));
    assert.equal(Error, 'States.IntrinsicFailure');
  });
}

for (const [expression, why] of [
  ['States.toString($)', /States\.toString is not available/],
  ['States.Array(1', /not valid at character 15/],
  ['States.Array(1,)', /not valid at character 16/],
  ['States.Array(1) $', /not valid at character 17/],
  ['$.list.length()', /state "Only": /],
  ['text', /not valid at character 1/],
] as const) {
  test(`${expression} is refused`, () => {
    assert.throws(() => new Local(pass({ Parameters: { 'a.$': expression } })), { name: 'Problem', message: why });
  });
}

for (const fields of [{ ResultPath: '$.a[*]' }, { ResultPath: '$$.a' }, { Parameters: { 'a.$': 1 } }])
  test(`${JSON.stringify(fields)} is refused`, () => {
    assert.throws(() => new Local(pass(fields)), { name: 'Problem', message: /state "Only": / });
  });

test('a Map reads its items from a reference path, also in the context; Parameters is its ItemSelector', async () => {
  const each = (ItemsPath: string) => ({
    Type: 'Map',
    ItemsPath,
    Parameters: { 'item.$': '$$.Map.Item.Value' },
    ItemProcessor: machine({ Item: { Type: 'Succeed' } }),
    End: true,
  });
  assert.equal(await run(machine({ Each: each('$$.Execution.Input[0]') }), '[[1,2]]'), '[{"item":1},{"item":2}]');
  assert.throws(() => new Local(machine({ Each: each('$.a[*]') })), /state "Each": the path \$\.a\[\*\] may lead to/);
});

test('a literal member of Parameters whose name ends in Path is not a path', async () => {
  assert.equal(await run(pass({ Parameters: { FilePath: '/tmp/x' } })), '{"FilePath":"/tmp/x"}');
});

test('a path of null selects an empty object', async () => {
  assert.equal(await run(pass({ InputPath: null }), '[1]'), '{}');
  assert.equal(await run(pass({ OutputPath: null }), '[1]'), '{}');
});

test('ResultPath adds missing members, and fails in a text or past the end of a list', async () => {
  const placed = (ResultPath: string) => run(pass({ Result: 0, ResultPath }), '{"a":[1,{"b":2}],"c":"text"}');
  assert.equal(await placed('$.a[1].d'), '{"a":[1,{"b":2,"d":0}],"c":"text"}');
  assert.equal(await placed('$.new.deep'), '{"a":[1,{"b":2}],"c":"text","new":{"deep":0}}');
  for (const path of ['$.a[2]', '$.a.b', '$.c.d'])
    assert.match(await placed(path), /^States\.ResultPathMatchFailure: /);
  assert.match(await run(pass({ Result: 0, ResultPath: '$.a' }), '[]'), /^States\.ResultPathMatchFailure: /);
});

test('a choice on a missing value fails the execution, except for IsPresent', async () => {
  const choose = (rule: object) =>
    run(machine({ Only: { Type: 'Choice', Choices: [{ ...rule, Next: 'Yes' }] }, Yes: { Type: 'Succeed' } }));
  assert.equal(await choose({ Variable: '$.a', IsPresent: false }), '{}');
  for (const rule of [
    { Variable: '$.a', IsNull: true },
    { Variable: '$.a', StringEquals: 'x' },
    { Variable: '$', StringEqualsPath: '$.b' },
  ])
    assert.match(await choose(rule), /^States\.Runtime: .*'\$\.[ab]'/);
});

test('States.ALL does not catch States.Runtime', async () => {
  const state = {
    Type: 'Parallel',
    Branches: [machine({ In: { Type: 'Pass', InputPath: '$.none', End: true } })],
    Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }],
    End: true,
  };
  assert.match(await run(machine({ Only: state, Caught: { Type: 'Succeed' } })), /^States\.Runtime: .*'\$\.none'/);
});

test('each retrier counts its own attempts, and Catch applies after them', async () => {
  const errors = ['A', 'B', 'A', 'A'];
  const calls: string[] = [];
  const F = () => {
    calls.push(errors[calls.length]!);
    throw Object.assign(new Error('no'), { name: calls.at(-1) });
  };
  const state = {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Parameters: { FunctionName: 'F' },
    Retry: [
      { ErrorEquals: ['A'], IntervalSeconds: 0, MaxAttempts: 2 },
      { ErrorEquals: ['States.ALL'], IntervalSeconds: 0, MaxAttempts: 1 },
    ],
    Catch: [{ ErrorEquals: ['States.TaskFailed'], ResultPath: '$.error', Next: 'Caught' }],
    End: true,
  };
  const output = JSON.parse(await run(machine({ Only: state, Caught: { Type: 'Succeed' } }), '{"a":1}', { F }));
  assert.deepEqual([output.a, output.error.Error, calls], [1, 'A', errors]);
});

test('a stopped execution adds no events, even if it never waits', async () => {
  const again = { Type: 'Choice', Choices: [{ Variable: '$.end', IsPresent: true, Next: 'End' }], Default: 'A' };
  const local = new Local(machine({ A: { Type: 'Pass', Next: 'B' }, B: again, End: { Type: 'Succeed' } }));
  const executionArn = await local.start();
  await local.call('StopExecution', { executionArn });
  await new Promise(resolve => setTimeout(resolve, 20));
  assert.equal((await local.types(executionArn)).at(-1), 'ExecutionAborted');
});
