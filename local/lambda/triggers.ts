import { Problem } from '../problem.ts';
import { nameOfFunction } from '../stack/arn.ts';
import { resourcesOf } from '../stack/resources.ts';
import { Section } from '../stack/section.ts';
import type { ResolvedResource, ResolvedStack } from '../stack/types.ts';
import type { Functions } from './functions.ts';

interface TriggerOptions {
  functions: Pick<Functions, 'invoke' | 'stop'>;
  at(detail: string): void;
  /** Aborting it stops the functions. */
  signal: AbortSignal;
}

/**
 * Invokes the functions that run at each deployment (CDK triggers), in order. Throws a Problem with the function's
 * error. https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.triggers-readme.html
 */
export async function runTriggers(stack: ResolvedStack, { functions, at, signal }: TriggerOptions): Promise<void> {
  const stop = (): void => void functions.stop();
  signal.addEventListener('abort', stop, { once: true });
  try {
    for (const trigger of resourcesOf(stack, 'Custom::Trigger')) {
      signal.throwIfAborted();
      const handler = handlerOf(stack, trigger);
      at(`Invoking ${handler}`);
      const { functionError, payload } = await functions.invoke(handler, '{}');
      signal.throwIfAborted();
      if (functionError) throw new Problem(`${trigger.logicalId} (${trigger.type}): ${handler} failed with ${payload}`);
    }
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** The name of the trigger's function. The trigger refers to a version of it. */
function handlerOf(stack: ResolvedStack, trigger: ResolvedResource): string {
  const section = new Section(trigger);
  section.only('HandlerArn InvocationType', 'ExecuteOnHandlerChange ServiceToken Timeout');
  const type = section.text('InvocationType');
  if (type !== 'RequestResponse')
    section.stop('InvocationType', `is ${type}; the runner supports only RequestResponse`);
  const arn = section.text('HandlerArn');
  const version = resourcesOf(stack, 'AWS::Lambda::Version').find(({ ref }) => ref === arn);
  if (!version) return section.stop('HandlerArn', `is not a version of a function of the stack: ${arn}`);
  return nameOfFunction(new Section(version).only(['FunctionName'], ['Description']).text('FunctionName'));
}
