import type { LambdaFunction } from '../lambda/function.ts';

/** A function with a template's usual values, except for those of the test. */
export const testFunction = (own: Partial<LambdaFunction> = {}): LambdaFunction => ({
  name: 'Echo',
  arn: 'arn:aws:lambda:us-east-1:000000000000:function:Echo',
  label: 'Echo',
  folder: import.meta.dirname,
  handler: 'Some.Assembly',
  runtime: 'dotnet10',
  environment: {},
  memoryMegabytes: 256,
  timeoutSeconds: 10,
  logFormat: 'JSON',
  logLevel: undefined,
  logGroup: '/aws/lambda/Echo',
  reservedConcurrency: undefined,
  ...own,
});

/** The command that runs the fake runtime instead of the published executable. */
export const fakeRuntime =
  (mode = 'serve') =>
  (): string[] => [process.execPath, new URL('./fake-runtime.ts', import.meta.url).pathname, mode];
