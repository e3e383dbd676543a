import { AwsError } from '../endpoint/error.ts';

/** What the Data API for Aurora Serverless v2 says of a request, where version 1 had a BadRequestException. */
export const invalid = (message: string): AwsError => new AwsError('ValidationException', message);

/** What the engine says of a statement. */
export const databaseError = (message: string): AwsError => new AwsError('DatabaseErrorException', message);

export const timedOut = (): AwsError => new AwsError('StatementTimeoutException', 'Request timed out');

/** The engine cannot be reached. The model gives this error no message, but here one helps. */
export const unavailable = (message: string): AwsError => new AwsError('DatabaseUnavailableException', message, 504);

export const transactionNotFound = (id: string, cause: string): AwsError =>
  new AwsError('TransactionNotFoundException', `Transaction ${id} is not found. ${cause}`, 404);

export const unsupportedResult = (message: string): AwsError => new AwsError('UnsupportedResultException', message);
