import { AwsError } from '../endpoint/error.ts';

const mostResults = 4096;

export interface Paged {
  MaxResults?: number;
  NextToken?: string;
}

/** One page of the items, and the token for the next page: the page's last id. `all` must be sorted by id. */
export function page<T>(
  all: T[],
  idOf: (each: T) => string,
  { MaxResults, NextToken: token }: Paged,
): { items: T[]; NextToken?: string } {
  // For AWS, 0 also means the default page size.
  const max = MaxResults || mostResults;
  const after = token === undefined ? '' : Buffer.from(token, 'base64url').toString();
  if (token !== undefined && !/^[\w.-]+$/.test(after))
    throw new AwsError('InvalidPaginationTokenException', 'Pagination token is invalid');
  const left = all.filter(each => idOf(each) > after);
  const items = left.slice(0, max);
  if (items.length === left.length) return { items };
  return { items, NextToken: Buffer.from(idOf(items.at(-1)!)).toString('base64url') };
}
