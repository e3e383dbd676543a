// The clients to generate. A client more is an entry more; `npm install` writes it, and the solution lists its project.

export interface Service {
  /** The NuGet package. Its name says the namespace. */
  package: string;
  /** The folder of the service's model in botocore. */
  model: string;
  /** What the client is called between `Amazon` and `Client`, where that is not the end of the package's name. */
  client?: string;
  /** The operations to write; without them, all that the service has. */
  operations?: string[];
}

/** Stand-ins for packages that a NuGet source may lack. */
export const standIns: Service[] = [
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
  { package: 'AWSSDK.SimpleNotificationService', model: 'sns', operations: ['Publish'] },
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
