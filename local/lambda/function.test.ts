import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { stackOf } from '../testing/stack.ts';
import { functionsOf } from './function.ts';

const folder = mkdtempSync(join(tmpdir(), 'function-test-'));
writeFileSync(join(folder, 'My.Functions.dll'), '');
after(() => rmSync(folder, { recursive: true }));

const asset = (bucket: string, key: string) => (`${bucket}/${key}` === 'assets/code.zip' ? folder : undefined);
const code = { S3Bucket: 'assets', S3Key: 'code.zip' };
const valid = { Runtime: 'dotnet10', Handler: 'My.Functions', Code: code };
const read = (Properties: Record<string, unknown>) =>
  functionsOf(stackOf({ OpenRequest0A1B2C3D: { Type: 'AWS::Lambda::Function', Properties } }), asset);

describe('The functions of a stack', () => {
  it('are read from the template', () => {
    const [fn] = read({
      ...valid,
      Timeout: 15,
      MemorySize: 512,
      ReservedConcurrentExecutions: 1,
      Environment: { Variables: { TABLE_NAME: 'T', LIMIT: 3 } },
      LoggingConfig: { LogFormat: 'JSON', ApplicationLogLevel: 'DEBUG', LogGroup: 'group' },
    });
    assert.deepEqual(fn, {
      name: 'Test-OpenRequest0A1B2C3D',
      arn: 'arn:aws:lambda:us-east-1:000000000000:function:Test-OpenRequest0A1B2C3D',
      label: 'OpenRequest',
      folder,
      handler: 'My.Functions',
      runtime: 'dotnet10',
      environment: { TABLE_NAME: 'T', LIMIT: '3' },
      memoryMegabytes: 512,
      timeoutSeconds: 15,
      logFormat: 'JSON',
      logLevel: 'DEBUG',
      logGroup: 'group',
      reservedConcurrency: 1,
    });
  });

  it("have Lambda's defaults", () => {
    const { memoryMegabytes, timeoutSeconds, logFormat, logGroup, reservedConcurrency } = read(valid)[0]!;
    assert.deepEqual(
      { memoryMegabytes, timeoutSeconds, logFormat, logGroup, reservedConcurrency },
      {
        memoryMegabytes: 128,
        timeoutSeconds: 3,
        logFormat: 'Text',
        logGroup: '/aws/lambda/Test-OpenRequest0A1B2C3D',
        reservedConcurrency: undefined,
      },
    );
  });

  it('do not include the CDK’s deployment helpers', () => {
    const stack = stackOf({
      Provider: {
        Type: 'AWS::Lambda::Function',
        Properties: { Runtime: 'python3.13', Handler: 'index.handler', Code: {} },
      },
      Deployment: {
        Type: 'Custom::CDKBucketDeployment',
        Properties: { ServiceToken: { 'Fn::GetAtt': ['Provider', 'Arn'] } },
      },
    });
    assert.deepEqual(functionsOf(stack, asset), []);
  });

  it('that cannot run here are refused by name', () => {
    const table: [properties: Record<string, unknown>, message: RegExp][] = [
      [{ ...valid, Runtime: 'python3.13' }, /^OpenRequest0A1B2C3D \(AWS::Lambda::Function\): .* not python3.13$/],
      [{ PackageType: 'Image', Code: {} }, /not Image$/],
      [{ ...valid, Layers: ['l'] }, /: Layers is not supported by the runner$/],
      [{ ...valid, Handler: 'A::B::C' }, /handler A::B::C is not the name of an executable/],
      [{ ...valid, Code: { ...code, S3Key: 'other.zip' } }, /code assets\/other.zip is not among/],
      [{ ...valid, Handler: 'Other' }, /there is no Other or Other.dll in/],
    ];
    for (const [properties, message] of table) assert.throws(() => read(properties), { name: 'Problem', message });
  });
});
