import { eventOf, type Event } from '../eventbridge/event.ts';
import type { Execution } from './execution.ts';

/** Larger inputs and outputs are left out. In bytes of UTF-8, after escaping as JSON strings. */
const maxPayloadBytes = 248 * 1024;

/**
 * The event that Step Functions puts on the event bus when an execution starts or ends.
 * https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html
 */
export function statusEvent(execution: Execution): Event {
  const { arn, machine, name, status, startDate, stopDate, input, output, failure } = execution;
  const outputSize = output === undefined ? 0 : escapedSize(output);
  const outputIncluded = outputSize <= maxPayloadBytes;
  const inputIncluded = escapedSize(input) + (outputIncluded ? outputSize : 0) <= maxPayloadBytes;
  return eventOf({
    source: 'aws.states',
    detailType: 'Step Functions Execution Status Change',
    resources: [arn],
    detail: {
      executionArn: arn,
      stateMachineArn: machine.arn,
      name,
      status,
      startDate: Math.round(startDate * 1000),
      stopDate: stopDate === undefined ? null : Math.round(stopDate * 1000),
      input: inputIncluded ? input : null,
      output: output !== undefined && outputIncluded ? output : null,
      stateMachineVersionArn: null,
      stateMachineAliasArn: null,
      redriveCount: 0,
      redriveDate: null,
      redriveStatus: 'NOT_REDRIVABLE',
      redriveStatusReason: redriveStatusReason(execution),
      inputDetails: { included: inputIncluded },
      outputDetails: output === undefined ? null : { included: outputIncluded },
      error: failure.error ?? null,
      cause: failure.cause ?? null,
    },
  });
}

export const redriveStatusReason = ({ status }: Execution): string =>
  status === 'RUNNING' || status === 'SUCCEEDED'
    ? `Execution is ${status} and cannot be redriven`
    : 'The local Step Functions cannot redrive executions';

const escapedSize = (text: string) => Buffer.byteLength(JSON.stringify(text));
