import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { InvocationResult } from '../stack/types.ts';
import { stackOf } from '../testing/stack.ts';
import { runTriggers } from './triggers.ts';

const trigger = (properties: object = {}) => ({
  Type: 'Custom::Trigger',
  Properties: {
    ServiceToken: 'arn:provider',
    HandlerArn: { Ref: 'Version' },
    InvocationType: 'RequestResponse',
    Timeout: '300000',
    ExecuteOnHandlerChange: true,
    ...properties,
  },
});

/** Runs the triggers of a stack whose functions give these answers. */
async function run({
  resources = {},
  answer = async () => ({ payload: 'null' }),
  signal,
}: {
  resources?: Parameters<typeof stackOf>[0];
  answer?: () => Promise<InvocationResult>;
  signal?: AbortSignal;
}) {
  const done: string[] = [];
  const stack = stackOf({
    Migrate: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'migrate' } },
    Version: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'Migrate' } } },
    Trigger: trigger(),
    ...resources,
  });
  const functions = {
    async invoke(name: string, payload: string) {
      done.push(`${name} ${payload}`);
      return answer();
    },
    stop: async () => void done.push('stop'),
  };
  const at = (detail: string) => void done.push(detail);
  await runTriggers(stack, { functions, at, signal: signal ?? new AbortController().signal });
  return done;
}

describe('The triggers of a stack', () => {
  it('invoke their functions in order', async () => {
    const once = ['Invoking migrate', 'migrate {}'];
    assert.deepEqual(await run({}), once);
    assert.deepEqual(await run({ resources: { Again: trigger() } }), [...once, ...once]);
  });

  it('stop the start with the error of a function that fails', async () => {
    const payload = '{"errorType":"BadRequestException","errorMessage":"no such column"}';
    const answer = async (): Promise<InvocationResult> => ({ payload, functionError: 'Unhandled' });
    await assert.rejects(run({ answer }), {
      name: 'Problem',
      message: `Trigger (Custom::Trigger): migrate failed with ${payload}`,
    });
  });

  it('are stopped with the runner', async () => {
    const controller = new AbortController();
    const reason = new Error('stopped');
    const answer = async (): Promise<InvocationResult> => {
      controller.abort(reason);
      return { payload: '{}', functionError: 'Unhandled' };
    };
    await assert.rejects(run({ answer, signal: controller.signal }), reason);
  });

  it('that the runner does not support are refused by name', async () => {
    const table: [properties: object, message: RegExp][] = [
      [{ InvocationType: 'Event' }, /^Trigger .*: InvocationType is Event; the runner supports only RequestResponse$/],
      [{ HandlerArn: 'arn:other' }, /^Trigger .*: HandlerArn is not a version of a function of the stack: arn:other$/],
      [{ Colour: 'blue' }, /^Trigger .*: Colour is not supported/],
    ];
    for (const [properties, message] of table)
      await assert.rejects(run({ resources: { Trigger: trigger(properties) } }), { name: 'Problem', message });
  });
});
