import { createHash } from 'node:crypto';
import { arn, functionArn, stateMachineArn } from './arn.ts';
import { account, partition, region, urlSuffix } from './template.ts';

/** A resource while its values for Ref and Fn::GetAtt are made. */
export interface Subject {
  logicalId: string;
  properties: Record<string, unknown>;
  stackName: string;
  /** The host and port at which the runner serves the distribution. */
  websiteHost: string;
}

type Value = (subject: Subject) => string;

export interface ResourceType {
  /** What there is of it on this machine, or why there is nothing. */
  here: string;
  ref: Value;
  attributes: Record<string, Value>;
}

const digest = (s: Subject) => createHash('sha256').update(`${s.stackName}/${s.logicalId}`).digest('hex');
const id: Value = s => digest(s).slice(0, 10);
const cloudFrontId: Value = s => `E${digest(s).slice(0, 13).toUpperCase()}`;

/** The name that the template gives in `property`, else one made of the stack's name and the logical id. */
const named = (property: string, limit: number): Value => s => {
  const given = s.properties[property];
  return typeof given === 'string' ? given : generated(limit)(s);
};

const generated = (limit: number): Value => s => {
  const name = `${s.stackName}-${s.logicalId}`;
  return name.length <= limit ? name : `${name.slice(0, limit - 9)}-${digest(s).slice(0, 8)}`;
};

const arnOf = (service: string, prefix: string, name: Value): Value => s => arn(service, `${prefix}${name(s)}`);
const globalArnOf = (service: string, prefix: string, name: Value): Value => s =>
  `arn:${partition}:${service}::${account}:${prefix}${name(s)}`;

const nothing = (here: string, ref: Value = generated(255), attributes: Record<string, Value> = {}): ResourceType =>
  ({ here, ref, attributes });

const tableName = named('TableName', 255);
const table: ResourceType = {
  here: 'a dynalite table; time to live, backups and streams are not',
  ref: tableName,
  attributes: { Arn: arnOf('dynamodb', 'table/', tableName), TableId: id },
};
const functionName = named('FunctionName', 64);
const stateMachineName = named('StateMachineName', 80);
const topicName = named('TopicName', 256);
const topicArn = arnOf('sns', '', topicName);
const roleName = named('RoleName', 64);
const logGroupName = named('LogGroupName', 512);
const bucketName: Value = s => named('BucketName', 63)(s).toLowerCase();
const restApi: ResourceType = {
  here: 'routes of the local website',
  ref: id,
  attributes: { RestApiId: id, RootResourceId: s => `${id(s)}-root` },
};
const noPermissions = 'every call is allowed here';
const noMonitoring = 'logs go to the terminal, and there are no metrics here';

/** Every resource type that the runner knows, with what Ref and Fn::GetAtt give for it. */
export const resourceTypes: Record<string, ResourceType> = {
  'AWS::ApiGateway::Account': nothing(noMonitoring),
  'AWS::ApiGateway::Deployment': { ...restApi, attributes: { DeploymentId: id } },
  'AWS::ApiGateway::GatewayResponse': { ...restApi, attributes: { Id: id } },
  'AWS::ApiGateway::Method': { ...restApi, attributes: {} },
  'AWS::ApiGateway::Model': { ...restApi, ref: named('Name', 255), attributes: {} },
  'AWS::ApiGateway::RequestValidator': { ...restApi, attributes: { RequestValidatorId: id } },
  'AWS::ApiGateway::Resource': { ...restApi, attributes: { ResourceId: id } },
  'AWS::ApiGateway::RestApi': restApi,
  'AWS::ApiGateway::Stage': { ...restApi, ref: named('StageName', 128), attributes: {} },
  'AWS::CDK::Metadata': nothing('for AWS to count CDK versions'),
  'AWS::CloudFront::CachePolicy': nothing('nothing is cached here', cloudFrontId, { Id: cloudFrontId }),
  'AWS::CloudFront::Distribution': {
    here: 'the local website',
    ref: cloudFrontId,
    attributes: { Id: cloudFrontId, DomainName: s => s.websiteHost },
  },
  'AWS::CloudFront::Function': {
    here: 'the local website says what it can run',
    ref: globalArnOf('cloudfront', 'function/', named('Name', 64)),
    attributes: { FunctionARN: globalArnOf('cloudfront', 'function/', named('Name', 64)) },
  },
  'AWS::CloudFront::OriginAccessControl': nothing(noPermissions, cloudFrontId, { Id: cloudFrontId }),
  'AWS::CloudFront::OriginRequestPolicy': nothing('for the local website', cloudFrontId, { Id: cloudFrontId }),
  'AWS::CloudFront::ResponseHeadersPolicy': nothing('for the local website', cloudFrontId, { Id: cloudFrontId }),
  'AWS::CloudWatch::Alarm': nothing(noMonitoring),
  'AWS::CloudWatch::Dashboard': nothing(noMonitoring),
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::DynamoDB::Table': table,
  'AWS::IAM::ManagedPolicy': nothing(
    noPermissions, globalArnOf('iam', 'policy/', named('ManagedPolicyName', 128))),
  'AWS::IAM::Policy': nothing(noPermissions),
  'AWS::IAM::Role': nothing(noPermissions, roleName, {
    Arn: globalArnOf('iam', 'role/', roleName),
    RoleId: s => `AROA${digest(s).slice(0, 17).toUpperCase()}`,
  }),
  'AWS::KMS::Key': nothing('nothing is encrypted here', id, { Arn: arnOf('kms', 'key/', id), KeyId: id }),
  'AWS::Lambda::Function': {
    here: 'processes of the published executable, one at least per function that is called',
    ref: functionName,
    attributes: { Arn: s => functionArn(functionName(s)) },
  },
  'AWS::Lambda::LayerVersion': nothing(
    'for the functions with which the CDK deploys', s => `${arn('lambda', `layer:${named('LayerName', 140)(s)}`)}:1`),
  'AWS::Lambda::Permission': nothing(noPermissions),
  'AWS::Logs::LogGroup': nothing(
    noMonitoring, logGroupName, { Arn: s => `${arn('logs', `log-group:${logGroupName(s)}`)}:*` }),
  'AWS::Logs::ResourcePolicy': nothing(noPermissions),
  'AWS::S3::Bucket': {
    here: 'the files that the template deploys to it, for the local website',
    ref: bucketName,
    attributes: {
      Arn: s => `arn:${partition}:s3:::${bucketName(s)}`,
      DomainName: s => `${bucketName(s)}.s3.${urlSuffix}`,
      RegionalDomainName: s => `${bucketName(s)}.s3.${region}.${urlSuffix}`,
    },
  },
  'AWS::S3::BucketPolicy': nothing(noPermissions),
  'AWS::SNS::Subscription': {
    here: 'mails to the local mailbox',
    ref: s => `${String(s.properties.TopicArn)}:${id(s)}`,
    attributes: {},
  },
  'AWS::SNS::Topic': {
    here: 'mails to the local mailbox',
    ref: topicArn,
    attributes: { TopicArn: topicArn, TopicName: topicName },
  },
  'AWS::SNS::TopicPolicy': nothing(noPermissions),
  'AWS::StepFunctions::StateMachine': {
    here: 'run by the local Step Functions',
    ref: s => stateMachineArn(stateMachineName(s)),
    attributes: { Arn: s => stateMachineArn(stateMachineName(s)), Name: stateMachineName },
  },
  'Custom::CDKBucketDeployment': nothing('its files are served by the local website'),
  'Custom::S3AutoDeleteObjects': nothing('nothing outlives the runner'),
};
