import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { localHosts, stackOf } from '../testing/stack.ts';
import { SiteFiles } from './site.ts';

const folder = mkdtempSync(join(tmpdir(), 'site-test-'));
after(() => rmSync(folder, { recursive: true }));
for (const [name, text] of Object.entries({
  'built/index.html': '<p>',
  'built/assets/a.js': 'x',
  'data/config.json': '{"api":"https://<<m:0>>/api","who":"<<m:1>>"}',
})) {
  mkdirSync(join(folder, name, '..'), { recursive: true });
  writeFileSync(join(folder, name), text);
}
writeFileSync(join(folder, 'file.zip'), '');

const asset = (_: string, key: string) =>
  ({ 'built.zip': join(folder, 'built'), 'data.zip': join(folder, 'data'), 'file.zip': join(folder, 'file.zip') })[key];
const deployment = (properties: object, keys = ['built.zip', 'data.zip']) => ({
  Type: 'Custom::CDKBucketDeployment',
  Properties: {
    ServiceToken: 'provider',
    SourceBucketNames: keys.map(() => 'assets'),
    SourceObjectKeys: keys,
    DestinationBucketName: 'site',
    ...properties,
  },
});
const site = (properties: object, keys?: string[]) =>
  new SiteFiles(stackOf({ Deployment: deployment(properties, keys) }), asset, localHosts);
const read = async (files: SiteFiles, key: string) => {
  const file = await files.read('site', key);
  return file && { metadata: {}, ...('body' in file ? file : { body: file }) };
};
const text = async (files: SiteFiles, key: string) => {
  const file = await read(files, key);
  return file && Buffer.from(file.body).toString();
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
    const config: unknown = JSON.parse((await text(files, 'config.json')) ?? '');
    assert.deepEqual(config, { api: 'http://localhost:8080/api', who: 'a "b"' });
  });

  it('stand under the prefix', async () => {
    assert.equal(await text(site({ DestinationBucketKeyPrefix: '/app/' }), 'app/assets/a.js'), 'x');
  });

  it('are filtered, replaced and served with headers as each deployment says', async () => {
    const stack = stackOf({
      Old: deployment({ SystemMetadata: { 'cache-control': 'old' } }, ['data.zip', 'built.zip']),
      Assets: {
        ...deployment(
          { Exclude: ['*'], Include: ['assets/*'], Prune: 'false', SystemMetadata: { 'Cache-Control': 'max-age=9' } },
          ['built.zip'],
        ),
        DependsOn: 'Old',
      },
      Pages: {
        ...deployment({ Exclude: ['assets/*'], Prune: 'true', SystemMetadata: { 'cache-control': 'no-cache' } }, [
          'built.zip',
        ]),
        DependsOn: 'Assets',
      },
    });
    const files = new SiteFiles(stack, asset, localHosts);
    assert.deepEqual((await read(files, 'assets/a.js'))?.metadata, { 'cache-control': 'max-age=9' });
    assert.deepEqual((await read(files, 'index.html'))?.metadata, { 'cache-control': 'no-cache' });
    assert.equal(await read(files, 'config.json'), undefined);
    for (const pattern of ['index.*', 'i?dex.html', '[!a]*'])
      assert.equal(await text(site({ Exclude: [pattern] }), 'index.html'), undefined, pattern);
    for (const pattern of ['*.js', 'index', '*.htm', 'i.*'])
      assert.equal(await text(site({ Exclude: [pattern] }), 'index.html'), '<p>', pattern);
  });

  it('that are deployed in an unsupported way are refused at start', () => {
    assert.throws(() => site({ Extract: false, UserMetadata: {} }), {
      name: 'Problem',
      message: /^Deployment \(Custom::CDKBucketDeployment\): .* property Extract, UserMetadata$/,
    });
    assert.throws(() => site({ SourceMarkersConfig: [{ markerEncodings: {} }] }), /markerEncodings$/);
    assert.throws(() => site({}, ['file.zip']), /assets\/file\.zip is not a folder/);
    assert.throws(() => site({}, ['none.zip']), /assets\/none\.zip is not a folder/);
  });
});
