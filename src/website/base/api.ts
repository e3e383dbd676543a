import { setServerTime } from './clock.ts';
import { parseJson, writeJson } from './json.ts';
import { Members } from './members.ts';

/** The status of a call without an answer of the API: no network, a time-out, or a page of a proxy or firewall. */
export const NO_ANSWER = 0;

/** The API's answer: the HTTP status or NO_ANSWER, and the body, undefined if it is not JSON. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly headers?: Record<string, string>;
  /** Sent as JSON: texts, numbers as `Digits`, and objects. */
  readonly body?: object;
  /** Milliseconds to wait for the whole answer; by default `PATIENCE`. */
  readonly timeout?: number;
}

/** Default time-outs in milliseconds. Only a GET can simply be repeated; others wait longer than API Gateway (29 s). */
const PATIENCE = { GET: 15_000, other: 35_000 };

/** Calls the API of this origin. Does not throw: a failure is also an answer. */
export async function call(path: string, options: Call = {}): Promise<Answer> {
  const { method = 'GET', headers = {}, body } = options;
  const { timeout = method === 'GET' ? PATIENCE.GET : PATIENCE.other } = options;
  try {
    const response = await fetch(path, {
      method,
      headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
      body: body === undefined ? null : writeJson(body),
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      // A decision arrives even if the tab is closed meanwhile.
      keepalive: method !== 'GET',
      signal: AbortSignal.timeout(timeout),
    });
    setServerTime(response.headers);
    const answer = parseJson(await response.text());
    const isOthers = answer === undefined && response.status < 500;
    return { status: isOthers ? NO_ANSWER : response.status, body: answer };
  } catch {
    // fetch rejects only for the network and the time-out, and both get the same message.
    return { status: NO_ANSWER, body: undefined };
  }
}

export function messageOf({ body }: Answer): string | undefined {
  return new Members(body).text('message');
}
