import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '../http/body.ts';
import { sendError } from '../s3/errors.ts';
import type { S3 } from '../s3/s3.ts';
import { hasExpired, type Session, type Sessions } from '../sts/sessions.ts';
import { AwsError, unsupported } from './error.ts';
import { xmlError } from './query.ts';
import { json, type AwsRequest, type Service, type HttpAnswer } from './service.ts';

interface EndpointOptions {
  services: readonly Service[];
  /** Separate, because its paths are bucket names and it reads and answers HTTP requests itself. */
  s3: Pick<S3, 'handle'>;
  sessions: Pick<Sessions, 'find'>;
}

/** The largest request of any service is DynamoDB's BatchWriteItem with 16 MB. */
const maxBodyBytes = 16 * 1024 * 1024;

/**
 * One endpoint for all AWS services, for `AWS_ENDPOINT_URL` and `--endpoint-url`. Like AWS it requires signed requests,
 * which also keeps web pages from calling it. It does not check the signature.
 */
export class AwsEndpoint {
  readonly #options: EndpointOptions;

  constructor(options: EndpointOptions) {
    this.#options = options;
  }

  handle(request: IncomingMessage, response: ServerResponse): void {
    if (isForS3(request)) return void this.#options.s3.handle(request, response);
    const id = randomUUID();
    this.#answer(request, id)
      .catch((error: unknown) => failure(request, error, id))
      .then(answer => send(response, answer, id))
      .catch(() => response.destroy());
  }

  async #answer(request: IncomingMessage, id: string): Promise<HttpAnswer> {
    const { headers, method = '', url = '' } = request;
    const body = await readBody(request, maxBodyBytes);
    if (!body)
      throw new AwsError('RequestEntityTooLargeException', `The body is longer than ${maxBodyBytes} bytes`, 413);
    if (method === 'OPTIONS') return preflight;
    const [target, operation] = split(String(headers['x-amz-target'] ?? ''));
    const form = target === '' && isForm(headers) ? new URLSearchParams(body.toString()) : undefined;
    const unsigned = { id, method, url, headers, body, target, operation, form };
    const asked: AwsRequest = { ...unsigned, signedFor: signedFor(request), caller: undefined };
    const service = this.#options.services.find(each => each.matches(asked));
    if (service?.isForWebPages) {
      const answer = await service.handle(asked).catch((error: unknown) => failure(request, error, id));
      return { ...answer, headers: { ...allowOrigin, ...answer.headers } };
    }
    if (!headers.authorization?.startsWith('AWS4-HMAC-SHA256 ')) {
      throw new AwsError(
        'MissingAuthenticationTokenException',
        'Request is missing Authentication Token: sign it with any credentials, '
          + 'such as AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local',
        403,
      );
    }
    const caller = this.#caller(headers);
    if (service) return service.handle({ ...asked, caller });
    throw unsupported(
      target !== '' ? `${operation} of ${target}` : form?.has('Action') ? `${form.get('Action')}` : `${method} ${url}`,
      ` It supports S3, ${this.#options.services.map(({ name }) => name).join(', ')}.`,
    );
  }

  /** The caller's session, or undefined for credentials that STS did not issue. Throws if it has expired. */
  #caller(headers: IncomingHttpHeaders): Session | undefined {
    const session = this.#options.sessions.find(String(headers['x-amz-security-token']));
    if (!session || !hasExpired(session)) return session;
    const name = isForm(headers) ? 'ExpiredToken' : 'ExpiredTokenException';
    throw new AwsError(name, 'The security token included in the request is expired', 403);
  }
}

function send(response: ServerResponse, { status, headers, body }: HttpAnswer, id: string): void {
  // Without writeHead, Node sets Content-Length and sends everything in one packet.
  response.statusCode = status;
  response.setHeaders(new Map(Object.entries({ 'x-amzn-RequestId': id, ...headers })));
  response.end(body);
}

/** Answers with an error, in the form of the service that is called. */
export function refuse(request: IncomingMessage, response: ServerResponse, error: AwsError): void {
  const id = randomUUID();
  if (isForS3(request)) sendError(response, error);
  else send(response, failure(request, error, id), id);
}

/** The service that a request is signed for, in its header or in its query. */
export function signedFor({ url = '', headers }: IncomingMessage): string | undefined {
  const credential = /Credential=[^,&]*?(?:\/|%2F)([a-z0-9-]+)(?:\/|%2F)aws4_request/i;
  return credential.exec(headers.authorization ?? url)?.[1];
}

/** Whether a request is for S3: signed for S3, or unsigned with a path other than `/`, the only one of the others. */
function isForS3(request: IncomingMessage): boolean {
  const service = signedFor(request);
  return service === undefined ? !/^\/(?:\?|$)/.test(request.url ?? '') : service === 's3';
}

const allowOrigin = { 'Access-Control-Allow-Origin': '*' };

/** Lets web pages send the headers that their services need. Signatures are not among them, and the others need one. */
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
  const { name, message, status } =
    error instanceof AwsError
      ? error
      : { name: 'InternalFailure', message: `The local runner failed: ${String(error)}`, status: 500 };
  if (isForm(request.headers)) return xmlError(name, message, status, requestId);
  return json(status, { __type: name, message }, { 'x-amzn-ErrorType': name });
}

/** `Service.Operation`. */
function split(target: string): [service: string, operation: string] {
  const dot = target.lastIndexOf('.');
  return [target.slice(0, Math.max(dot, 0)), target.slice(dot + 1)];
}

const isForm = (headers: IncomingHttpHeaders): boolean =>
  headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
