/* States.JsonToString and States.StringToJson. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Local } from './testing/local.ts';

const machine = (states: Record<string, object>) => ({ StartAt: Object.keys(states)[0], States: states });
const pass = (Parameters: object, more: object = {}) => ({ Type: 'Pass', Parameters, End: true, ...more });
const functions = { Echo: (payload: unknown) => payload };
const echo = (Payload: object, more: object = {}) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: 'Echo', Payload },
  End: true,
  ...more,
});

/** Texts that JSON escapes, or that look like a part of an expression. */
const values = [
  {},
  [],
  null,
  0,
  '',
  true,
  'text',
  '\\',
  '"',
  "'",
  '\\"',
  'a\nb\tc',
  '\u0001\u2028é😀',
  ',)(',
  '$.x',
  'States.Nope()',
  { 'na"me': 'C:\\temp\\new', list: [1, { deep: '\\n' }], empty: null },
];

test('States.JsonToString returns the JSON text of any value at any path', async () => {
  const local = new Local(
    machine({
      Parts: pass({
        'of.$': 'States.JsonToString($.a)',
        'ofList.$': 'States.JsonToString( $.list[1] )',
        'quoted.$': "States.JsonToString($['a b'].c)",
        'all.$': 'States.JsonToString($)',
        'context.$': 'States.JsonToString($$.Execution.Input.a)',
        deep: [{ 'of.$': 'States.JsonToString($.a)' }],
      }),
    }),
  );
  for (const a of values) {
    const input = { a, list: [0, a], 'a b': { c: a } };
    const text = JSON.stringify(a);
    const { output } = await local.run(input);
    assert.deepEqual(output, {
      of: text,
      ofList: text,
      quoted: text,
      all: JSON.stringify(input),
      context: text,
      deep: [{ of: text }],
    });
  }
});

test('States.StringToJson parses it, also in ResultSelector', async () => {
  const local = new Local(
    machine({
      There: echo(
        { 'text.$': 'States.JsonToString($.a)' },
        {
          InputPath: '$.input',
          ResultPath: '$.input',
          End: undefined,
          Next: 'Back',
          ResultSelector: { 'text.$': '$.Payload.text', 'again.$': 'States.JsonToString($.Payload)' },
        },
      ),
      Back: echo(
        { 'text.$': '$.input.text' },
        { ResultSelector: { 'value.$': 'States.StringToJson($.Payload.text)' }, ResultPath: '$.back' },
      ),
    }),
    { functions },
  );
  for (const a of values.filter(value => typeof value !== 'string')) {
    const { output } = await local.run({ input: { a } });
    assert.deepEqual(output.back, { value: a });
    assert.equal(output.input.again, JSON.stringify({ text: JSON.stringify(a) }));
  }
});

test('each item of a Map has its own text', async () => {
  const local = new Local(
    machine({
      Each: {
        Type: 'Map',
        ItemsPath: '$.items',
        End: true,
        ItemSelector: { 'text.$': 'States.JsonToString($$.Map.Item.Value)', 'all.$': 'States.JsonToString($.items)' },
        ItemProcessor: machine({ Only: { Type: 'Pass', End: true } }),
      },
    }),
  );
  const items = [{ a: '\\' }, 'b"'];
  const { output } = await local.run({ items });
  assert.deepEqual(
    output,
    items.map(item => ({ text: JSON.stringify(item), all: JSON.stringify(items) })),
  );
});

test('the cause of a Fail state may be JSON text', async () => {
  const local = new Local(machine({ Only: { Type: 'Fail', Error: 'E', CausePath: 'States.JsonToString($.a)' } }));
  const { error, cause } = await local.run({ a: { b: '"\\' } });
  assert.deepEqual([error, cause], ['E', '{"b":"\\"\\\\"}']);
});

test('a path that leads nowhere and a text that is not JSON fail the execution', async () => {
  const text = new Local(machine({ Only: pass({ 'a.$': 'States.JsonToString($.none)' }) }));
  const failed = await text.run({});
  assert.deepEqual([failed.status, failed.error], ['FAILED', 'States.Runtime']);
  assert.match(failed.cause, /Path expression '\$\.none' does not point to a value/);
  const json = new Local(machine({ Only: pass({ 'a.$': 'States.StringToJson($.text)' }) }));
  assert.equal((await json.run({ text: '{' })).status, 'FAILED');
});
