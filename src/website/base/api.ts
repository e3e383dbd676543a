import { parseJson } from './json.ts';
import { Members } from './members.ts';

/** The status of a call that got no answer: no network, a proxy that hung up, or the time was over. */
export const NO_ANSWER = 0;

/** What the API said: the HTTP status, or NO_ANSWER; and the body, undefined if it is not JSON. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly headers?: Record<string, string>;
  /** Sent as JSON. */
  readonly body?: object;
  /** Milliseconds to wait for the whole answer, if not those of `PATIENCE`. */
  readonly timeout?: number;
}

/** Milliseconds to wait for what can be asked again; for the rest, longer than API Gateway waits (29 s). */
const PATIENCE = { GET: 15_000, other: 35_000 };

/** Calls the API of this origin. Every way to fail is an answer too, so this does not throw. */
export async function call(path: string, options: Call = {}): Promise<Answer> {
  const { method = 'GET', headers = {}, body } = options;
  const { timeout = method === 'GET' ? PATIENCE.GET : PATIENCE.other } = options;
  try {
    const response = await fetch(path, {
      method,
      headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      // What was decided and is on its way arrives even if the tab is closed meanwhile.
      keepalive: method !== 'GET',
      signal: AbortSignal.timeout(timeout),
    });
    return { status: response.status, body: parseJson(await response.text()) };
  } catch {
    // fetch rejects for the network and for the time-out only; what to tell the person is the same.
    return { status: NO_ANSWER, body: undefined };
  }
}

export function messageOf({ body }: Answer): string | undefined {
  return new Members(body).text('message');
}
