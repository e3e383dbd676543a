import { withHeader } from '../http.ts';
import type { Answer, Header } from '../http.ts';
import type { Section } from '../template.ts';
import { GatewayError } from './gatewayresponses.ts';
import type { Integration } from './integration.ts';
import { mediaTypeOf } from './mediatypes.ts';

/**
 * An answer without a backend, such as the CDK's for CORS preflights: a request template without variables chooses a
 * status, and with it one of the integration responses.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-mock-integration.html
 */
export function mockIntegration(section: Section): Integration {
  section.only(
    ['IntegrationResponses', 'RequestTemplates', 'Type'],
    ['CacheKeyParameters', 'CacheNamespace', 'PassthroughBehavior'],
  );
  const templates = section.map('RequestTemplates');
  const chosen = new Map([...templates].map(([type, template]) => [type, statusOf(section, template)]));
  const responses = section.sections('IntegrationResponses').map(readResponse);
  return async call => {
    const status = chosen.get(mediaTypeOf(call.request.headers)) ?? chosen.get('$default');
    if (status === undefined) throw new GatewayError('UNSUPPORTED_MEDIA_TYPE', 'Unsupported Media Type');
    const { answer } = responses.find(({ pattern }) => pattern?.test(status)) ??
      responses.find(({ pattern }) => pattern === undefined) ?? {};
    if (answer === undefined) {
      throw new GatewayError('DEFAULT_5XX', 'Internal server error', `no integration response for ${status}`);
    }
    return answer;
  };
}

function statusOf(section: Section, template: string): string {
  const status = /^\s*\{\s*"?statusCode"?\s*:\s*"?(\d{3})"?\s*\}\s*$/.exec(template)?.[1];
  return status ?? section.stop('RequestTemplates', 'is not just a status code, as {"statusCode": 200}');
}

function readResponse(section: Section): { pattern: RegExp | undefined; answer: Answer } {
  section.only(['ResponseParameters', 'ResponseTemplates', 'SelectionPattern', 'StatusCode']);
  const [[type, body] = ['application/json', '']] = section.map('ResponseTemplates');
  if (/[$#]/.test(body)) section.stop('ResponseTemplates', 'uses variables, which the local edge does not know');
  let headers: Header[] = [['Content-Type', type]];
  for (const [target, value] of section.map('ResponseParameters')) {
    const name = /^method\.response\.header\.(.+)$/.exec(target)?.[1];
    if (name === undefined || !/^'[^']*'$/.test(value)) {
      section.stop('ResponseParameters', `sets ${target} to ${value}, which the local edge does not know`);
    }
    headers = withHeader(headers, name, value.slice(1, -1));
  }
  const pattern = section.optionalText('SelectionPattern');
  const status = section.integer('StatusCode') ?? section.stop('StatusCode', 'is missing');
  return {
    pattern: pattern === undefined ? undefined : new RegExp(`^(?:${pattern})$`),
    answer: { status, headers, body: Buffer.from(body) },
  };
}
