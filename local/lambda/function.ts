import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isObject } from '../json.ts';
import { Problem } from '../problem.ts';
import { functionArn } from '../stack/arn.ts';
import type { Assembly } from '../stack/assembly.ts';
import { resourcesOf, withoutHash } from '../stack/resources.ts';
import { Section } from '../stack/section.ts';
import type { ResolvedResource, ResolvedStack } from '../stack/types.ts';

export interface LambdaFunction {
  name: string;
  arn: string;
  /** The logical id without the CDK's hash, for logs. */
  label: string;
  /** The folder of the published code (`LAMBDA_TASK_ROOT`). */
  folder: string;
  /** The name of the executable, or of the assembly without `.dll`. */
  handler: string;
  runtime: string;
  environment: Record<string, string>;
  memoryMegabytes: number;
  timeoutSeconds: number;
  logFormat: string;
  logLevel: string | undefined;
  logGroup: string;
  /** The limit of concurrent invocations; undefined for no limit. */
  reservedConcurrency: number | undefined;
}

/**
 * The functions of a stack. The CDK's own deployment helpers (providers of custom resources) have nothing to do here,
 * and are left out.
 */
export function functionsOf(stack: ResolvedStack, asset: Assembly['asset']): LambdaFunction[] {
  const providers = new Set([...stack.resources.values()].map(({ properties }) => properties.ServiceToken));
  return resourcesOf(stack, 'AWS::Lambda::Function')
    .filter(({ ref }) => !providers.has(functionArn(ref)))
    .map(resource => describe(resource, asset));
}

function describe(resource: ResolvedResource, asset: Assembly['asset']): LambdaFunction {
  const section = new Section(resource).only(
    'Code DeadLetterConfig Environment FunctionName Handler LoggingConfig MemorySize PackageType'
      + ' ReservedConcurrentExecutions Runtime Timeout',
    'Architectures Description Role Tags TracingConfig',
  );
  const { logicalId, ref, properties } = resource;
  const where = `${logicalId} (AWS::Lambda::Function)`;
  const { Runtime: runtime, Handler: handler, Code: code, PackageType } = properties;
  const { Environment: environment, LoggingConfig: logging } = properties;
  if (typeof runtime !== 'string' || !runtime.startsWith('dotnet') || PackageType === 'Image')
    throw new Problem(`${where}: the runner runs the dotnet runtimes only, not ${String(runtime ?? PackageType)}`);
  if (typeof handler !== 'string' || handler.includes('::'))
    throw new Problem(
      `${where}: the handler ${String(handler)} is not the name of an executable, which the runner requires`,
    );
  const { S3Bucket: bucket, S3Key: key } = isObject(code) ? code : {};
  const folder = asset(String(bucket), String(key));
  if (!folder)
    throw new Problem(`${where}: its code ${String(bucket)}/${String(key)} is not among the synthesized assets`);
  if (![`${handler}.dll`, handler].some(file => existsSync(join(folder, file))))
    throw new Problem(`${where}: there is no ${handler} or ${handler}.dll in ${folder}, which the handler needs`);

  const { Variables: variables } = isObject(environment) ? environment : {};
  const { LogFormat, ApplicationLogLevel, LogGroup } = isObject(logging) ? logging : {};
  return {
    name: ref,
    arn: functionArn(ref),
    label: withoutHash(logicalId),
    folder,
    handler,
    runtime,
    environment: strings(isObject(variables) ? variables : {}),
    memoryMegabytes: Number(properties.MemorySize ?? 128),
    timeoutSeconds: Number(properties.Timeout ?? 3),
    logFormat: String(LogFormat ?? 'Text'),
    logLevel: typeof ApplicationLogLevel === 'string' ? ApplicationLogLevel : undefined,
    logGroup: String(LogGroup ?? `/aws/lambda/${ref}`),
    reservedConcurrency: section.integer('ReservedConcurrentExecutions'),
  };
}

const strings = (values: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
