import { AwsError } from '../endpoint/error.ts';

const defaultPage = 100;

/** How many results a page has: 0 and none ask for the default. */
export const pageSize = (maxResults: number | undefined) => maxResults || defaultPage;

/**
 * Where the next page begins, as a token that is good for the same question alone. It names the last result of the page
 * before, so that results which come meanwhile neither repeat nor hide any.
 */
export class Cursor {
  readonly #question: string;

  constructor(...question: unknown[]) {
    this.#question = JSON.stringify(question);
  }

  encode(last: number): string {
    return Buffer.from(JSON.stringify([last, this.#question])).toString('base64url');
  }

  /** Throws InvalidToken for what is not such a token. */
  decode(token: string | undefined): number | undefined {
    if (token === undefined) return undefined;
    const [, last, question] = /^\[(\d+),(.*)\]$/.exec(Buffer.from(token, 'base64url').toString()) ?? [];
    if (question !== JSON.stringify(this.#question))
      throw new AwsError('InvalidToken', "Invalid Token: 'Invalid token'");
    return Number(last);
  }
}
