import { call, NO_ANSWER, type Answer, type Call } from '../base/api.ts';
import type { Session } from './session.ts';

const UNAUTHORIZED: Answer = { status: 401, body: undefined };
const UNREACHABLE: Answer = { status: NO_ANSWER, body: undefined };

/** Calls the API with the signed-in person's token. A refused token is renewed once. */
export class SignedApi {
  readonly #session: Session;
  readonly #onEnd: () => void;
  readonly #call: typeof call;

  /** @param onEnd Called when the session has ended, before the call resolves with 401. */
  constructor(session: Session, onEnd: () => void, send: typeof call = call) {
    this.#session = session;
    this.#onEnd = onEnd;
    this.#call = send;
  }

  async call(path: string, options: Call = {}): Promise<Answer> {
    const got = await this.#session.token();
    if ('none' in got) return got.none === 'ended' ? this.#end() : UNREACHABLE;
    const answer = await this.#send(path, options, got.token);
    if (answer.status !== 401) return answer;
    const renewal = await this.#session.renew(got.token);
    if (renewal === 'unreachable') return UNREACHABLE;
    const renewed = await this.#session.token();
    if ('none' in renewed) return this.#end();
    const second = await this.#send(path, options, renewed.token);
    return second.status === 401 ? this.#end() : second;
  }

  #send(path: string, options: Call, token: string): Promise<Answer> {
    return this.#call(path, { ...options, headers: { ...options.headers, authorization: `Bearer ${token}` } });
  }

  #end(): Answer {
    this.#session.end();
    this.#onEnd();
    return UNAUTHORIZED;
  }
}
