import { answerOf, type Answer } from '../http/message.ts';
import { isObject } from '../json.ts';
import type { Section } from '../stack/section.ts';

/**
 * The errors of API Gateway itself, with their status and `x-amzn-ErrorType`.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
 */
const types = {
  /** The API is configured wrongly for this request. */
  API_CONFIGURATION_ERROR: [500, 'InternalServerErrorException'],
  BAD_REQUEST_BODY: [400, 'BadRequestException'],
  BAD_REQUEST_PARAMETERS: [400, 'BadRequestException'],
  /** Any other failure of an integration, such as a malformed answer. */
  DEFAULT_5XX: [502, 'InternalServerErrorException'],
  INTEGRATION_TIMEOUT: [504, 'InternalServerErrorException'],
  MISSING_AUTHENTICATION_TOKEN: [403, 'MissingAuthenticationTokenException'],
  REQUEST_TOO_LARGE: [413, 'BadRequestException'],
  UNAUTHORIZED: [401, 'UnauthorizedException'],
  UNSUPPORTED_MEDIA_TYPE: [415, 'BadRequestException'],
} as const;

type GatewayErrorType = keyof typeof types;

/** An error that API Gateway answers itself. `message` is for the client, `cause` for the developer. */
export class GatewayError extends Error {
  override readonly name = 'GatewayError';
  readonly type: GatewayErrorType;

  constructor(type: GatewayErrorType, message: string, cause?: unknown) {
    super(message, { cause });
    this.type = type;
  }
}

const standard = {
  status: undefined,
  contentType: 'application/json',
  template: '{"message":$context.error.messageString}',
};

/** Makes API Gateway's own answers, in the form of the API's AWS::ApiGateway::GatewayResponse resources. */
export function gatewayResponsesOf(sections: Section[]): (error: GatewayError, context: object) => Answer {
  const responses = new Map(sections.map(section => [section.text('ResponseType'), readResponse(section)]));
  return ({ type, message }, context) => {
    const [defaultStatus, errorType] = types[type];
    const fallback = responses.get(defaultStatus >= 500 ? 'DEFAULT_5XX' : 'DEFAULT_4XX') ?? standard;
    const { status = defaultStatus, contentType, template } = responses.get(type) ?? fallback;
    const error = { message, messageString: JSON.stringify(message), responseType: type };
    const body = template.replace(references, reference => lookUp({ context: { ...context, error } }, reference));
    return answerOf(status, { 'x-amzn-ErrorType': errorType, 'Content-Type': contentType }, body);
  };
}

/** Gateway responses only substitute variables. They have no directives, no `$input` and no `$util`. */
const references = /\$\{context\.[\w.]+\}|\$context\.\w+(?:\.\w+)*/g;

function readResponse(section: Section) {
  section.only(['ResponseTemplates', 'ResponseType', 'RestApiId', 'StatusCode']);
  const templates = section.map('ResponseTemplates');
  const [first = standard.contentType] = templates.keys();
  const contentType = templates.has(standard.contentType) ? standard.contentType : first;
  const template = templates.get(contentType) ?? standard.template;
  if (/[$#]/.test(template.replace(references, ''))) section.stop('ResponseTemplates', 'uses more than $context');
  return { status: section.integer('StatusCode'), contentType, template };
}

/** The value of a reference such as `$context.error.message`; empty if there is none, as in API Gateway. */
function lookUp(values: object, reference: string): string {
  let value: unknown = values;
  for (const name of reference.replace(/^\$\{?|\}$/g, '').split('.'))
    value = isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  return String(value ?? '');
}
