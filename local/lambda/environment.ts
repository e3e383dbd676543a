import { randomUUID } from 'node:crypto';
import { region } from '../stack/template.ts';
import type { LambdaFunction } from './function.ts';

/** The AWS SDK needs credentials to sign with. S3 checks that they were used, and nothing else does. */
export const dummyCredentials = { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' };

/**
 * The environment of a function's process: the template's variables, those that Lambda defines
 * (https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html), the local AWS endpoint, and those of this
 * machine that .NET needs to start.
 */
export function environmentOf(
  fn: LambdaFunction,
  { runtimeApi, awsEndpoint }: { runtimeApi: string; awsEndpoint: string },
): NodeJS.ProcessEnv {
  return {
    ...ofThisMachine(),
    TZ: ':UTC',
    LANG: 'en_US.UTF-8',
    AWS_ENDPOINT_URL: awsEndpoint,
    AWS_EC2_METADATA_DISABLED: 'true',
    ...fn.environment,
    ...dummyCredentials,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EXECUTION_ENV: `AWS_Lambda_${fn.runtime}`,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(fn.memoryMegabytes),
    AWS_LAMBDA_FUNCTION_NAME: fn.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_FORMAT: fn.logFormat,
    ...(fn.logLevel !== undefined && { AWS_LAMBDA_LOG_LEVEL: fn.logLevel }),
    AWS_LAMBDA_LOG_GROUP_NAME: fn.logGroup,
    AWS_LAMBDA_LOG_STREAM_NAME: logStreamName(),
    AWS_LAMBDA_RUNTIME_API: runtimeApi,
    LAMBDA_TASK_ROOT: fn.folder,
    _HANDLER: fn.handler,
  };
}

function logStreamName(): string {
  const day = new Date().toISOString().slice(0, 10).replaceAll('-', '/');
  return `${day}/[$LATEST]${randomUUID().replaceAll('-', '')}`;
}

function ofThisMachine(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => /^(?:PATH|HOME|TMPDIR|DOTNET_.*)$/.test(name));
  return Object.fromEntries(kept);
}
