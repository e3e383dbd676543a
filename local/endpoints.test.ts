import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { reserveEndpoints, writeEndpoints } from './endpoints.ts';

const folder = mkdtempSync(join(tmpdir(), 'endpoints-test-'));
after(() => rmSync(folder, { recursive: true }));
const endpoints = {
  website: 'w',
  mailbox: 'm',
  aws: 'e',
  cognito: 'c',
  account: { name: 'r', password: 'p' },
  outputs: { TableName: 't' },
};

describe('The endpoints file', () => {
  it('is written, and removed at the end', async () => {
    const file = join(folder, 'new', 'endpoints.json');
    const release = await reserveEndpoints(file);
    await writeEndpoints(file, endpoints);
    assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), endpoints);
    await release();
    assert.deepEqual(readdirSync(join(folder, 'new')), []);
  });

  it('of a stack that runs is refused to another one, and stays', async () => {
    const file = join(folder, 'endpoints.json');
    const release = await reserveEndpoints(file);
    for (const written of [false, true]) {
      if (written) await writeEndpoints(file, endpoints);
      await assert.rejects(reserveEndpoints(file), {
        name: 'Problem',
        message: new RegExp(
          `process ${process.pid}\\) .*endpoints\\.json\\.\n.* --endpoints .*endpoints-2\\.json --port 0$`,
        ),
      });
      assert.equal(existsSync(file), written);
    }
    assert.deepEqual(
      readdirSync(folder).filter(name => /endpoints\.json\.\d/.test(name)),
      [],
    );
    await release();
    await (
      await reserveEndpoints(file)
    )();
  });

  it('of a stack that was killed is free, and says nothing of that', async () => {
    const file = join(folder, 'killed.json');
    for (const left of ['1 1', '1', '', 'x y']) {
      writeFileSync(`${file}.lock`, left);
      writeFileSync(file, '{}');
      const release = await reserveEndpoints(file);
      assert.equal(existsSync(file), false);
      await release();
    }
  });
});
