import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readStatement, withPlaceholders } from './statement.ts';

describe('A statement', () => {
  it('has no parameters within texts, quoted names and comments', () => {
    const table: [sql: string, expected: string][] = [
      ['SELECT :a, :b_2', 'SELECT <a>, <b_2>'],
      ["SELECT ':a', 'it''s :b', 'it\\'s :c', :d", "SELECT ':a', 'it''s :b', 'it\\'s :c', <d>"],
      ['SELECT ":a \\" :b", :c', 'SELECT ":a \\" :b", <c>'],
      ['SELECT `:a``:b`, :c', 'SELECT `:a``:b`, <c>'],
      ['SELECT 1 -- :a\n, :b # :c\n, :d /* :e\n */ + :f', 'SELECT 1 -- :a\n, <b> # :c\n, <d> /* :e\n */ + <f>'],
      ['SELECT 1--:a', 'SELECT 1--<a>'],
      ['SELECT @x := 1, a::b, x:y, 12:30', 'SELECT @x := 1, a::b, x:y, 12:30'],
      ["SELECT ':a", "SELECT ':a"],
      ['SELECT 1 /* :a', 'SELECT 1 /* :a'],
      ['(:a)', '(<a>)'],
    ];
    for (const [sql, expected] of table)
      assert.equal(
        withPlaceholders(sql, readStatement(sql).placeholders, name => `<${name}>`),
        expected,
      );
  });

  it('is recognized as one or as several', () => {
    const table: [sql: string, isMultiple: boolean][] = [
      ['SELECT 1', false],
      ['SELECT 1;', false],
      ['SELECT 1 ; ; \n', false],
      ['SELECT 1; -- that is all\n/* really; */ # yes', false],
      ['SELECT \';\', `;`, ";" /* ; */', false],
      ['SELECT 1; SELECT 2', true],
      ['SELECT 1;2', true],
      [';SELECT 1', true],
      ["SELECT 1; 'x'", true],
      ["SELECT '\\'; SELECT 2", false],
      ["SELECT ''; SELECT ''", true],
    ];
    for (const [sql, isMultiple] of table) assert.equal(readStatement(sql).isMultiple, isMultiple, sql);
  });

  it('is read in linear time', () => {
    const length = 65_536;
    const started = performance.now();
    for (const part of ["'", '"', '`', "''", "'\\", '/*', '--', '-- ', '#', ';', ':a', ':', "';", '/*/', "\\'", '/**/'])
      readStatement(part.repeat(length / part.length));
    assert.ok(performance.now() - started < 5000);
  });
});
