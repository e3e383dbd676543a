import { fromJson, isObject } from '../json.ts';
import { resourcesOf } from '../stack/resources.ts';
import type { Section } from '../stack/section.ts';
import type { ResolvedStack } from '../stack/types.ts';
import { GatewayError } from './gateway-responses.ts';
import { inTime } from './in-time.ts';
import { answerOf } from './proxy-answer.ts';
import { eventOf } from './proxy-event.ts';
import type { Integration } from './types.ts';

/** The longest event of a synchronous invocation, in bytes. */
const longestEvent = 6_291_456;

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html */
export function lambdaProxyIntegration(stack: ResolvedStack, section: Section, timeout: number): Integration {
  section.only(
    ['IntegrationHttpMethod', 'ResponseTransferMode', 'TimeoutInMillis', 'Type', 'Uri'],
    ['CacheKeyParameters', 'CacheNamespace', 'Credentials', 'IntegrationResponses', 'PassthroughBehavior'],
  );
  const { arn, name } = functionOf(stack, section);

  return async (call, { lambda }) => {
    const event = JSON.stringify(eventOf(call));
    if (Buffer.byteLength(event) > longestEvent) throw new GatewayError('REQUEST_TOO_LARGE', 'Request Too Long');
    const result = await inTime(timeout, async () => lambda.invoke(arn, event));
    if (result.functionError !== undefined)
      throw new GatewayError('DEFAULT_5XX', 'Internal server error', `${name} failed: ${summary(result.payload)}`);
    return answerOf(result.payload, call, name);
  };
}

function functionOf(stack: ResolvedStack, section: Section): { arn: string; name: string } {
  const uri = section.text('Uri');
  const path = /^arn:[\w-]+:apigateway:[\w-]+:lambda:path\/2015-03-31\/functions\/([^/]+)\/invocations$/.exec(uri);
  const arn = path?.[1] ?? '';
  const name = arn.slice(arn.lastIndexOf(':') + 1);
  if (!resourcesOf(stack, 'AWS::Lambda::Function').some(({ ref }) => ref === name))
    section.stop('Uri', `is not a function of this stack: ${uri}`);
  return { arn, name };
}

/** Lambda's description of a failure, without the stack trace. */
function summary(payload: string): string {
  const error = fromJson(payload, () => undefined);
  if (!isObject(error)) return 'with an error that is not JSON';
  return [error.errorType, error.errorMessage].filter(part => typeof part === 'string').join(': ');
}
