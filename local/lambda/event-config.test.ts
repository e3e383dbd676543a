import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Queues } from '../sqs/queues.ts';
import { stackOf } from '../testing/stack.ts';
import { eventConfigsOf } from './event-config.ts';

const configs = (fn: object, config?: object) => {
  const stack = stackOf({
    Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'failed' } },
    Function: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'F', ...fn } },
    ...(config && {
      Config: {
        Type: 'AWS::Lambda::EventInvokeConfig',
        Properties: { FunctionName: { Ref: 'Function' }, Qualifier: '$LATEST', ...config },
      },
    }),
  });
  const queues = new Queues(stack, 'http://localhost:4566');
  const queue = queues.byArn('arn:aws:sqs:us-east-1:000000000000:failed');
  return { configs: Object.fromEntries(eventConfigsOf(stack, queues)), queue };
};
const DeadLetterConfig = { TargetArn: { 'Fn::GetAtt': ['Queue', 'Arn'] } };

describe('Settings of asynchronous invocations', () => {
  it('come from the template, else they are Lambda’s defaults', () => {
    assert.deepEqual(configs({}).configs, {});
    const both = configs({ DeadLetterConfig }, { MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: '60' });
    assert.deepEqual(both.configs, { F: { maxRetries: 0, maxAgeSeconds: 60, deadLetters: both.queue } });
    const queue = configs({ DeadLetterConfig });
    assert.deepEqual(queue.configs, { F: { maxRetries: 2, maxAgeSeconds: 21_600, deadLetters: queue.queue } });
    const arn = configs({}, { FunctionName: { 'Fn::GetAtt': ['Function', 'Arn'] }, MaximumRetryAttempts: 1 });
    assert.deepEqual(arn.configs, { F: { maxRetries: 1, maxAgeSeconds: 21_600, deadLetters: undefined } });
  });

  it('that the runner does not support are refused', () => {
    const table: [fn: object, config: object | undefined, message: RegExp][] = [
      [
        { DeadLetterConfig: { TargetArn: 'arn:aws:sns:x' } },
        undefined,
        /^Function \(AWS::Lambda::Function\): DeadLetterConfig names no queue here: arn:aws:sns:x$/,
      ],
      [
        {},
        { DestinationConfig: { OnFailure: { Destination: 'x' } } },
        /^Config .*: DestinationConfig is not supported/,
      ],
      [{}, { Qualifier: 'live' }, /Qualifier is live; the runner supports only \$LATEST/],
    ];
    for (const [fn, config, message] of table) assert.throws(() => configs(fn, config), { name: 'Problem', message });
  });
});
