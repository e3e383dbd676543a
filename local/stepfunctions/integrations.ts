import { randomUUID } from 'node:crypto';
import { AwsError } from '../endpoint/error.ts';
import { parseJson } from '../json.ts';
import type { InvocationResult, Invoker } from '../stack/types.ts';
import { StatesError } from './errors.ts';
import { olderCause, refuseNames, responseMetadata, serviceFailure, type Integration } from './integration.ts';
import { putEvents } from './put-events.ts';
import { snsPublish } from './sns-publish.ts';

const resourcePattern = /^arn:aws[a-z-]*:states:::(\w+):(\w+)(\.waitForTaskToken)?$/;
const itemOperations = ['getItem', 'putItem', 'updateItem', 'deleteItem'];

export function findIntegration(resource: string): Integration {
  const [, service, action = '', waits] = resourcePattern.exec(resource) ?? [];
  if (service === 'lambda' && action === 'invoke') return lambdaInvoke(waits !== undefined);
  if (service === 'dynamodb' && !waits && itemOperations.includes(action)) return dynamodb(action);
  if (service === 'events' && !waits && action === 'putEvents') return putEvents;
  if (service === 'sns' && !waits && action === 'publish') return snsPublish;
  return unavailable(resource);
}

/** What only a mock answers. `resource` is an ARN such as `arn:aws:states:::codebuild:startBuild.sync`. */
function unavailable(resource: string): Integration {
  const names = resource.split(':').slice(5);
  const refusal = `the resource ${resource} is not available locally; --mocks FILE can answer the state`;
  return {
    resourceType: names.slice(0, -1).join(':'),
    resource: names.at(-1) ?? '',
    waitsForToken: resource.endsWith('.waitForTaskToken'),
    refuse: () => refusal,
    call: () => Promise.reject(new Error(refusal)),
  };
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html */
function lambdaInvoke(waitsForToken: boolean): Integration {
  return {
    resourceType: 'lambda',
    resource: waitsForToken ? 'invoke.waitForTaskToken' : 'invoke',
    waitsForToken,
    refuse: (parameters = {}) => {
      const { InvocationType = 'RequestResponse', Qualifier = '$LATEST', ...others } = parameters;
      const refusal = refuseNames(others, ['FunctionName', 'Payload'], 1);
      if (refusal) return refusal;
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
    throw serviceFailure('Lambda', error, lambdaCause);
  }
  if (result.functionError) throw functionFailure(result.payload);
  return result.payload === '' ? null : parsed(result.payload);
}

function functionFailure(payload: string): StatesError {
  const errorType = (parsed(payload) as { errorType?: unknown } | null)?.errorType;
  if (typeof errorType === 'string' && errorType) return new StatesError(errorType, payload);
  return new StatesError(
    'Lambda.Unknown',
    `The cause could not be determined because Lambda did not return an error type. Returned payload: ${payload}`,
  );
}

function parsed(json: string): unknown {
  try {
    return parseJson(json);
  } catch {
    throw new StatesError('Lambda.Unknown', `The function's answer is not JSON: ${json.slice(0, 1000)}`);
  }
}

/** The exceptions that keep their names. All others become AmazonDynamoDBException. */
const dynamodbExceptions = new Set([
  'ConditionalCheckFailedException',
  'InternalServerError',
  'ItemCollectionSizeLimitExceededException',
  'ProvisionedThroughputExceededException',
  'ReplicatedWriteConflictException',
  'RequestLimitExceeded',
  'ResourceNotFoundException',
  'ThrottlingException',
  'TransactionConflictException',
]);

/** https://docs.aws.amazon.com/step-functions/latest/dg/connect-ddb.html */
function dynamodb(action: string): Integration {
  return {
    resourceType: 'dynamodb',
    resource: action,
    waitsForToken: false,
    refuse: () => undefined,
    async call(services, input) {
      const operation = action[0]!.toUpperCase() + action.slice(1);
      try {
        const output = await services.dynamodb(operation, input as object);
        return { ...output, ...responseMetadata('application/x-amz-json-1.0') };
      } catch (error) {
        const failure = serviceFailure('DynamoDB', error, olderCause('AmazonDynamoDBv2'));
        const named = !(error instanceof AwsError) || dynamodbExceptions.has(error.name);
        throw named ? failure : new StatesError('DynamoDB.AmazonDynamoDBException', failure.message);
      }
    },
  };
}

/** A cause in the words of AWS's newer SDK. */
const lambdaCause = ({ message, status }: AwsError) =>
  `${message} (Service: Lambda, Status Code: ${status}, Request ID: ${randomUUID()})`;
