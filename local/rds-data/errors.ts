import { AwsError } from '../endpoint/error.ts';

/** An invalid request. The Data API for Aurora Serverless v2 has this error, version 1 had BadRequestException. */
export const invalid = (message: string): AwsError => new AwsError('ValidationException', message);

/** The database engine refused a statement. */
export const databaseError = (message: string): AwsError => new AwsError('DatabaseErrorException', message);

export const timedOut = (): AwsError => new AwsError('StatementTimeoutException', 'Request timed out');

/** The engine cannot be reached. The model has no message for this error, but one helps here. */
export const unavailable = (message: string): AwsError => new AwsError('DatabaseUnavailableException', message, 504);

export const transactionNotFound = (id: string, cause: string): AwsError =>
  new AwsError('TransactionNotFoundException', `Transaction ${id} is not found. ${cause}`, 404);

export const unsupportedResult = (message: string): AwsError => new AwsError('UnsupportedResultException', message);
