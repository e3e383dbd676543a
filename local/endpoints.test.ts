import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { writeEndpoints } from './endpoints.ts';

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
    const remove = await writeEndpoints(file, endpoints);
    assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), endpoints);
    assert.deepEqual(readdirSync(join(folder, 'new')), ['endpoints.json']);
    await remove();
    assert.deepEqual(readdirSync(join(folder, 'new')), []);
  });

  it('is not removed if another runner has replaced it, and may be gone', async () => {
    const file = join(folder, 'endpoints.json');
    const remove = await writeEndpoints(file, endpoints);
    writeFileSync(file, '{}');
    await remove();
    assert.equal(readFileSync(file, 'utf8'), '{}');
    rmSync(file);
    await remove();
  });
});
