import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { readEndpointRules, readServiceModels, type ServiceModel } from './models.ts';
import { clientOf, generate } from './generate.ts';
import { compared, standIns } from './services.ts';

const publish = { package: 'AWSSDK.SimpleNotificationService', model: 'sns', operations: ['Publish'] };

describe('the generator of AWS clients', () => {
  const sns = readServiceModels(['sns']).get('sns')!;
  const rules = readEndpointRules(['sns']).get('sns')!;

  it('stops at an unknown trait and names it', () => {
    const { Subject } = sns.shapes.PublishInput!.members!;
    const changes: [change: (model: any) => object, expected: RegExp][] = [
      [
        model => Object.assign(model.shapes.PublishInput.members, { Subject: { ...Subject, location: 'uri' } }),
        /Subject .*"location"/,
      ],
      [
        model => Object.assign(model.shapes.MessageAttributeMap, { flattened: true }),
        /MessageAttributes .*"flattened"/,
      ],
      [
        model => Object.assign(model.operations.Publish, { httpChecksumRequired: true }),
        /Publish .*"httpChecksumRequired"/,
      ],
      [
        model => Object.assign(model.operations.Publish.http, { requestUri: '/{Topic}' }),
        /Publish has members in its path/,
      ],
      [model => Object.assign(model.metadata, { protocol: 'rest-xml' }), /SimpleNotificationService speaks "rest-xml"/],
      [
        model => Object.assign(model.metadata, { awsQueryCompatible: {} }),
        /SimpleNotificationService .*"awsQueryCompatible"/,
      ],
      [model => Object.assign(model, { operations: {} }), /sns has no operation Publish/],
    ];
    for (const [change, expected] of changes) {
      const model: ServiceModel = structuredClone(sns);
      change(model);
      assert.throws(() => clientOf(model, rules, publish, '1.0.0'), expected);
    }
  });

  it('stops at an unknown endpoint rule', () => {
    const strange = structuredClone(rules);
    strange.rules[0]!.conditions = [{ fn: 'aws.isVirtualHostableS3Bucket', argv: ['a', true] }];
    assert.throws(() => clientOf(sns, strange, publish, '1.0.0'), /aws\.isVirtualHostableS3Bucket/);
  });

  it('writes documentation as one line of XML', () => {
    const model = structuredClone(sns);
    model.operations.Publish!.documentation = '<p></p><p>Sends &lt;a&gt; <i>message</i>\n &amp; more.</p><p>2</p>';
    const types = clientOf(model, rules, publish, '1.0.0').get('Model/Types.cs')!;
    assert.match(types, /\/\/\/ <summary>Sends &lt;a&gt; message &amp; more\.<\/summary>\n/);
  });

  it('writes another client for another entry', () => {
    const mail = {
      package: 'AWSSDK.SimpleEmailV2',
      model: 'sesv2',
      client: 'SimpleEmailServiceV2',
      operations: ['SendEmail'],
    };
    const [model, places] = [readServiceModels(['sesv2']), readEndpointRules(['sesv2'])];
    const client = clientOf(model.get('sesv2')!, places.get('sesv2')!, mail, '4.1.0');
    assert.match(client.get('Model/Internal/Wire.cs')!, /"POST", "\/v2\/email\/outbound-emails", "application\/json"/);
  });
});

describe('the output of the generator', () => {
  let folder: string;
  const versions = new Map([...standIns, ...compared].map(service => [service.package, '4.1.0']));
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'approval-workflow-generator-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('keeps correct files and rewrites wrong ones', async () => {
    await generate(folder, versions);
    const right = join(folder, 'Compared/Compared.csproj');
    const changed = join(folder, 'AWSSDK.StepFunctions/Model/Types.cs');
    const [time, text] = [(await stat(right)).mtimeMs, await readFile(changed, 'utf8')];
    await writeFile(changed, 'something else');
    await writeFile(join(folder, 'AWSSDK.StepFunctions/Model/Old.cs'), '');
    await generate(folder, versions);

    assert.equal((await stat(right)).mtimeMs, time);
    assert.equal(await readFile(changed, 'utf8'), text);
    assert.ok(!(await readdir(join(folder, 'AWSSDK.StepFunctions/Model'))).includes('Old.cs'));
  });
});
