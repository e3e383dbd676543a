import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { readAssembly } from './assembly.ts';

const folder = mkdtempSync(join(tmpdir(), 'assembly-test-'));
const write = (name: string, value: unknown) => writeFileSync(join(folder, name), JSON.stringify(value));
after(() => rmSync(folder, { recursive: true }));

write('manifest.json', {
  artifacts: {
    Some: {
      type: 'aws:cloudformation:stack',
      properties: { templateFile: 'Some.template.json', stackName: 'Deployed' },
      dependencies: ['Base', 'Some.assets'],
    },
    Base: {
      type: 'aws:cloudformation:stack',
      properties: { templateFile: 'Base.template.json' },
      dependencies: ['Base.assets'],
    },
    'Base.assets': { type: 'cdk:asset-manifest', properties: { file: 'Base.assets.json' } },
    'Some.assets': { type: 'cdk:asset-manifest', properties: { file: 'Some.assets.json' } },
    Broken: { type: 'aws:cloudformation:stack', properties: { templateFile: 'no.json' } },
  },
});
write('Some.template.json', { Resources: { A: { Type: 'T' } } });
write('Base.template.json', { Resources: { B: { Type: 'T' } } });
for (const [file, id] of [
  ['Some', 'abc'],
  ['Base', 'bcd'],
]) {
  write(`${file}.assets.json`, {
    files: {
      [id!]: {
        source: { path: `asset.${id}`, packaging: 'zip' },
        destinations: { here: { bucketName: 'assets-${AWS::AccountId}-${AWS::Region}', objectKey: `${id}.zip` } },
      },
    },
  });
}

describe('The output of cdk synth', () => {
  it('gives templates in the order of their dependencies, and assets by bucket and key', () => {
    const { stacks, asset } = readAssembly([folder], 'Some');
    assert.deepEqual(stacks, [
      { stackName: 'Base', template: { Resources: { B: { Type: 'T' } } } },
      { stackName: 'Deployed', template: { Resources: { A: { Type: 'T' } } } },
    ]);
    assert.equal(asset('assets-000000000000-us-east-1', 'abc.zip'), join(folder, 'asset.abc'));
    assert.equal(asset('assets-000000000000-us-east-1', 'bcd.zip'), join(folder, 'asset.bcd'));
    assert.equal(asset('assets-000000000000-us-east-1', 'abd.zip'), undefined);
  });

  it('may be two, and the assets of both are found', () => {
    const other = join(folder, 'other');
    mkdirSync(other);
    for (const file of ['Some.template.json', 'Some.assets.json'])
      writeFileSync(join(other, file), readFileSync(join(folder, file), 'utf8').replaceAll('abc', 'cde'));
    writeFileSync(
      join(other, 'manifest.json'),
      readFileSync(join(folder, 'manifest.json'), 'utf8').replace('"Deployed"', '"Other"').replace('"Base",', ''),
    );
    const { stacks, asset } = readAssembly([folder, other], 'Some');
    assert.deepEqual(
      stacks.map(({ stackName }) => stackName),
      ['Base', 'Deployed', 'Other'],
    );
    assert.equal(asset('assets-000000000000-us-east-1', 'abc.zip'), join(folder, 'asset.abc'));
    assert.equal(asset('assets-000000000000-us-east-1', 'cde.zip'), join(other, 'asset.cde'));
  });

  it('is named if it is missing', () => {
    for (const name of ['Other', 'Some.assets'])
      assert.throws(() => readAssembly([folder], name), {
        name: 'Problem',
        message: `${folder} has no stack ${name}: ` + 'synthesize it with `npx cdk synth`',
      });
    // All stacks. One of them is broken.
    for (const name of ['Broken', undefined])
      assert.throws(() => readAssembly([folder], name), { name: 'Problem', message: /no\.json cannot be read/ });
    assert.throws(() => readAssembly([join(folder, 'none')], 'Some'), { message: /manifest\.json cannot be read/ });
  });
});
