import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { stackOf } from '../testing/stack.ts';
import { SiteFiles } from './site.ts';

const folder = mkdtempSync(join(tmpdir(), 'site-test-'));
after(() => rmSync(folder, { recursive: true }));
for (const [name, text] of Object.entries({
  'built/index.html': '<p>', 'built/assets/a.js': 'x', 'data/config.json': '{"api":"https://<<m:0>>/api","who":"<<m:1>>"}',
})) {
  mkdirSync(join(folder, name, '..'), { recursive: true });
  writeFileSync(join(folder, name), text);
}
writeFileSync(join(folder, 'file.zip'), '');

const asset = (_: string, key: string) => ({
  'built.zip': join(folder, 'built'), 'data.zip': join(folder, 'data'), 'file.zip': join(folder, 'file.zip'),
})[key];
const site = (properties: object, keys = ['built.zip', 'data.zip']) => new SiteFiles(stackOf({
  Deployment: {
    Type: 'Custom::CDKBucketDeployment',
    Properties: {
      SourceBucketNames: keys.map(() => 'assets'), SourceObjectKeys: keys, DestinationBucketName: 'site', Prune: true, ...properties,
    },
  },
}), asset, 'localhost:8080');
const text = async (files: SiteFiles, key: string) => {
  const content = await files.read('site', key);
  return content && Buffer.from(content).toString();
};

describe('The files of the site', () => {
  it('are those that the template deploys, and no others', async () => {
    const files = site({});
    assert.equal(await text(files, 'index.html'), '<p>');
    assert.equal(await text(files, 'assets/a.js'), 'x');
    for (const key of ['', 'assets', 'index.htm', '../data/config.json', 'assets/../index.html', '/index.html'])
      assert.equal(await files.read('site', key), undefined, key);
    assert.equal(await files.read('other', 'index.html'), undefined);
  });

  it('have the values that are known at deployment, and plain http where the local website is meant', async () => {
    const SourceMarkers = [{}, { '<<m:0>>': 'localhost:8080', '<<m:1>>': 'a "b"' }];
    const files = site({ SourceMarkers, SourceMarkersConfig: [{}, { jsonEscape: true }] });
    assert.deepEqual(JSON.parse(await text(files, 'config.json') ?? ''), { api: 'http://localhost:8080/api', who: 'a "b"' });
  });

  it('stand under the prefix', async () => {
    assert.equal(await text(site({ DestinationBucketKeyPrefix: '/app/' }), 'app/assets/a.js'), 'x');
  });

  it('that are deployed in a way not known here stop the runner', () => {
    assert.throws(() => site({ Exclude: ['*'] }), { name: 'Problem', message: /^Deployment \(Custom::CDKBucketDeployment\): .* property Exclude$/ });
    assert.throws(() => site({ Extract: false }), /property Extract$/);
    assert.throws(() => site({ SourceMarkersConfig: [{ markerEncodings: {} }] }), /markerEncodings$/);
    assert.throws(() => site({}, ['file.zip']), /assets\/file\.zip is not a folder/);
    assert.throws(() => site({}, ['none.zip']), /assets\/none\.zip is not a folder/);
  });
});
