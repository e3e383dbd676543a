import { AwsError } from '../endpoint/error.ts';

/** Throws InvalidArn unless it is the ARN of a Step Functions resource of this type. */
export function checkArn(arn: string, type: 'stateMachine' | 'execution'): void {
  if (!arn.startsWith('arn:')) throw invalid(`Invalid ARN prefix: ${arn}`);
  const [, , service, , , actual, ...name] = arn.split(':');
  if (service !== 'states' || !actual || name.length === 0 || name.includes('')) throw invalid(`Invalid ARN: ${arn}`);
  if (actual !== type) throw invalid(`Resource type not valid in this context: ${actual}`);
}

const invalid = (reason: string) => new AwsError('InvalidArn', `Invalid Arn: '${reason}'`);

export function executionArn(machineArn: string, name: string): string {
  return `${machineArn.replace(':stateMachine:', ':execution:')}:${name}`;
}

// The documented list: whitespace, brackets, wildcards, special characters, control characters, and code points that
// are not characters.
const forbidden = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\u0000-\u001f\u007f-\u009f\ufffe\uffff]|\p{Cs}/u;

export function checkName(name: string): void {
  if (forbidden.test(name)) throw new AwsError('InvalidName', `Invalid Name: '${name}'`);
}
