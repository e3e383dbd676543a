import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { localHosts } from '../testing/stack.ts';
import { resolveStack, resolveStacks } from './resolve.ts';
import type { Template } from './template.ts';

const bucket = { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'Files' } };

const resolve = (template: Partial<Template>) =>
  resolveStack({ template: { Resources: {}, ...template }, stackName: 'Stack', ...localHosts });

/** Evaluates a value as an output of a stack with a few resources to refer to. */
function evaluate(Value: unknown, more: Partial<Template> = {}): unknown {
  const { resources } = resolve({
    Resources: {
      Files: bucket,
      Site: { Type: 'AWS::CloudFront::Distribution' },
      Probe: { Type: 'AWS::SNS::Topic', Properties: { Value } },
    },
    Conditions: { Yes: { 'Fn::Equals': ['a', 'a'] }, No: { 'Fn::Not': [{ Condition: 'Yes' }] } },
    Parameters: {
      Size: { Type: 'Number', Default: 7 },
      Names: { Type: 'CommaDelimitedList', Default: 'a, b' },
      Key: { Type: 'AWS::SSM::Parameter::Name', Default: '/x' },
      Secret: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/x' },
      Needed: { Type: 'String' },
    },
    ...more,
  });
  return resources.get('Probe')!.properties.Value;
}

describe('A template', () => {
  it('has its intrinsics replaced', () => {
    const table: [value: unknown, expected: unknown][] = [
      ['text', 'text'],
      [{ a: [1, true, null, { b: 'c' }] }, { a: [1, true, null, { b: 'c' }] }],
      [{ Ref: 'Files' }, 'files'],
      [{ Ref: 'Size' }, 7],
      [{ Ref: 'Names' }, ['a', 'b']],
      [{ Ref: 'Key' }, '/x'],
      [{ Ref: 'AWS::AccountId' }, '000000000000'],
      [{ Ref: 'AWS::Region' }, 'us-east-1'],
      [{ Ref: 'AWS::Partition' }, 'aws'],
      [{ Ref: 'AWS::URLSuffix' }, 'amazonaws.com'],
      [{ Ref: 'AWS::StackName' }, 'Stack'],
      [{ Ref: 'AWS::StackId' }, 'arn:aws:cloudformation:us-east-1:000000000000:stack/Stack/local'],
      [{ a: { Ref: 'AWS::NoValue' }, b: [{ Ref: 'AWS::NoValue' }, 1] }, { b: [1] }],
      [{ 'Fn::GetAtt': ['Files', 'Arn'] }, 'arn:aws:s3:::files'],
      [{ 'Fn::GetAtt': 'Files.RegionalDomainName' }, 'files.s3.us-east-1.amazonaws.com'],
      [{ 'Fn::GetAtt': ['Site', 'DomainName'] }, 'localhost:8080'],
      [{ 'Fn::Join': ['-', ['a', { Ref: 'Files' }, 3, true]] }, 'a-files-3-true'],
      [{ 'Fn::Join': ['+', { 'Fn::Split': ['/', 'a/b/c'] }] }, 'a+b+c'],
      [{ 'Fn::Join': ['', ['https://', { 'Fn::GetAtt': 'Site.DomainName' }, '/api']] }, 'http://localhost:8080/api'],
      [{ 'Fn::Split': ['/', { 'Fn::Join': ['/', ['a', 'b']] }] }, ['a', 'b']],
      [{ 'Fn::Select': [1, ['a', { Ref: 'Files' }]] }, 'files'],
      [{ 'Fn::Select': ['2', { 'Fn::Split': ['/', 'https://host/path'] }] }, 'host'],
      [{ 'Fn::Sub': '${AWS::Region} ${Files} ${Files.Arn} ${!Same}' }, 'us-east-1 files arn:aws:s3:::files ${Same}'],
      [{ 'Fn::Sub': ['${Own} ${Files}', { Own: { Ref: 'Size' } }] }, '7 files'],
      [{ 'Fn::If': ['Yes', { Ref: 'Files' }, 'no'] }, 'files'],
      [{ 'Fn::If': ['No', 'yes', { Ref: 'AWS::Region' }] }, 'us-east-1'],
      [{ x: { 'Fn::If': ['No', 'yes', { Ref: 'AWS::NoValue' }] } }, {}],
      [{ 'Fn::Select': [1, { 'Fn::GetAZs': '' }] }, 'us-east-1b'],
      [{ 'Fn::Select': [0, { 'Fn::GetAZs': { Ref: 'AWS::Region' } }] }, 'us-east-1a'],
    ];
    for (const [value, expected] of table) assert.deepEqual(evaluate(value), expected, JSON.stringify(value));
  });

  it('has its conditions evaluated', () => {
    const yes = { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'us-east-1'] };
    const no = { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-1'] };
    const table: [condition: unknown, expected: string][] = [
      [yes, 'yes'],
      [no, 'no'],
      [{ 'Fn::Not': [no] }, 'yes'],
      [{ 'Fn::And': [yes, yes] }, 'yes'],
      [{ 'Fn::And': [yes, no, yes] }, 'no'],
      [{ 'Fn::Or': [no, { 'Fn::Or': [no, yes] }] }, 'yes'],
      [{ 'Fn::Or': [no, no] }, 'no'],
    ];
    for (const [Asked, expected] of table) {
      const given = evaluate({ 'Fn::If': ['Asked', 'yes', 'no'] }, { Conditions: { Asked } });
      assert.equal(given, expected, JSON.stringify(Asked));
    }
  });

  it('that the runner does not support is refused with the name and the path', () => {
    const table: [value: unknown, message: RegExp][] = [
      [{ 'Fn::Cidr': [] }, /^Probe \(AWS::SNS::Topic\)\.Properties\.Value: .* intrinsic Fn::Cidr$/],
      [{ 'Fn::GetAZs': 'eu-west-1' }, /Fn::GetAZs: the runner supports only the Region us-east-1, not eu-west-1$/],
      [
        { a: [{ 'Fn::ImportValue': 'x' }] },
        /\.Value\.a\[0\]\.Fn::ImportValue: no other stack here exports x; run the stack that does/,
      ],
      [{ 'Fn::Join': ['', []], 'Fn::Sub': '' }, /intrinsic Fn::Join, Fn::Sub$/],
      [{ Ref: 'Nobody' }, /Value\.Ref: the template creates no resource Nobody$/],
      [{ Ref: 'Secret' }, /Value\.Ref: no other stack here has the SSM parameter \/x; run .* without --stack, or with/],
      ['a {{resolve:ssm:/y:3}}', /Properties: no other stack here has the SSM parameter \/y; /],
      [{ Ref: 'Needed' }, /the parameter Needed \(String\) has no default, which the runner needs$/],
      [{ 'Fn::GetAtt': ['Files', 'Colour'] }, /attribute Colour of Files \(AWS::S3::Bucket\)$/],
      [{ 'Fn::Sub': '${Nobody.Arn}' }, /creates no resource Nobody$/],
      [{ 'Fn::If': ['Perhaps', 1, 2] }, /the template has no condition Perhaps$/],
      [{ 'Fn::Select': [5, ['a']] }, /the list has no element 5$/],
      [{ 'Fn::Join': ['', 'text'] }, /needs a list, not "text"$/],
      [{ 'Fn::Join': [''] }, /needs 2 elements, not 1$/],
      [{ 'Fn::Join': ['', [{ a: 1 }]] }, /needs a string, not \{"a":1\}$/],
    ];
    for (const [value, message] of table)
      assert.throws(() => evaluate(value), { name: 'Problem', message }, JSON.stringify(value));
    const Outputs = { O: { Value: '', Condition: 'C' } };
    assert.throws(() => resolve({ Conditions: { C: { 'Fn::Contains': [] } }, Outputs }), {
      message: 'Conditions.C: the runner does not support the condition Fn::Contains',
    });
    assert.throws(() => resolve({ Resources: { Queue: { Type: 'AWS::Kinesis::Stream' } } }), {
      message: 'Queue (AWS::Kinesis::Stream): the runner does not support this type of resource',
    });
    assert.throws(() => resolve({ Transform: 'AWS::Serverless-2016-10-31' }), /transform "AWS::Serverless-2016-10-31"/);
  });

  it('gives its resources in the order of their dependencies', () => {
    const { resources } = resolve({
      Resources: {
        A: { Type: 'AWS::SNS::Topic', Properties: { x: { 'Fn::Sub': '${B.Arn}' } } },
        B: { Type: 'AWS::S3::Bucket', Properties: { x: { 'Fn::If': ['Yes', { 'Fn::GetAtt': ['D', 'Arn'] }, 1] } } },
        C: { Type: 'AWS::S3::Bucket', DependsOn: ['A'] },
        D: { Type: 'AWS::S3::Bucket', Properties: { x: { 'Fn::Sub': ['${v}', { v: { Ref: 'E' } }] } } },
        E: { Type: 'AWS::S3::Bucket' },
      },
      Conditions: { Yes: { 'Fn::Equals': [1, 1] } },
    });
    assert.deepEqual([...resources.keys()], ['E', 'D', 'B', 'A', 'C']);
  });

  it('with circular dependencies is refused, and the circle is shown', () => {
    const Resources = {
      Start: { Type: 'AWS::S3::Bucket', DependsOn: 'A' },
      A: { Type: 'AWS::S3::Bucket', Properties: { x: { Ref: 'B' } } },
      B: { Type: 'AWS::S3::Bucket', Properties: { x: { 'Fn::GetAtt': ['A', 'Arn'] } } },
    };
    assert.throws(() => resolve({ Resources }), { name: 'Problem', message: /circle: A -> B -> A$/ });
  });

  it('leaves out resources and outputs whose condition is false', () => {
    const { resources, outputs } = resolve({
      Resources: { Files: { ...bucket, Condition: 'No' }, Other: bucket },
      Conditions: { No: { 'Fn::Equals': ['a', 'b'] } },
      Outputs: { There: { Value: { Ref: 'Other' } }, Gone: { Value: { Ref: 'Files' }, Condition: 'No' } },
    });
    assert.deepEqual([...resources.keys()], ['Other']);
    assert.deepEqual(outputs, { There: 'files' });
  });

  it('has Ref and Fn::GetAtt values for a database, its network, and a function version', () => {
    const { properties } = resolve({
      Resources: {
        Cluster: { Type: 'AWS::RDS::DBCluster' },
        Vpc: { Type: 'AWS::EC2::VPC' },
        Work: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'work' } },
        Version: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'Work' } } },
        Probe: {
          Type: 'AWS::SNS::Topic',
          Properties: {
            cluster: { 'Fn::GetAtt': ['Cluster', 'DBClusterArn'] },
            host: { 'Fn::GetAtt': ['Cluster', 'Endpoint.Address'] },
            secret: { 'Fn::GetAtt': ['Cluster', 'MasterUserSecret.SecretArn'] },
            vpc: { Ref: 'Vpc' },
            version: { Ref: 'Version' },
          },
        },
      },
    }).resources.get('Probe')!;
    const expected: Record<string, RegExp> = {
      cluster: /^arn:aws:rds:us-east-1:000000000000:cluster:stack-cluster$/,
      host: /^stack-cluster\.cluster-[0-9a-f]{10}\.us-east-1\.rds\.amazonaws\.com$/,
      secret: /^arn:aws:secretsmanager:us-east-1:000000000000:secret:rds!cluster-[0-9a-f-]{36}-[0-9a-f]{6}$/,
      vpc: /^vpc-[0-9a-f]{17}$/,
      version: /^arn:aws:lambda:us-east-1:000000000000:function:work:1$/,
    };
    assert.deepEqual(Object.keys(properties), Object.keys(expected));
    for (const [name, value] of Object.entries(properties)) assert.match(String(value), expected[name]!);
  });

  it("names resources as CloudFormation does: as given, else after the stack, within the service's limit", () => {
    const longId = 'L'.repeat(80);
    const { resources } = resolve({
      Resources: {
        Given: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'news' } },
        Api: { Type: 'AWS::ApiGateway::RestApi' },
        [longId]: { Type: 'AWS::Lambda::Function' },
        [`${longId}2`]: { Type: 'AWS::Lambda::Function' },
      },
    });
    assert.equal(resources.get('Given')!.ref, 'arn:aws:sns:us-east-1:000000000000:news');
    assert.match(resources.get('Api')!.ref, /^[0-9a-z]{10}$/);
    assert.equal(resources.get(longId)!.ref.length, 64);
    assert.notEqual(resources.get(longId)!.ref, resources.get(`${longId}2`)!.ref);
  });
});

describe('Stacks', () => {
  const topic = (TopicName: unknown) => ({ Type: 'AWS::SNS::Topic', Properties: { TopicName } });
  const output = (OutputName: string, Region: unknown = { Ref: 'AWS::Region' }) => ({
    'Fn::GetStackOutput': { StackName: 'Base', OutputName, Region },
  });
  const base: Template = {
    Resources: { Same: bucket },
    Outputs: {
      Files: { Value: { Ref: 'Same' } },
      PublishOutputRefSame1A2B3C4D: { Value: { 'Fn::GetAtt': ['Same', 'Arn'] } },
      ExportsOutputRefSame1A2B3C4D: {
        Value: { 'Fn::GetAtt': ['Same', 'RegionalDomainName'] },
        Export: { Name: { 'Fn::Sub': '${AWS::StackName}:Files' } },
      },
    },
  };

  it('are merged, and a later one can use exports and outputs of an earlier one', () => {
    const imported = { 'Fn::Join': ['', ['https://', { 'Fn::ImportValue': 'Base:Files' }]] };
    const { resources, outputs, outputsByStack } = resolveStacks(
      [
        { stackName: 'Base', template: base },
        {
          stackName: 'Top',
          template: {
            Resources: { Same: topic(imported) },
            Outputs: { Url: { Value: imported }, Arn: { Value: output('PublishOutputRefSame1A2B3C4D') } },
          },
        },
      ],
      localHosts,
    );
    assert.deepEqual([...resources.keys()], ['Base/Same', 'Top/Same']);
    assert.equal(resources.get('Top/Same')!.properties.TopicName, 'http://localhost:4566/files');
    assert.deepEqual([...outputsByStack.keys()], ['Base', 'Top']);
    assert.deepEqual(outputsByStack.get('Base'), { Files: 'files' });
    assert.deepEqual(outputs, { Files: 'files', Url: 'http://localhost:4566/files', Arn: 'arn:aws:s3:::files' });
  });

  it('come in the order in which they use each other, whatever their order in the CDK’s output', () => {
    const parameter = (Name: string, Value: unknown, Type = 'String') => ({
      Type: 'AWS::SSM::Parameter',
      Properties: { Name, Type, Value },
    });
    const Parameters = {
      One: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/base/url' },
      All: { Type: 'AWS::SSM::Parameter::Value<List<String>>', Default: '/base/all' },
    };
    const uses = [
      { Ref: 'One' },
      { 'Fn::Select': [1, { Ref: 'All' }] },
      'x {{resolve:ssm:/base/url}}',
      { 'Fn::ImportValue': 'Base:Files' },
      output('Files'),
    ];
    const Resources = Object.fromEntries(uses.map((use, i) => [`T${i}`, topic(use)]));
    const url = { 'Fn::Join': ['', ['https://', { 'Fn::GetAtt': ['Same', 'RegionalDomainName'] }]] };
    const more = { Url: parameter('/base/url', url), All: parameter('/base/all', 'a,b', 'StringList') };
    const { resources } = resolveStacks(
      [
        { stackName: 'Top', template: { Parameters, Resources } },
        { stackName: 'Base', template: { ...base, Resources: { ...base.Resources, ...more } } },
      ],
      localHosts,
    );
    assert.deepEqual(
      uses.map((_, i) => resources.get(`Top/T${i}`)!.properties.TopicName),
      [
        'http://localhost:4566/files',
        'b',
        'x http://localhost:4566/files',
        'files.s3.us-east-1.amazonaws.com',
        'files',
      ],
    );
    assert.equal(resources.get('Base/Url')!.ref, '/base/url');
  });

  it('that use what none of them has are refused with its name and the remedy', () => {
    const table: [value: unknown, message: RegExp][] = [
      [
        { 'Fn::ImportValue': 'Base:Other' },
        /^Same \(AWS::SNS::Topic\).*exports Base:Other; run the stack that does, too/,
      ],
      [output('Other'), /^Same \(AWS::SNS::Topic\).* no other stack here has the output Base\.Other; /],
      [output('Files', 'eu-west-1'), /only the Region us-east-1, not eu-west-1$/],
    ];
    for (const [value, message] of table) {
      const top = { stackName: 'Top', template: { Resources: { Same: topic(value) } } };
      assert.throws(() => resolveStacks([top, { stackName: 'Base', template: base }], localHosts), {
        name: 'Problem',
        message,
      });
    }
  });

  it('with one name are refused, and outputs with one name are told apart', () => {
    const named = (stackName: string) => ({ stackName, template: base });
    assert.throws(() => resolveStacks([named('A'), named('A')], localHosts), /Two stacks have the name A; choose one/);
    const { outputs } = resolveStacks([named('A'), named('B')], localHosts);
    assert.deepEqual(outputs, { Files: 'files', 'B.Files': 'files' });
  });
});
