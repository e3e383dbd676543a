import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';

const source = join(import.meta.dirname, '..', 'src', 'ApprovalWorkflow.Functions', 'Inputs', 'SearchText.cs');

it('a search knows every letter that Unicode composes of another and marks', () => {
  const [, table = ''] = /const string Letters = """\n([^"]+)"""/.exec(readFileSync(source, 'utf8')) ?? [];
  const known = new Map(
    table
      .split(/\s+/)
      .filter(letters => letters !== '')
      .flatMap(([base, ...composed]) => composed.map(letter => [letter, base])),
  );
  const composed = new Map<string, string>();
  // Up to the Korean syllables, which the function decomposes by rule.
  for (let code = 0x80; code < 0xac00; code++) {
    const given = String.fromCharCode(code);
    const lower = given.toLowerCase().length === 1 ? given.toLowerCase() : given;
    const base = lower
      .normalize('NFD')
      .replace(/\p{Mn}/gu, '')
      .toLowerCase();
    if (/\p{L}/u.test(given) && base.length === 1 && base !== lower) composed.set(lower, base);
  }
  assert.deepEqual([...known].sort(), [...composed].sort());
});
