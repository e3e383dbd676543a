import type { TokenVerifier } from '../cognito/token-verifier.ts';
import { headerOf, type Header } from '../http/message.ts';
import { resourcesOf } from '../stack/resources.ts';
import { Section } from '../stack/section.ts';
import type { ResolvedStack } from '../stack/types.ts';
import { GatewayError } from './gateway-responses.ts';

/** Checks ID tokens. */
export type Tokens = TokenVerifier;

/** The caller's claims, which a function receives in `requestContext.authorizer`. */
export interface Authorization {
  claims: Record<string, string>;
}

/** Throws a GatewayError for a caller who may not call the method. Undefined if everybody may. */
export type Authorizer = (headers: readonly Header[]) => Promise<Authorization | undefined>;

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-integrate-with-cognito.html */
export function authorizerOf(stack: ResolvedStack, method: Section, tokens: Tokens): Authorizer {
  const type = method.optionalText('AuthorizationType') ?? 'NONE';
  if (type === 'NONE') return async () => undefined;
  if (type !== 'COGNITO_USER_POOLS') method.stop('AuthorizationType', `is ${type}, which the runner does not support`);
  const id = method.text('AuthorizerId');
  const resource = resourcesOf(stack, 'AWS::ApiGateway::Authorizer').find(({ ref }) => ref === id);
  if (resource === undefined) return method.stop('AuthorizerId', `names no authorizer of this stack: ${id}`);
  const { header, poolIds } = readAuthorizer(stack, new Section(resource));
  return async headers => {
    const token = headerOf(headers, header)?.replace(/^Bearer +/i, '') ?? '';
    const claims = await tokens.claimsOf(token, poolIds);
    if (claims === 'expired') throw new GatewayError('UNAUTHORIZED', 'The incoming token has expired');
    if (claims === 'invalid') throw new GatewayError('UNAUTHORIZED', 'Unauthorized');
    return { claims: Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, textOf(name, value)])) };
  };
}

function readAuthorizer(stack: ResolvedStack, authorizer: Section): { header: string; poolIds: string[] } {
  authorizer.only('IdentitySource ProviderARNs RestApiId Type', 'AuthorizerResultTtlInSeconds AuthType Name');
  const type = authorizer.text('Type');
  if (type !== 'COGNITO_USER_POOLS') authorizer.stop('Type', `is ${type}, which the runner does not support`);
  const header = /^method\.request\.header\.([\w-]+)$/.exec(authorizer.text('IdentitySource'))?.[1];
  if (header === undefined) return authorizer.stop('IdentitySource', 'must be one header');
  const poolIds = authorizer.texts('ProviderARNs').map(arn => arn.slice(arn.lastIndexOf('/') + 1));
  const known = resourcesOf(stack, 'AWS::Cognito::UserPool').map(({ ref }) => ref);
  if (poolIds.length === 0 || !poolIds.every(id => known.includes(id)))
    authorizer.stop('ProviderARNs', 'must name user pools of this stack');
  return { header, poolIds };
}

/** All claims are texts. Lists are joined by commas. `exp` and `iat` have Java's date format. */
function textOf(name: string, value: unknown): string {
  if ((name === 'exp' || name === 'iat') && typeof value === 'number') return javaDate(new Date(value * 1000));
  if (Array.isArray(value)) return value.join(',');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** A time such as `Fri May 12 03:55:28 UTC 2017`. */
function javaDate(time: Date): string {
  const [, weekday, day, month, year, clock] = /^(\w+), (\d+) (\w+) (\d+) ([\d:]+)/.exec(time.toUTCString()) ?? [];
  return `${weekday} ${month} ${day} ${clock} UTC ${year}`;
}
