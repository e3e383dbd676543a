import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '../http/body.ts';
import type { Cognito } from '../cognito/cognito.ts';
import type { DynamoDb } from '../dynamodb/dynamodb.ts';
import type { RdsData } from '../rds-data/rds-data.ts';
import type { S3 } from '../s3/s3.ts';
import { hasExpired, type Session, type Sessions } from '../sts/sessions.ts';
import { AwsError, notHere } from './error.ts';
import type { HttpAnswer } from './http-answer.ts';
import { answerQuery, xmlError, type QueryServices } from './query.ts';

/** Answers an operation of a JSON protocol. Throws an AwsError. */
interface JsonService {
  handle(operation: string, input: unknown): Promise<object>;
}

/** The services behind the endpoint. */
export interface Services extends QueryServices {
  stepFunctions: JsonService;
  events: JsonService;
  queues: JsonService;
  rekognition: JsonService;
  dynamodb: Pick<DynamoDb, 'handle'>;
  userPools: Pick<Cognito, 'handle'>;
  identityPools: JsonService;
  s3: Pick<S3, 'handle'>;
  rdsData: Pick<RdsData, 'handle'>;
  sessions: Pick<Sessions, 'find'>;
}

/** No service takes more in one request (DynamoDB's BatchWriteItem takes 16 MB). */
const maxBodyBytes = 16 * 1024 * 1024;

/**
 * One endpoint for all AWS services, for `AWS_ENDPOINT_URL` and `--endpoint-url`. Like AWS it wants signed requests
 * (which also keeps web pages from calling it), but does not check the signature.
 */
export class AwsEndpoint {
  readonly #services: Services;

  constructor(services: Services) {
    this.#services = services;
  }

  handle(request: IncomingMessage, response: ServerResponse): void {
    if (isForS3(request)) return void this.#services.s3.handle(request, response);
    const requestId = randomUUID();
    const send = ({ status, headers, body }: HttpAnswer) => {
      // Without writeHead, Node knows the length and sends all in one piece.
      response.statusCode = status;
      response.setHeaders(new Map(Object.entries({
        'x-amzn-RequestId': requestId, ...isForIdentityPools(request) && allowOrigin, ...headers,
      })));
      response.end(body);
    };
    this.#answer(request, requestId)
      .catch((error: unknown) => failure(request, error, requestId))
      .then(send)
      .catch(() => response.destroy());
  }

  async #answer(request: IncomingMessage, requestId: string): Promise<HttpAnswer> {
    const { headers, method = '', url = '' } = request;
    const body = await readBody(request, maxBodyBytes);
    if (!body)
      throw new AwsError('RequestEntityTooLargeException', `The body is longer than ${maxBodyBytes} bytes`, 413);
    const [service, operation] = split(String(headers['x-amz-target'] ?? ''));
    if (method === 'OPTIONS') return preflight;
    if (isForIdentityPools(request))
      return json(200, await this.#services.identityPools.handle(operation, parse(body)));
    if (!headers.authorization?.startsWith('AWS4-HMAC-SHA256 ')) {
      throw new AwsError(
        'MissingAuthenticationTokenException',
        'Request is missing Authentication Token: sign it with any credentials, ' +
        'such as AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local',
        403);
    }

    const caller = this.#caller(headers);
    const { stepFunctions, dynamodb, events, queues, rekognition, userPools, rdsData } = this.#services;
    if (service === 'DynamoDB_20120810') return dynamodb.handle(headers, body);
    if (service === 'AWSStepFunctions') return json(200, await stepFunctions.handle(operation, parse(body)));
    if (service === 'AWSEvents') return json(200, await events.handle(operation, parse(body)));
    if (service === 'AWSCognitoIdentityProviderService') return userPools.handle(headers, body);
    if (service === 'RekognitionService') return json(200, await rekognition.handle(operation, parse(body)));
    if (method === 'POST' && signedFor(request) === 'rds-data') return json(200, await rdsData.handle(url, body));
    if (service === 'AmazonSQS') return json(200, await queues.handle(operation, parse(body)));
    if (service === '' && isForm(headers['content-type']))
      return answerQuery(this.#services, new URLSearchParams(body.toString()), caller, requestId);
    throw notHere(service === '' ? `${method} ${url}` : `${operation} of ${service}`);
  }

  /** The session that asks; none for all other credentials. Throws for one that has expired. */
  #caller(headers: IncomingHttpHeaders): Session | undefined {
    const session = this.#services.sessions.find(String(headers['x-amz-security-token']));
    if (!session || !hasExpired(session)) return session;
    const name = isForm(headers['content-type']) ? 'ExpiredToken' : 'ExpiredTokenException';
    throw new AwsError(name, 'The security token included in the request is expired', 403);
  }
}

/** The service that a request is signed for, also in the query. */
function signedFor({ url = '', headers }: IncomingMessage): string | undefined {
  const credential = /Credential=[^,&]*?(?:\/|%2F)([a-z0-9-]+)(?:\/|%2F)aws4_request/i;
  return credential.exec(headers.authorization ?? url)?.[1];
}

/**
 * Whether a request is for S3, whose paths are names of buckets: it is signed for it, or it is neither signed nor for
 * the one path that the other services have.
 */
function isForS3(request: IncomingMessage): boolean {
  const service = signedFor(request);
  return service === undefined ? !/^\/(?:\?|$)/.test(request.url ?? '') : service === 's3';
}

/** Identity pools are for web pages: their requests are not signed, and may come from any origin. */
const isForIdentityPools = ({ headers }: IncomingMessage): boolean =>
  String(headers['x-amz-target']).startsWith('AWSCognitoIdentityService.');

const allowOrigin = { 'Access-Control-Allow-Origin': '*' };

/** Lets web pages send what identity pools need, but no signature, which all others want. */
const preflight: HttpAnswer = {
  status: 200,
  headers: {
    ...allowOrigin,
    'Access-Control-Allow-Headers': 'Content-Type, X-Amz-Target, X-Amz-User-Agent',
    'Access-Control-Allow-Methods': 'POST',
    'Access-Control-Max-Age': '600',
  },
  body: '',
};

function failure(request: IncomingMessage, error: unknown, requestId: string): HttpAnswer {
  const { name, message, status } = error instanceof AwsError
    ? error : { name: 'InternalFailure', message: `The local runner failed: ${String(error)}`, status: 500 };
  if (isForm(request.headers['content-type'])) return xmlError(name, message, status, requestId);
  return json(status, { __type: name, message }, { 'x-amzn-ErrorType': name });
}

const json = (status: number, value: object, headers: Record<string, string> = {}): HttpAnswer =>
  ({ status, headers: { 'Content-Type': 'application/x-amz-json-1.0', ...headers }, body: JSON.stringify(value) });

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    throw new AwsError('SerializationException', 'The request body is not JSON');
  }
}

/** `Service.Operation`. */
function split(target: string): [service: string, operation: string] {
  const dot = target.lastIndexOf('.');
  return [target.slice(0, Math.max(dot, 0)), target.slice(dot + 1)];
}

const isForm = (contentType: string | undefined) =>
  contentType?.startsWith('application/x-www-form-urlencoded') ?? false;
