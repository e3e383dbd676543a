import type { ServerResponse } from 'node:http';
import { AwsError } from '../endpoint/error.ts';
import { element } from '../markup.ts';

/** An error of S3 that tells more than its code and its message. */
export class S3Error extends AwsError {
  readonly details: Record<string, string>;

  constructor(name: string, message: string, status = 400, details: Record<string, string> = {}) {
    super(name, message, status);
    this.details = details;
  }
}

export const accessDenied = (message = 'Access Denied', details?: Record<string, string>): S3Error =>
  new S3Error('AccessDenied', message, 403, details);

export const noSuchKey = (key: string): S3Error =>
  new S3Error('NoSuchKey', 'The specified key does not exist.', 404, { Key: key });

export const preconditionFailed = (condition: string): S3Error =>
  new S3Error('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', 412, {
    Condition: condition,
  });

export const notImplemented = (what: string): S3Error =>
  new S3Error('NotImplemented', `The local S3 does not support ${what}.`, 501);

export function errorText(error: AwsError): string {
  const details = error instanceof S3Error ? error.details : {};
  const body = element('Error', { Code: error.name, Message: error.message, ...details });
  return `<?xml version="1.0" encoding="UTF-8"?>\n${body}`;
}

export function sendError(response: ServerResponse, error: AwsError): void {
  response.writeHead(error.status, { 'Content-Type': 'application/xml' }).end(errorText(error));
}
