// The clients to generate. To add one, add an entry here and its project to the solution. `npm install` writes it.

export interface Service {
  /** The NuGet package, which also gives the namespace. */
  package: string;
  /** The folder of the service's model in botocore. */
  model: string;
  /** The client's name between `Amazon` and `Client`, if it differs from the package's. */
  client?: string;
  /** The operations to write; by default all. */
  operations?: string[];
}

/** Stand-ins for packages that a NuGet source may lack. */
export const standIns: Service[] = [
  { package: 'AWSSDK.EventBridge', model: 'events', operations: ['PutEvents'] },
  {
    package: 'AWSSDK.RDSDataService',
    model: 'rds-data',
    operations: ['BeginTransaction', 'CommitTransaction', 'ExecuteStatement', 'RollbackTransaction'],
  },
  {
    package: 'AWSSDK.Rekognition',
    model: 'rekognition',
    operations: ['DeleteFaces', 'DetectFaces', 'IndexFaces', 'ListFaces', 'SearchFaces', 'SearchFacesByImage'],
  },
  { package: 'AWSSDK.SecretsManager', model: 'secretsmanager', operations: ['GetSecretValue'] },
  { package: 'AWSSDK.SimpleEmailV2', model: 'sesv2', client: 'SimpleEmailServiceV2', operations: ['SendEmail'] },
  { package: 'AWSSDK.SimpleNotificationService', model: 'sns', operations: ['ListSubscriptionsByTopic', 'Publish'] },
  {
    package: 'AWSSDK.StepFunctions',
    model: 'stepfunctions',
    operations: ['DescribeExecution', 'SendTaskSuccess', 'StartExecution'],
  },
];

/** Clients that tests compare with the official ones: one of each protocol, all operations. */
export const compared: Service[] = [
  { package: 'AWSSDK.DynamoDBv2', model: 'dynamodb', client: 'DynamoDB' },
  { package: 'AWSSDK.SecurityToken', model: 'sts', client: 'SecurityTokenService' },
  { package: 'AWSSDK.SSOOIDC', model: 'sso-oidc' },
];
