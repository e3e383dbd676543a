/** An error answer of an AWS service: the exception's name in the service model, a message, and the HTTP status. */
export class AwsError extends Error {
  readonly status: number;

  constructor(name: string, message: string, status = 400) {
    super(message);
    this.name = name;
    this.status = status;
  }
}

/** The error for an operation that the runner does not support. */
export const unsupported = (what: string, hint = ''): AwsError =>
  new AwsError('UnknownOperationException', `The local runner does not support ${what}.${hint}`, 501);
