import { answerOf, isValid, type Answer, type Header } from '../http/message.ts';
import type { Section } from '../stack/section.ts';
import type { RequestContext } from './context.ts';
import { GatewayError } from './gateway-responses.ts';
import { compileTemplate, type MappingTemplate } from './mapping-template.ts';
import type { ServiceAnswer } from './types.ts';

type AnswerOf = (answer: ServiceAnswer, context: RequestContext) => Answer;

/**
 * Makes the client's answer from a service's answer, with the integration response for its status. The response's
 * template may override the status.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_IntegrationResponse.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-override-request-response-parameters.html
 */
export function integrationResponsesOf(method: Section, integration: Section): AnswerOf {
  const declared = new Map(
    method
      .sections('MethodResponses')
      .map(response => [response.text('StatusCode'), response.map('ResponseParameters')]),
  );
  const responses = integration.sections('IntegrationResponses').map(section => responseOf(section, declared));
  return ({ status, body }, context) => {
    const response =
      responses.find(({ pattern }) => pattern?.test(String(status)))
      ?? responses.find(({ pattern }) => pattern === undefined);
    if (response === undefined) throw misconfigured(`no integration response is for the status ${status}`);
    const { headers, template } = response;
    const responseOverride: { status?: number } = {};
    const text = template === undefined ? body : rendered(template, body, { ...context, responseOverride });
    const answered = answerOf(responseOverride.status ?? response.status, { 'Content-Type': 'application/json' }, text);
    return { ...answered, headers: [...answered.headers, ...headers] };
  };
}

function responseOf(section: Section, declared: Map<string, Map<string, string>>) {
  section.only(['ResponseParameters', 'ResponseTemplates', 'SelectionPattern', 'StatusCode']);
  const status = section.text('StatusCode');
  const parameters =
    declared.get(status) ?? section.stop('StatusCode', `is ${status}, for which the method has no response`);
  const headers = [...section.map('ResponseParameters')].map(([key, value]): Header => {
    const name = /^method\.response\.header\.(.+)$/.exec(key)?.[1] ?? '';
    const text = /^'(.*)'$/s.exec(value)?.[1] ?? '';
    if (!parameters.has(key))
      section.stop('ResponseParameters', `sets ${key}, which the method's response does not declare`);
    if (text === '' || !isValid(name, text))
      section.stop('ResponseParameters', `sets ${key} to ${value}; the runner supports only headers with fixed values`);
    return [name, text];
  });
  const { 'application/json': template, ...others } = Object.fromEntries(section.map('ResponseTemplates'));
  const [other] = Object.keys(others);
  if (other !== undefined) section.stop('ResponseTemplates', `has one for ${other}; the runner answers with JSON only`);
  const pattern = section.optionalText('SelectionPattern');
  return {
    /** Matches the service's whole status. The response without a pattern is for all other statuses. */
    pattern: pattern ? new RegExp(`^(?:${pattern})$`, 'u') : undefined,
    status: section.integer('StatusCode')!,
    headers,
    /** Undefined if the body stays unchanged. */
    template: (template && compileTemplate(template, detail => section.stop('ResponseTemplates', detail))) || undefined,
  };
}

function rendered(template: MappingTemplate, body: string, context: object): string {
  try {
    return template(body, context);
  } catch (error) {
    throw misconfigured(error);
  }
}

const misconfigured = (cause: unknown): GatewayError =>
  new GatewayError('API_CONFIGURATION_ERROR', 'Internal server error', cause);
