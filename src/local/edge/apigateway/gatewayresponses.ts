import { isValid, withHeader } from '../http.ts';
import type { Answer, Header } from '../http.ts';
import type { Section } from '../template.ts';

/**
 * The ways in which API Gateway itself refuses or fails, with status and `x-amzn-ErrorType`.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
 */
const types = {
  BAD_REQUEST_BODY: [400, 'BadRequestException'],
  BAD_REQUEST_PARAMETERS: [400, 'BadRequestException'],
  /** Any failure of an integration that has no type of its own, such as a malformed answer. */
  DEFAULT_5XX: [502, 'InternalServerErrorException'],
  INTEGRATION_TIMEOUT: [504, 'InternalServerErrorException'],
  MISSING_AUTHENTICATION_TOKEN: [403, 'MissingAuthenticationTokenException'],
  REQUEST_TOO_LARGE: [413, 'BadRequestException'],
  UNSUPPORTED_MEDIA_TYPE: [415, 'BadRequestException'],
} as const;

export type GatewayErrorType = keyof typeof types;

/** API Gateway answers in the integration's place. `message` is for the client, `cause` for the developer. */
export class GatewayError extends Error {
  override readonly name = 'GatewayError';
  readonly type: GatewayErrorType;

  constructor(type: GatewayErrorType, message: string, cause?: unknown) {
    super(message, { cause });
    this.type = type;
  }
}

/** The values that templates may name: `$context` as nested objects, and the stage's variables. */
export interface TemplateVariables {
  context: object;
  stageVariables: Record<string, string> | null;
}

interface Response {
  status: number | undefined;
  contentType: string;
  template: string;
  headers: Map<string, string>;
}

const standard: Response = {
  status: undefined,
  contentType: 'application/json',
  template: '{"message":$context.error.messageString}',
  headers: new Map(),
};

/** Answers of API Gateway itself, as the AWS::ApiGateway::GatewayResponse resources of an API shape them. */
export class GatewayResponses {
  readonly #responses: Map<string, Response>;

  constructor(sections: Section[]) {
    this.#responses = new Map(sections.map(section => [section.text('ResponseType'), readResponse(section)]));
  }

  answer(error: GatewayError, variables: TemplateVariables): Answer {
    const [defaultStatus, errorType] = types[error.type];
    const response = this.#responses.get(error.type) ??
      this.#responses.get(defaultStatus >= 500 ? 'DEFAULT_5XX' : 'DEFAULT_4XX') ?? standard;
    const details = { message: error.message, messageString: JSON.stringify(error.message), responseType: error.type };
    const values = { ...variables, context: { ...variables.context, error: details } };

    let headers: Header[] = [['x-amzn-ErrorType', errorType], ['Content-Type', response.contentType]];
    for (const [name, expression] of response.headers) {
      const value = expression.startsWith("'") ? expression.slice(1, -1) : lookUp(values, `$${expression}`);
      if (isValid(name, value)) headers = withHeader(headers, name, value);
    }
    const body = response.template.replace(references, reference => lookUp(values, reference));
    return { status: response.status ?? defaultStatus, headers, body: Buffer.from(body) };
  }
}

/** Gateway responses substitute variables and nothing more: no directives, no `$input`, no `$util`. */
const references = /\$\{(?:context|stageVariables)\.[\w.]+\}|\$(?:context|stageVariables)\.\w+(?:\.\w+)*/g;

function readResponse(section: Section): Response {
  section.only(['ResponseParameters', 'ResponseTemplates', 'ResponseType', 'RestApiId', 'StatusCode']);
  const templates = section.map('ResponseTemplates');
  const [first = standard.contentType] = templates.keys();
  const contentType = templates.has(standard.contentType) ? standard.contentType : first;
  const template = templates.get(contentType) ?? standard.template;
  if (/[$#]/.test(template.replace(references, ''))) {
    section.stop('ResponseTemplates', 'uses more than $context and $stageVariables');
  }
  const headers = new Map<string, string>();
  for (const [target, value] of section.map('ResponseParameters')) {
    const name = /^gatewayresponse\.header\.(.+)$/.exec(target)?.[1];
    if (name === undefined || !/^'[^']*'$|^(?:context|stageVariables)\.[\w.]+$/.test(value)) {
      section.stop('ResponseParameters', `sets ${target} to ${value}, which the local edge does not know`);
    }
    headers.set(name, value);
  }
  return { status: section.integer('StatusCode'), contentType, template, headers };
}

/** The value of a reference such as `$context.error.message`; empty if there is none, as in API Gateway. */
function lookUp(variables: TemplateVariables, reference: string): string {
  let value: unknown = variables;
  for (const name of reference.replace(/^\$\{?|\}$/g, '').split('.')) {
    value = typeof value === 'object' && value !== null && Object.hasOwn(value, name)
      ? (value as Record<string, unknown>)[name]
      : undefined;
  }
  return value === undefined || value === null ? '' : String(value);
}
