import { createHash } from 'node:crypto';
import { arn, functionArn, nameOfFunction, stateMachineArn, userPoolProvider } from './arn.ts';
import { account, partition, region, urlSuffix } from './template.ts';

/** A resource whose Ref and Fn::GetAtt values are being made. */
export interface Subject {
  logicalId: string;
  properties: Record<string, unknown>;
  stackName: string;
  /** The host and port at which the runner serves the distribution. */
  websiteHost: string;
}

type Value = (subject: Subject) => string;

interface ResourceType {
  ref: Value;
  attributes: Record<string, Value>;
}

const digest = (s: Subject) => createHash('sha256').update(`${s.stackName}/${s.logicalId}`).digest('hex');
const uuid: Value = s => /^(.{8})(.{4})(.{4})(.{4})(.{12})/.exec(digest(s))!.slice(1).join('-');
const id: Value = s => digest(s).slice(0, 10);
const cloudFrontId: Value = s => `E${digest(s).slice(0, 13).toUpperCase()}`;

/** The name in the template's `property`, else one made of the stack's name and the logical id. */
const named =
  (property: string, limit: number): Value =>
  s => {
    const given = s.properties[property];
    return typeof given === 'string' ? given : generated(limit)(s);
  };

const generated =
  (limit: number): Value =>
  s => {
    const name = `${s.stackName}-${s.logicalId}`;
    return name.length <= limit ? name : `${name.slice(0, limit - 9)}-${digest(s).slice(0, 8)}`;
  };

const arnOf =
  (service: string, prefix: string, name: Value): Value =>
  s =>
    arn(service, `${prefix}${name(s)}`);

const resource = (ref: Value = generated(255), attributes: Record<string, Value> = {}): ResourceType => ({
  ref,
  attributes,
});

/** A resource that `Ref` names, with an ARN. */
const withArn = (service: string, prefix: string, name: Value): ResourceType =>
  resource(name, { Arn: arnOf(service, prefix, name) });

const cloudFrontFunctionArn: Value = s => `arn:${partition}:cloudfront::${account}:function/${named('Name', 64)(s)}`;
const functionName = named('FunctionName', 64);
const functionArnOf: Value = s => functionArn(functionName(s));
const stateMachineName = named('StateMachineName', 80);
const stateMachineArnOf: Value = s => stateMachineArn(stateMachineName(s));
const topicName = named('TopicName', 256);
const topicArn = arnOf('sns', '', topicName);
const queueName = named('QueueName', 80);
const queueUrl: Value = s => `https://sqs.${region}.${urlSuffix}/${account}/${queueName(s)}`;
const roleName = named('RoleName', 64);
const logGroupName = named('LogGroupName', 512);
const parameterName = named('Name', 2048);
const bucketName: Value = s => named('BucketName', 63)(s).toLowerCase();
const clusterId: Value = s => named('DBClusterIdentifier', 63)(s).toLowerCase();
const clusterHost: Value = s => `${clusterId(s)}.cluster-${id(s)}.${region}.rds.${urlSuffix}`;
const masterSecret: Value = s => `rds!cluster-${uuid(s)}-${id(s).slice(0, 6)}`;
const secretArn: Value = s => arn('secretsmanager', `secret:${named('Name', 512)(s)}-${id(s).slice(0, 6)}`);
const instanceId: Value = s => named('DBInstanceIdentifier', 63)(s).toLowerCase();
const ofVpc =
  (kind: string): Value =>
  s =>
    `${kind}-${digest(s).slice(0, 17)}`;

const userPoolId: Value = s => `${region}_${digest(s).slice(0, 9)}`;
const clientId: Value = s => digest(s).slice(0, 26);
const identityPoolId: Value = s => `${region}:${uuid(s)}`;

/**
 * Every resource type that the runner knows, with its Ref and Fn::GetAtt values. Roles, policies, permissions and
 * networks are here only because others refer to them: every call is allowed locally.
 */
export const resourceTypes: Record<string, ResourceType> = {
  'AWS::ApiGateway::Account': resource(),
  'AWS::ApiGateway::Authorizer': resource(id, { AuthorizerId: id }),
  'AWS::ApiGateway::Deployment': resource(id, { DeploymentId: id }),
  'AWS::ApiGateway::GatewayResponse': resource(id, { Id: id }),
  'AWS::ApiGateway::Method': resource(id),
  'AWS::ApiGateway::Model': resource(named('Name', 255)),
  'AWS::ApiGateway::RequestValidator': resource(id, { RequestValidatorId: id }),
  'AWS::ApiGateway::Resource': resource(id, { ResourceId: id }),
  'AWS::ApiGateway::RestApi': resource(id, { RestApiId: id, RootResourceId: s => `${id(s)}-root` }),
  'AWS::ApiGateway::Stage': resource(named('StageName', 128)),
  'AWS::CDK::Metadata': resource(),
  'AWS::CloudFront::Distribution': resource(cloudFrontId, { Id: cloudFrontId, DomainName: s => s.websiteHost }),
  'AWS::CloudFront::Function': resource(cloudFrontFunctionArn, { FunctionARN: cloudFrontFunctionArn }),
  'AWS::CloudFront::OriginAccessControl': resource(cloudFrontId, { Id: cloudFrontId }),
  'AWS::CloudFront::ResponseHeadersPolicy': resource(cloudFrontId, { Id: cloudFrontId }),
  // Without effect here: what starts its builds is refused, or answered by a mock.
  'AWS::CodeBuild::Project': withArn('codebuild', 'project/', named('Name', 255)),
  'AWS::CloudWatch::Alarm': withArn('cloudwatch', 'alarm:', named('AlarmName', 255)),
  'AWS::CloudWatch::Dashboard': resource(named('DashboardName', 255)),
  'AWS::Cognito::IdentityPool': resource(identityPoolId, { Id: identityPoolId }),
  'AWS::Cognito::IdentityPoolRoleAttachment': resource(id, { Id: id }),
  'AWS::Cognito::ManagedLoginBranding': resource(id, { ManagedLoginBrandingId: id }),
  'AWS::Cognito::UserPool': resource(userPoolId, {
    Arn: arnOf('cognito-idp', 'userpool/', userPoolId),
    ProviderName: s => userPoolProvider(userPoolId(s)),
    ProviderURL: s => `https://${userPoolProvider(userPoolId(s))}`,
    UserPoolId: userPoolId,
  }),
  'AWS::Cognito::UserPoolClient': resource(clientId, { ClientId: clientId }),
  'AWS::Cognito::UserPoolDomain': resource(s => String(s.properties.Domain)),
  'AWS::Cognito::UserPoolGroup': resource(named('GroupName', 128)),
  'AWS::DynamoDB::Table': withArn('dynamodb', 'table/', named('TableName', 255)),
  'AWS::EC2::RouteTable': resource(ofVpc('rtb'), { RouteTableId: ofVpc('rtb') }),
  'AWS::EC2::SecurityGroup': resource(ofVpc('sg'), { GroupId: ofVpc('sg') }),
  'AWS::EC2::Subnet': resource(ofVpc('subnet'), { SubnetId: ofVpc('subnet') }),
  'AWS::EC2::SubnetRouteTableAssociation': resource(ofVpc('rtbassoc'), { Id: ofVpc('rtbassoc') }),
  'AWS::EC2::VPC': resource(ofVpc('vpc'), { VpcId: ofVpc('vpc') }),
  'AWS::Events::Rule': withArn('events', 'rule/', named('Name', 64)),
  'AWS::IAM::Policy': resource(),
  'AWS::IAM::Role': resource(roleName, { Arn: s => `arn:${partition}:iam::${account}:role/${roleName(s)}` }),
  'AWS::Lambda::EventInvokeConfig': resource(),
  'AWS::Lambda::Function': resource(functionName, { Arn: functionArnOf }),
  'AWS::Lambda::LayerVersion': resource(s => `${arn('lambda', `layer:${named('LayerName', 140)(s)}`)}:1`),
  'AWS::Lambda::Permission': resource(),
  'AWS::Lambda::Version': resource(s => `${functionArn(nameOfFunction(String(s.properties.FunctionName)))}:1`),
  'AWS::Logs::LogGroup': resource(logGroupName, { Arn: s => `${arn('logs', `log-group:${logGroupName(s)}`)}:*` }),
  'AWS::Logs::MetricFilter': resource(),
  'AWS::Logs::QueryDefinition': resource(id, { QueryDefinitionId: id }),
  'AWS::RDS::DBCluster': resource(clusterId, {
    DBClusterArn: arnOf('rds', 'cluster:', clusterId),
    'Endpoint.Address': clusterHost,
    'Endpoint.Port': () => '3306',
    'MasterUserSecret.SecretArn': arnOf('secretsmanager', 'secret:', masterSecret),
  }),
  'AWS::RDS::DBInstance': resource(instanceId),
  'AWS::RDS::DBSubnetGroup': resource(named('DBSubnetGroupName', 255)),
  'AWS::Rekognition::Collection': withArn('rekognition', 'collection/', named('CollectionId', 255)),
  'AWS::S3::Bucket': resource(bucketName, {
    Arn: s => `arn:${partition}:s3:::${bucketName(s)}`,
    RegionalDomainName: s => `${bucketName(s)}.s3.${region}.${urlSuffix}`,
  }),
  'AWS::S3::BucketPolicy': resource(),
  'AWS::SES::ConfigurationSet': resource(named('Name', 64)),
  'AWS::SES::ConfigurationSetEventDestination': resource(id, { Id: id }),
  'AWS::SNS::Subscription': resource(s => `${String(s.properties.TopicArn)}:${id(s)}`),
  'AWS::SNS::Topic': resource(topicArn, { TopicArn: topicArn, TopicName: topicName }),
  'AWS::SNS::TopicPolicy': resource(),
  'AWS::SQS::Queue': resource(queueUrl, { Arn: arnOf('sqs', '', queueName), QueueName: queueName, QueueUrl: queueUrl }),
  'AWS::SQS::QueuePolicy': resource(),
  'AWS::SSM::Parameter': resource(parameterName, {
    Type: s => String(s.properties.Type),
    Value: s => String(s.properties.Value),
  }),
  'AWS::SecretsManager::Secret': resource(secretArn, { Id: secretArn }),
  'AWS::StepFunctions::StateMachine': resource(stateMachineArnOf, { Arn: stateMachineArnOf, Name: stateMachineName }),
  'AWS::XRay::SamplingRule': resource(),
  'Custom::CDKBucketDeployment': resource(),
  // Without effect here: it empties a bucket when the stack is deleted.
  'Custom::S3AutoDeleteObjects': resource(),
  'Custom::Trigger': resource(),
};
