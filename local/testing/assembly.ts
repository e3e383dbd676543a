import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Template, TemplateResource } from '../stack/template.ts';

const table: TemplateResource = {
  Type: 'AWS::DynamoDB::Table',
  Properties: {
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  },
};

const site: Record<string, TemplateResource> = {
  Bucket: { Type: 'AWS::S3::Bucket' },
  Policy: {
    Type: 'AWS::S3::BucketPolicy',
    Properties: {
      Bucket: { Ref: 'Bucket' },
      PolicyDocument: {
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: 'cloudfront.amazonaws.com' },
            Action: 's3:GetObject',
            Resource: { 'Fn::Sub': '${Bucket.Arn}/*' },
          },
        ],
      },
    },
  },
  Access: {
    Type: 'AWS::CloudFront::OriginAccessControl',
    Properties: {
      OriginAccessControlConfig: {
        Name: 'access',
        OriginAccessControlOriginType: 's3',
        SigningBehavior: 'always',
        SigningProtocol: 'sigv4',
      },
    },
  },
  Site: {
    Type: 'AWS::CloudFront::Distribution',
    Properties: {
      DistributionConfig: {
        Enabled: true,
        DefaultRootObject: 'index.html',
        DefaultCacheBehavior: {
          CachePolicyId: '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
          TargetOriginId: 'bucket',
          ViewerProtocolPolicy: 'redirect-to-https',
        },
        Origins: [
          {
            Id: 'bucket',
            DomainName: { 'Fn::GetAtt': ['Bucket', 'RegionalDomainName'] },
            OriginAccessControlId: { 'Fn::GetAtt': ['Access', 'Id'] },
            S3OriginConfig: { OriginAccessIdentity: '' },
          },
        ],
      },
    },
  },
  Deployment: {
    Type: 'Custom::CDKBucketDeployment',
    Properties: {
      SourceBucketNames: ['assets'],
      SourceObjectKeys: ['site.zip'],
      DestinationBucketName: { Ref: 'Bucket' },
    },
  },
};

const machine: TemplateResource = {
  Type: 'AWS::StepFunctions::StateMachine',
  Properties: {
    DefinitionString: '{"StartAt":"Done","States":{"Done":{"Type":"Pass","End":true}}}',
    RoleArn: 'arn:aws:iam::000000000000:role/r',
  },
};

/** Writes the output of `cdk synth` for stacks without assets and without dependencies. */
export function writeStacks(folder: string, stacks: Record<string, Template>): void {
  const artifacts = Object.entries(stacks).map(([name, template]) => {
    writeFileSync(join(folder, `${name}.json`), JSON.stringify(template));
    return [name, { type: 'aws:cloudformation:stack', properties: { templateFile: `${name}.json` } }];
  });
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ artifacts: Object.fromEntries(artifacts) }));
}

/** Writes the output of `cdk synth` for a small stack: a table, a topic, a state machine, a site, and `more`. */
export function writeAssembly(folder: string, more: Record<string, TemplateResource> = {}): void {
  const write = (name: string, value: unknown) => writeFileSync(join(folder, name), JSON.stringify(value));
  write('manifest.json', {
    artifacts: {
      Shop: {
        type: 'aws:cloudformation:stack',
        properties: { templateFile: 'template.json' },
        dependencies: ['assets'],
      },
      assets: { type: 'cdk:asset-manifest', properties: { file: 'assets.json' } },
    },
  });
  write('assets.json', {
    files: {
      site: { source: { path: 'site' }, destinations: { here: { bucketName: 'assets', objectKey: 'site.zip' } } },
    },
  });
  mkdirSync(join(folder, 'site'));
  writeFileSync(join(folder, 'site', 'index.html'), '<p>Hello</p>');
  write('template.json', {
    Resources: { Table: table, Topic: { Type: 'AWS::SNS::Topic' }, Machine: machine, ...site, ...more },
    Outputs: {
      StateMachineArn: { Value: { Ref: 'Machine' } },
      TableName: { Value: { Ref: 'Table' } },
      SiteUrl: { Value: { 'Fn::Sub': 'https://${Site.DomainName}/' } },
    },
  });
}
