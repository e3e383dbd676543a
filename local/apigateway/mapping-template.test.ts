import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { random } from '../testing/random.ts';
import { compileTemplate } from './mapping-template.ts';

const stop = (detail: string): never => {
  throw new Error(detail);
};
const context = {
  requestId: 'r-1',
  requestTimeEpoch: 1_764_000_000_000,
  authorizer: { claims: { sub: 's-1', email: 'Ann@Example.com', 'cognito:username': 'ann' } },
};
const arn = 'arn:aws:states:us-east-1:000000000000:execution:m:e-1';
const body = JSON.stringify({ executionArn: arn, list: [{ a: 'b' }], n: 7 });
const rendered = (text: string): string => compileTemplate(text, stop)(body, context);

suite('a mapping template', () => {
  const table: [template: string, text: string][] = [
    ['{"fixed": "$ # 5 \\"x\\""}', '{"fixed": "$ # 5 \\"x\\""}'],
    ['## a comment\n#set($a = "x")\n#set($b = "$a ${a}-y")\n$b #* another *#', 'x x-y '],
    [
      "$context.requestId $context.requestTimeEpoch $context.authorizer.claims['cognito:username']",
      'r-1 1764000000000 ann',
    ],
    ['$!context.none|$!{context.none}|', '||'],
    ['$input.body', body],
    ['#if($context.requestId.endsWith("1"))a #end#if($context.requestId.endsWith("2"))b#else c#end', 'a  c'],
    ["$input.json('$.list') $input.json('$.list[0].a') $input.json('$.n')", '[{"a":"b"}] "b" 7'],
    ["$input.path('$.list[0].a') $input.path('$.n') $input.path('$.list')[0].a|$input.path('$.none')|", 'b 7 b||'],
    ["#set($arn = $input.path('$.executionArn'))\n#set($i = $arn.lastIndexOf(':') + 1)\n$arn.substring($i)", 'e-1'],
    ['$context.authorizer.claims.email.toLowerCase().replace("@", "$")', 'ann$example.com'],
    ['$context.authorizer.claims.email.replaceAll("([a-z]+)\\.", "<$1$0\\.\\\\>")', 'Ann@E<xamplexample..\\>com'],
    ['$context.requestId.substring(0, 1)$context.requestId.length()$context.requestId.contains("-")', 'r3true'],
    [
      '$util.urlEncode("a b\'&*~") $util.urlDecode("a+%62") $util.base64Encode("é") $util.base64Decode("w6k=")',
      'a+b%27%26*%7E a b w6k= é',
    ],
    ['$util.escapeJavaScript("é/\t")$util.parseJson(\'{"a": 1}\').a', '\\u00E9\\/\\t1'],
  ];
  test('keeps the digits of numbers', () => {
    const template =
      "$input.json('$') $input.path('$.n') $util.parseJson('{\"a\": 1.10}').a ${input.path('$.n')}x #set($n = $input.path('$.n'))#set($t = \"<$n>\")$n$t";
    const sent = '{"n":1.10,"m":[9007199254740993,1e400,-0]}';
    assert.equal(compileTemplate(template, stop)(sent, {}), `${sent} 1.10 1.10 1.10x 1.10<1.10>`);
  });

  for (const [template, text] of table)
    test(`renders ${template} as ${JSON.stringify(text)}`, () => assert.equal(rendered(template), text));

  test('escapes any text for JSON as AWS documents it, once and twice', () => {
    const once = '$util.escapeJavaScript($input.path("$.text")).replaceAll("\\\\\'", "\'")';
    const twice = `#set($once = ${once})\n"$util.escapeJavaScript($once).replaceAll("\\\\'", "'")"`;
    const { seed, next } = random();
    const pieces = [...'\'"\\/$#{}!\b\n\f\r\t\u0000\u001f\u007fé\u2028😀a1', '$x', '#set', '\\u0041'];
    for (let i = 0; i < 300; i++) {
      const text = Array.from({ length: next(8) }, () => pieces[next(pieces.length)]).join('');
      const given = (template: string): unknown =>
        JSON.parse(compileTemplate(template, stop)(JSON.stringify({ text }), {}));
      assert.equal(given(`"${once}"`), text, `seed ${seed}`);
      assert.equal(JSON.parse(`"${given(twice)}"`), text, `seed ${seed}`);
    }
  });

  const refused: [template: string, message: RegExp][] = [
    ['#if($input.path("$.n") == 7)a#end', /^uses the operator ==, which the runner does not support$/],
    ['#if($input.body)a#elseif($input.body)b#end', /uses elseif,/],
    ['#foreach($x in $input.path("$"))a#end', /uses #foreach,/],
    ['#parse("x")', /uses #parse,/],
    ['#macro(x)a#end', /uses #macro,/],
    ['$other', /uses \$other,/],
    ['"$input.body$stageVariables.x"', /uses \$stageVariables\.x,/],
    ['#set($a = "$b")', /uses \$b,/],
    ["$input.params('x')", /uses \$input\.params\('x'\),/],
    ['$util.escapeJson("x")', /uses \$util\.escapeJson\("x"\),/],
    ['$context.requestId.codePoints()', /uses \$context\.requestId\.codePoints\(\),/],
    ['$input.path("$..x")', /uses the path \$\.\.x,/],
    ['#set($context.requestOverride.path.a = 1)', /uses #set of \$context\.requestOverride\.path\.a,/],
    ['#set($x = 1 * 2)', /uses the operator \*,/],
    ['#set($x = [1])', /uses array,/],
    ['#set($q = "a\\"b")$q', /has a backslash before a quote in a string, where it escapes nothing/],
    ['$context.requestId.replaceAll("x", "\\$1")', /has a backslash before a \$ or a #/],
    ['#set($x = )', /^cannot be parsed: /],
  ];
  for (const [template, message] of refused) {
    test(`is refused: ${template}`, () => {
      assert.throws(() => compileTemplate(template, stop), { message });
    });
  }

  const failing: [template: string, message: RegExp][] = [
    ['$context.none', /^\$context\.none is nothing$/],
    ['$context.none.more', /is nothing/],
    ['$input.json("$.none")', /^\$input\.json\('\$\.none'\) leads nowhere$/],
    ['$input.path("$.executionArn").substring(99)', /begin 99, end \d+, length \d+/],
    ['#set($a = "a" + "b")', /^ab is not a number$/],
    ['$input.path("$.n").trim()', /^trim is not a method of number$/],
    ['$context.requestId.replaceAll("(", "")', /Invalid regular expression/],
  ];
  for (const [template, message] of failing)
    test(`fails: ${template}`, () => assert.throws(() => rendered(template), { message }));
});
