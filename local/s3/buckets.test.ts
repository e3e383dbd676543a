import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { stackOf } from '../testing/stack.ts';
import { bucketsOf } from './buckets.ts';

const functionArn = 'arn:aws:lambda:us-east-1:000000000000:function:F';
const bucket = (NotificationConfiguration: object) =>
  bucketsOf(
    stackOf({
      Function: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'F' } },
      Frames: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'frames', NotificationConfiguration } },
    }),
  )[0]!;
const toFunction = { Event: 's3:ObjectCreated:*', Function: { 'Fn::GetAtt': ['Function', 'Arn'] } };
const withRules = (...Rules: object[]) => ({ LambdaConfigurations: [{ ...toFunction, Filter: { S3Key: { Rules } } }] });

describe('A bucket', () => {
  it('tells functions what the template says', () => {
    const { notifications } = bucket({
      LambdaConfigurations: [
        {
          ...toFunction,
          Filter: {
            S3Key: {
              Rules: [
                { Name: 'Prefix', Value: 'frames/' },
                { Name: 'suffix', Value: '.jpg' },
              ],
            },
          },
        },
        { ...toFunction, Event: 's3:ObjectCreated:Copy' },
      ],
    });
    assert.deepEqual(notifications, [
      { event: 's3:ObjectCreated:*', prefix: 'frames/', suffix: '.jpg', functionArn },
      { event: 's3:ObjectCreated:Copy', prefix: '', suffix: '', functionArn },
    ]);
    assert.deepEqual(bucket({}), { name: 'frames', cors: [], notifications: [] });
  });

  it('with an unsupported notification is refused at start, by name', () => {
    const table: [configuration: object, message: RegExp][] = [
      [
        { EventBridgeConfiguration: { EventBridgeEnabled: true } },
        /^Frames \(AWS::S3::Bucket\): NotificationConfiguration\.EventBridgeConfiguration is not supported by/,
      ],
      [{ QueueConfigurations: [{}] }, /\.QueueConfigurations is not supported by the runner$/],
      [
        { LambdaConfigurations: [{ ...toFunction, Event: 's3:ObjectRemoved:*' }] },
        /LambdaConfigurations\[0\]\.Event is s3:ObjectRemoved:\*; the runner supports only s3:ObjectCreated:\*, /,
      ],
      [
        { LambdaConfigurations: [{ ...toFunction, Function: 'arn:x' }] },
        /Function is not a function of this stack: arn/,
      ],
      [
        withRules({ Name: 'size', Value: '1' }),
        /Rules\[0\]\.Name is size; the runner supports only prefix and suffix$/,
      ],
      [withRules({ Name: 'prefix', Value: 'a', Not: 'b' }), /Rules\[0\]\.Not is not supported by the runner$/],
    ];
    for (const [configuration, message] of table)
      assert.throws(() => bucket(configuration), { name: 'Problem', message });
  });
});
