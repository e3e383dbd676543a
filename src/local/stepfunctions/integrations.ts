import { randomUUID } from 'node:crypto';
import { AwsError } from '../aws/error.ts';
import type { InvocationResult, Invoker, JsonOperation } from '../stack/types.ts';
import { StatesError } from './errors.ts';

export interface Services {
  lambda: Invoker;
  dynamodb: JsonOperation;
}

/** What a Task's Resource stands for. */
export interface Integration {
  /**
   * Whose events the history has: `Task…` ones with a resource type, or `LambdaFunction…` ones for a function's own
   * ARN.
   */
  events: { kind: 'Task'; resourceType: string; resource: string } | { kind: 'LambdaFunction'; resource: string };
  waitsForToken: boolean;
  /** Why these Parameters cannot be run here, if so. */
  refuse(parameters: Record<string, unknown> | undefined): string | undefined;
  /** Throws a StatesError named as AWS names it. */
  call(services: Services, input: unknown): Promise<unknown>;
}

const PARTITION = 'arn:aws[a-z-]*';
const FUNCTION = new RegExp(`^${PARTITION}:lambda:[^:]+:\\d+:function:[\\w-]+(:[\\w$-]+)?$`);
const OPTIMIZED = new RegExp(`^${PARTITION}:states:::(lambda|dynamodb|aws-sdk:dynamodb):(\\w+)(\\.waitForTaskToken)?$`);
const ITEM_OPERATIONS = ['getItem', 'putItem', 'updateItem', 'deleteItem'];
const SDK_OPERATIONS = [
  ...ITEM_OPERATIONS,
  'query',
  'scan',
  'batchGetItem',
  'batchWriteItem',
  'transactGetItems',
  'transactWriteItems',
];

/** The integration for a Task's Resource; undefined for one that is not available here. */
export function findIntegration(resource: string): Integration | undefined {
  if (FUNCTION.test(resource)) return functionOf(resource);
  const [, service, action, waits] = OPTIMIZED.exec(resource) ?? [];
  if (service === 'lambda' && action === 'invoke') return lambdaInvoke(waits !== undefined);
  if (service === 'dynamodb' && !waits && ITEM_OPERATIONS.includes(action!))
    return dynamodb(service, 'DynamoDB', action!);
  if (service === 'aws-sdk:dynamodb' && !waits && SDK_OPERATIONS.includes(action!))
    return dynamodb(service, 'DynamoDb', action!);
  return undefined;
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html, with the function's ARN as the resource */
function functionOf(arn: string): Integration {
  return {
    events: { kind: 'LambdaFunction', resource: arn },
    waitsForToken: false,
    refuse: () => undefined,
    call: ({ lambda }, input) => invoke(lambda, arn, input),
  };
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html */
function lambdaInvoke(waitsForToken: boolean): Integration {
  return {
    events: { kind: 'Task', resourceType: 'lambda', resource: waitsForToken ? 'invoke.waitForTaskToken' : 'invoke' },
    waitsForToken,
    refuse: (parameters = {}) => {
      const { InvocationType = 'RequestResponse', Qualifier = '$LATEST' } = parameters;
      const unknown = Object.keys(parameters).find(
        name => !/^((FunctionName|Payload)(\.\$)?|InvocationType|Qualifier)$/.test(name),
      );
      if (unknown) return `the parameter "${unknown}" is not available locally`;
      if (!('FunctionName' in parameters || 'FunctionName.$' in parameters))
        return 'the parameter "FunctionName" is missing';
      if (InvocationType !== 'RequestResponse')
        return `the InvocationType ${JSON.stringify(InvocationType)} is not available locally`;
      if (Qualifier !== '$LATEST') return `the Qualifier ${JSON.stringify(Qualifier)} is not available locally`;
      return undefined;
    },
    async call({ lambda }, input) {
      const { FunctionName, Payload = {} } = input as { FunctionName: unknown; Payload?: unknown };
      if (typeof FunctionName !== 'string')
        throw new StatesError('States.Runtime', "The parameter 'FunctionName' must be a string.");
      const payload = await invoke(lambda, FunctionName, Payload);
      const { SdkHttpMetadata, SdkResponseMetadata } = responseMetadata('application/json', {
        'X-Amz-Executed-Version': '$LATEST',
      });
      return { ExecutedVersion: '$LATEST', Payload: payload, SdkHttpMetadata, SdkResponseMetadata, StatusCode: 200 };
    },
  };
}

async function invoke(lambda: Invoker, functionName: string, payload: unknown): Promise<unknown> {
  let result: InvocationResult;
  try {
    result = await lambda.invoke(functionName, JSON.stringify(payload));
  } catch (error) {
    throw serviceFailure('Lambda', error, newCause('Lambda'));
  }
  if (result.functionError) throw functionFailure(result.payload);
  return result.payload === '' ? null : parsed(result.payload);
}

function functionFailure(payload: string): StatesError {
  const errorType = (parsed(payload) as { errorType?: unknown } | null)?.errorType;
  if (typeof errorType === 'string' && errorType) return new StatesError(errorType, payload);
  return new StatesError(
    'Lambda.Unknown',
    'The cause could not be determined because Lambda did not return an error type. ' + `Returned payload: ${payload}`,
  );
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new StatesError('Lambda.Unknown', `The function's answer is not JSON: ${json.slice(0, 1000)}`);
  }
}

/** The exceptions of the item operations that AWS names; it calls all others AmazonDynamoDBException. */
const DYNAMODB_EXCEPTIONS = new Set([
  'ConditionalCheckFailedException',
  'InternalServerError',
  'ItemCollectionSizeLimitExceededException',
  'ProvisionedThroughputExceededException',
  'ReplicatedWriteConflictException',
  'RequestLimitExceeded',
  'ResourceNotFoundException',
  'ThrottlingException',
  'TransactionCanceledException',
  'TransactionConflictException',
]);

/** https://docs.aws.amazon.com/step-functions/latest/dg/connect-ddb.html */
function dynamodb(resourceType: string, prefix: 'DynamoDB' | 'DynamoDb', action: string): Integration {
  const sdk = prefix === 'DynamoDb';
  const unnamed = sdk ? 'DynamoDbException' : 'AmazonDynamoDBException';
  return {
    events: { kind: 'Task', resourceType, resource: action },
    waitsForToken: false,
    refuse: () => undefined,
    async call(services, input) {
      const operation = action[0]!.toUpperCase() + action.slice(1);
      let output: object;
      try {
        output = await services.dynamodb(operation, input as object);
      } catch (error) {
        const failure = serviceFailure(prefix, error, sdk ? newCause('DynamoDb') : oldCause('AmazonDynamoDBv2'));
        const named = !(error instanceof AwsError) || DYNAMODB_EXCEPTIONS.has(error.name);
        throw named ? failure : new StatesError(`${prefix}.${unnamed}`, failure.message);
      }
      return sdk ? output : { ...output, ...responseMetadata('application/x-amz-json-1.0', {}) };
    },
  };
}

/** What a call failed with, by AWS's name for it; what is no answer of the service is the SDK's failure to get one. */
function serviceFailure(prefix: string, error: unknown, cause: (error: AwsError) => string): StatesError {
  if (error instanceof AwsError) return new StatesError(`${prefix}.${error.name}`, cause(error));
  return new StatesError(`${prefix}.SdkClientException`, error instanceof Error ? error.message : String(error));
}

/* The causes that the two generations of AWS's SDK, on which the integrations are built, make of an answer. */
const newCause =
  (service: string) =>
  ({ message, status }: AwsError) =>
    `${message} (Service: ${service}, Status Code: ${status}, Request ID: ${randomUUID()})`;
const oldCause =
  (service: string) =>
  ({ message, status, name }: AwsError) =>
    `${message} (Service: ${service}; Status Code: ${status}; Error Code: ${name}; ` +
    `Request ID: ${randomUUID()}; Proxy: null)`;

/** The metadata that the optimized integrations add to a service's answer. */
function responseMetadata(contentType: string, more: Record<string, string>) {
  const RequestId = randomUUID();
  const HttpHeaders: Record<string, string> = { 'Content-Type': contentType, 'x-amzn-RequestId': RequestId, ...more };
  const AllHttpHeaders = Object.fromEntries(Object.entries(HttpHeaders).map(([name, value]) => [name, [value]]));
  return { SdkHttpMetadata: { AllHttpHeaders, HttpHeaders, HttpStatusCode: 200 }, SdkResponseMetadata: { RequestId } };
}
