import { randomBytes, randomUUID } from 'node:crypto';
import { headerOf, type OriginRequest } from '../http/message.ts';
import { account } from '../stack/template.ts';

export interface Stage {
  name: string;
  deploymentId: string;
}

const identityNames =
  'accessKey accountId caller cognitoAuthenticationProvider cognitoAuthenticationType cognitoIdentityId'
  + ' cognitoIdentityPoolId principalOrgId sourceIp user userAgent userArn';

/** The address of the local CloudFront. On AWS it is an edge location's. */
export const edgeAddress = '127.0.0.1';

export type RequestContext = ReturnType<typeof contextOf>;

/**
 * `requestContext` of a proxy event and `$context` of templates, before routing, which adds resource and authorizer.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 */
export function contextOf(apiId: string, stage: Stage, request: OriginRequest) {
  const now = new Date();
  const domainName = headerOf(request.headers, 'host') ?? '';
  const nobody: Record<string, string | null> = Object.fromEntries(identityNames.split(' ').map(name => [name, null]));
  return {
    accountId: account,
    apiId,
    deploymentId: stage.deploymentId,
    domainName,
    domainPrefix: domainName.split('.', 1)[0] ?? '',
    extendedRequestId: `${randomBytes(11).toString('base64url')}=`,
    httpMethod: request.method,
    identity: { ...nobody, sourceIp: edgeAddress, userAgent: headerOf(request.headers, 'user-agent') ?? null },
    /** Begins with the stage. */
    path: request.path,
    protocol: 'HTTP/1.1',
    requestId: randomUUID(),
    requestTime: commonLogTime(now),
    requestTimeEpoch: now.getTime(),
    resourceId: '',
    resourcePath: '',
    stage: stage.name,
  };
}

/** The viewer's X-Ray trace, or a new one. */
export function traceIdOf(request: OriginRequest): string {
  const sent = headerOf(request.headers, 'x-amzn-trace-id') ?? '';
  const root = /(?:^|;)\s*(Root=1-[0-9a-f]{8}-[0-9a-f]{24})(?:;|$)/.exec(sent)?.[1];
  return root ?? `Root=1-${Math.floor(Date.now() / 1000).toString(16)}-${randomBytes(12).toString('hex')}`;
}

function commonLogTime(time: Date): string {
  const [, day, month, year, clock] = /^\w+, (\d+) (\w+) (\d+) ([\d:]+)/.exec(time.toUTCString()) ?? [];
  return `${day}/${month}/${year}:${clock} +0000`;
}
