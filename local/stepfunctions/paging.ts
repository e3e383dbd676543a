import { AwsError } from '../endpoint/error.ts';

export interface Paged {
  maxResults?: number;
  nextToken?: string;
}

/**
 * A page of the results of `read`, which start after a key, and the token for the next page. The token names the
 * last result of its page, so new results neither repeat nor hide any. It is valid only for the same request.
 */
export function pageOf<T>(
  { maxResults, nextToken }: Paged,
  question: unknown[],
  read: (after: number | undefined, count: number) => T[],
  keyOf: (result: T) => number,
): [results: T[], next: { nextToken?: string }] {
  const count = maxResults || 100;
  const asked = JSON.stringify(JSON.stringify(question));
  const [, last, answered] = /^\[(\d+),(.*)\]$/.exec(Buffer.from(nextToken ?? '', 'base64url').toString()) ?? [];
  if (nextToken !== undefined && answered !== asked)
    throw new AwsError('InvalidToken', "Invalid Token: 'Invalid token'");
  const found = read(last === undefined ? undefined : Number(last), count + 1);
  const results = found.slice(0, count);
  if (found.length <= count) return [results, {}];
  return [results, { nextToken: Buffer.from(`[${keyOf(results.at(-1)!)},${asked}]`).toString('base64url') }];
}
