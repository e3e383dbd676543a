import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { localHosts, stackOf } from '../testing/stack.ts';
import { deployFiles } from './deployment.ts';
import { Store } from './store.ts';

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
const deployed = (resources: Parameters<typeof stackOf>[0]) => {
  const store = new Store(['site', 'other'], () => {});
  deployFiles(stackOf(resources), asset, localHosts, store);
  return store;
};
const site = (properties: object, keys?: string[]) => deployed({ Deployment: deployment(properties, keys) });
const read = (store: Store, key: string) => store.objects('site').get(key);
const text = (store: Store, key: string) => {
  const object = read(store, key);
  return object && store.read(object.content).toString();
};

describe('The files of the site', () => {
  it('are those that the template deploys, and no others', () => {
    const files = site({});
    assert.equal(text(files, 'index.html'), '<p>');
    assert.equal(text(files, 'assets/a.js'), 'x');
    for (const key of ['', 'assets', 'index.htm', '../data/config.json', 'assets/../index.html', '/index.html'])
      assert.equal(read(files, key), undefined, key);
    assert.equal(files.objects('other').size, 0);
  });

  it('have the values that are known at deployment, and plain http where the local website is meant', () => {
    const SourceMarkers = [{}, { '<<m:0>>': 'localhost:8080', '<<m:1>>': 'a "b"' }];
    const files = site({ SourceMarkers, SourceMarkersConfig: [{}, { jsonEscape: true }] });
    const config: unknown = JSON.parse(text(files, 'config.json') ?? '');
    assert.deepEqual(config, { api: 'http://localhost:8080/api', who: 'a "b"' });
  });

  it('stand under the prefix', () => {
    assert.equal(text(site({ DestinationBucketKeyPrefix: '/app/' }), 'app/assets/a.js'), 'x');
  });

  it('are filtered, replaced and served with headers as each deployment says', () => {
    const files = deployed({
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
    assert.deepEqual(read(files, 'assets/a.js')?.headers, {
      'content-type': 'text/javascript',
      'cache-control': 'max-age=9',
    });
    assert.equal(read(files, 'index.html')?.headers['cache-control'], 'no-cache');
    assert.equal(read(files, 'config.json'), undefined);
    for (const pattern of ['index.*', 'i?dex.html', '[!a]*'])
      assert.equal(text(site({ Exclude: [pattern] }), 'index.html'), undefined, pattern);
    for (const pattern of ['*.js', 'index', '*.htm', 'i.*'])
      assert.equal(text(site({ Exclude: [pattern] }), 'index.html'), '<p>', pattern);
  });

  it('that are deployed in an unsupported way are refused at start', () => {
    assert.throws(() => site({ Extract: false }), {
      name: 'Problem',
      message: /^Deployment \(Custom::CDKBucketDeployment\): Extract is not supported/,
    });
    assert.throws(() => site({ UserMetadata: { who: 'ann' } }), /UserMetadata is not supported/);
    assert.throws(() => site({ SourceMarkersConfig: [{ markerEncodings: { a: 'b' } }] }), /markerEncodings is not/);
    assert.throws(() => site({ DestinationBucketName: 'none' }), /DestinationBucketName is no bucket of this stack/);
    assert.throws(() => site({}, ['file.zip']), /assets\/file\.zip, which is not a folder/);
    assert.throws(() => site({}, ['none.zip']), /assets\/none\.zip, which is not a folder/);
  });
});
