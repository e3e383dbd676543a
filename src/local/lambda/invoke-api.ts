import { AwsError } from '../aws/error.ts';
import type { Functions } from './functions.ts';
import { maxPayloadBytes } from './runtime-api.ts';

export interface InvokeAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

const path = /^\/2015-03-31\/functions\/([^/?]+)\/invocations(?:\?.*)?$/;

/** Whether a request is Lambda's Invoke (https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html). */
export const isInvoke = (method: string, url: string): boolean => method === 'POST' && path.test(url);

/** Lambda's Invoke, of the types RequestResponse, Event and DryRun. */
export async function invoke(
  functions: Functions, url: string, invocationType: string | undefined, payload: string): Promise<InvokeAnswer> {
  const name = decodeURIComponent(path.exec(url)![1]!);
  functions.assertExists(name);
  if (Buffer.byteLength(payload) > maxPayloadBytes)
    throw new AwsError('RequestTooLargeException', `Request must be smaller than ${maxPayloadBytes} bytes`, 413);
  const event = payload === '' ? '{}' : payload;
  assertJson(event);

  switch (invocationType ?? 'RequestResponse') {
    case 'DryRun':
      return { status: 204, headers: {}, body: '' };
    case 'Event':
      void functions.invoke(name, event);
      return { status: 202, headers: {}, body: '' };
    case 'RequestResponse': {
      const result = await functions.invoke(name, event);
      return {
        status: 200,
        headers: {
          'Content-Type': 'application/json',
          'X-Amz-Executed-Version': '$LATEST',
          ...result.functionError && { 'X-Amz-Function-Error': result.functionError },
        },
        body: result.payload,
      };
    }
    default:
      throw new AwsError('InvalidParameterValueException', `There is no invocation type ${invocationType}`);
  }
}

function assertJson(text: string): void {
  try {
    JSON.parse(text);
  } catch (error) {
    throw new AwsError(
      'InvalidRequestContentException', `Could not parse request body into json: ${(error as Error).message}`);
  }
}
