import { AwsError } from '../endpoint/error.ts';
import { isObject } from '../json.ts';
import { StatesError } from './errors.ts';
import { olderCause, refuseNames, responseMetadata, serviceFailure, unfit, type Integration } from './integration.ts';

/** The SDK's exceptions whose names differ from SNS's error codes. */
const exceptions: Record<string, string> = {
  InvalidParameter: 'InvalidParameterException',
  NotFound: 'NotFoundException',
  ParameterValueInvalid: 'InvalidParameterValueException',
};

/**
 * Publishes a message, which may be an object or a text.
 * https://docs.aws.amazon.com/step-functions/latest/dg/connect-sns.html
 */
export const snsPublish: Integration = {
  resourceType: 'sns',
  resource: 'publish',
  waitsForToken: false,
  refuse: parameters => refuseNames(parameters, ['TopicArn', 'Message', 'Subject', 'MessageAttributes'], 2),
  async call({ publish }, input) {
    const request = publication(input as Record<string, unknown>);
    try {
      return { MessageId: await publish(request), ...responseMetadata('text/xml') };
    } catch (error) {
      const failure = serviceFailure('SNS', error, olderCause('AmazonSNS'));
      if (!(error instanceof AwsError)) throw failure;
      throw new StatesError(`SNS.${exceptions[error.name] ?? 'AmazonSNSException'}`, failure.message);
    }
  },
};

/** The parameters in the form of the query protocol. */
function publication({ TopicArn, Message, Subject, MessageAttributes = {} }: Record<string, unknown>): URLSearchParams {
  const request = new URLSearchParams({
    TopicArn: text('TopicArn', TopicArn),
    Message: typeof Message === 'string' ? Message : JSON.stringify(Message),
    ...(Subject !== undefined && { Subject: text('Subject', Subject) }),
  });
  if (!isObject(MessageAttributes)) throw unfit('MessageAttributes', 'an object');
  Object.entries(MessageAttributes).forEach(([name, value], index) => {
    const entry = `MessageAttributes.entry.${index + 1}`;
    request.set(`${entry}.Name`, name);
    for (const [part, content] of Object.entries(isObject(value) ? value : {}))
      request.set(`${entry}.Value.${part}`, text(part, content));
  });
  return request;
}

function text(field: string, value: unknown): string {
  if (typeof value !== 'string') throw unfit(field, 'a string');
  return value;
}
