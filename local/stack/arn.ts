import { account, partition, region, urlSuffix } from './template.ts';

/** The ARN of a resource of a regional service in the local account. */
export const arn = (service: string, resource: string): string =>
  `arn:${partition}:${service}:${region}:${account}:${resource}`;

export const functionArn = (name: string): string => arn('lambda', `function:${name}`);

/** The function's name, from its name or ARN. */
export const nameOfFunction = (nameOrArn: string): string =>
  nameOrArn.replace(/^arn:[^:]+:lambda:[^:]+:\d{12}:function:/, '');

export const stateMachineArn = (name: string): string => arn('states', `stateMachine:${name}`);

/** The name of a user pool as an identity pool's provider. */
export const userPoolProvider = (userPoolId: string): string => `cognito-idp.${region}.${urlSuffix}/${userPoolId}`;

export const stackId = (name: string): string => arn('cloudformation', `stack/${name}/local`);
