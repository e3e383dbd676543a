/**
 * An error that an AWS service answers with: the modelled exception's name as the AWS CLI and the SDKs know it, the
 * text for a person, and the HTTP status (400 for the caller's fault, 500 for the service's).
 */
export class AwsError extends Error {
  readonly status: number;

  constructor(name: string, message: string, status = 400) {
    super(message);
    this.name = name;
    this.status = status;
  }
}

/** The error for an operation that the runner does not have. */
export const notHere = (what: string, hint = ''): AwsError =>
  new AwsError('UnknownOperationException', `The local runner has no ${what}.${hint}`, 501);
