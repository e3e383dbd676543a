import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { readConfig } from './config.ts';

const base = mkdtempSync(join(tmpdir(), 'config-test-'));
after(() => rmSync(base, { recursive: true }));

const read = (text: string) => {
  const project = mkdtempSync(join(base, 'project-'));
  writeFileSync(join(project, 'local.config.ts'), text);
  return readConfig(project);
};

describe('The configuration of a project', () => {
  it('may be missing or empty', async () => {
    assert.deepEqual(await readConfig(base), {});
    assert.deepEqual(await read('export default {}'), {});
  });

  it('may be TypeScript', async () => {
    const { context, tools, welcome } = await read(`
      const note: string = 'a stands for nothing';
      export default {
        context: { a: { value: '1', note }, b: '2' },
        tools: [{ command: 'x', args: ['-v'], what: 'X', from: 'http://x' }],
        welcome: () => 'Hello',
      };`);
    assert.deepEqual(context, { a: { value: '1', note: 'a stands for nothing' }, b: '2' });
    assert.equal(tools![0]!.what, 'X');
    assert.equal((welcome as () => string)(), 'Hello');
  });

  for (const [text, message] of [
    ['export default { colour: 1 }', /local\.config\.ts: colour is unknown; there are context, secrets, tools, /],
    ['export default { context: { a: 1 } }', /local\.config\.ts: context must map names to strings or to \{ value/],
    ['export default { context: { a: { value: 1 } } }', /context must map names/],
    ['export default { secrets: { a: 1 } }', /secrets must map names to texts or objects/],
    ['export default { tools: ["dotnet"] }', /tools must list \{ command, args, what, from \}/],
    ['export default { account: { name: "a" } }', /account must be a function/],
    ['export const config = {}', /must have an object as its default export/],
    ['export default {', /local\.config\.ts cannot be loaded: /],
    ['throw new Error("broken")', /cannot be loaded: broken/],
  ] as const) {
    it(`is refused with a reason: \`${text}\``, () => assert.rejects(read(text), { name: 'Problem', message }));
  }
});
