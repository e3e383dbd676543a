import { AwsError } from '../endpoint/error.ts';
import { fromJson } from '../json.ts';
import type { Section } from '../stack/section.ts';
import type { JsonOperation } from '../stack/types.ts';
import type { RequestContext } from './context.ts';
import { GatewayError } from './gateway-responses.ts';
import { inTime } from './in-time.ts';
import { integrationResponsesOf } from './integration-responses.ts';
import { compileTemplate, type MappingTemplate } from './mapping-template.ts';
import { NotJson } from './template-variables.ts';
import type { ApiCall, Integration, ServiceAnswer } from './types.ts';
import { mediaTypeOf } from './validation.ts';

/**
 * Calls Step Functions without a Lambda function. One template makes the request, another one the answer.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-integration-settings.html
 */
export function awsIntegration(method: Section, section: Section, timeout: number): Integration {
  section.only(
    'Credentials IntegrationHttpMethod IntegrationResponses PassthroughBehavior RequestTemplates ResponseTransferMode'
      + ' TimeoutInMillis Type Uri',
    'CacheKeyParameters CacheNamespace',
  );
  const uri = section.text('Uri');
  const operation =
    /^arn:[\w-]+:apigateway:[\w-]+:states:action\/(\w+)$/.exec(uri)?.[1]
    ?? section.stop('Uri', `is ${uri}; the runner supports only actions of Step Functions (states)`);
  // The role's permissions are not checked here. Without a role, AWS would refuse every call.
  section.text('Credentials');
  const requestOf = requestTemplates(section);
  const answerOf = integrationResponsesOf(method, section);

  return async (call, { stepFunctions }) => {
    const request = requestOf(call);
    const answer = await inTime(timeout, async () => ask(stepFunctions, operation, request));
    if (answer.status >= 400) call.failed(`Step Functions answered ${operation} with ${answer.body}`);
    return answerOf(answer, call.context);
  };
}

async function ask(service: JsonOperation, operation: string, request: string): Promise<ServiceAnswer> {
  try {
    return { status: 200, body: JSON.stringify(await service(operation, parsed(request))) };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    const { name, message, status } = error;
    return { status, body: JSON.stringify({ __type: name, message }) };
  }
}

const parsed = (request: string) =>
  fromJson(request, error => {
    throw new AwsError('SerializationException', `The request is not JSON: ${error}`);
  }) as object;

/**
 * Makes the service's request with the template for the media type of the client's request.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/integration-passthrough-behaviors.html
 */
function requestTemplates(section: Section): (call: ApiCall) => string {
  const stop = (detail: string): never => section.stop('RequestTemplates', detail);
  const templates = new Map(
    [...section.map('RequestTemplates')].map(([type, text]) => [type.toLowerCase(), compileTemplate(text, stop)]),
  );
  const behavior = section.optionalText('PassthroughBehavior') ?? 'WHEN_NO_MATCH';
  const passesThrough = behavior === 'WHEN_NO_MATCH' || (behavior === 'WHEN_NO_TEMPLATES' && templates.size === 0);
  return ({ request, body, context }) => {
    const text = Buffer.from(body).toString();
    const template = templates.get(mediaTypeOf(request.headers));
    if (template !== undefined) return render(template, text, context);
    if (passesThrough) return text;
    throw new GatewayError('UNSUPPORTED_MEDIA_TYPE', 'Unsupported Media Type');
  };
}

function render(template: MappingTemplate, body: string, context: RequestContext): string {
  try {
    return template(body, context);
  } catch (error) {
    if (error instanceof NotJson)
      throw new GatewayError('BAD_REQUEST_BODY', `Could not parse request body into json: ${error.message}`);
    throw new GatewayError('API_CONFIGURATION_ERROR', 'Internal server error', error);
  }
}
