import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '../http/body.ts';
import { headersOf, send, withHeader, type OriginServer } from '../http/message.ts';
import { parseTarget } from '../http/target.ts';
import { region, urlSuffix } from '../stack/template.ts';

/** Serves REST APIs without a distribution before them, at the AWS endpoint: `/_aws/execute-api/ID/STAGE/…`. */
export class DirectApis {
  readonly #find: (domainName: string) => OriginServer | undefined;
  readonly #log: (line: string) => void;

  /** `find` gives the API with a domain name. */
  constructor(find: (domainName: string) => OriginServer | undefined, log: (line: string) => void) {
    this.#find = find;
    this.#log = log;
  }

  /** Whether the request is for an API, and so answered. */
  handle(request: IncomingMessage, response: ServerResponse): boolean {
    const { path = '', query = '' } = parseTarget(request.url ?? '') ?? {};
    const [, id, below] = /^\/_aws\/execute-api\/([^/]+)(\/.*)?$/.exec(path) ?? [];
    const domainName = `${id}.execute-api.${region}.${urlSuffix}`;
    const api = id === undefined ? undefined : this.#find(domainName);
    if (!api) return false;
    api.handle({
      method: request.method ?? '', path: below ?? '/', query,
      headers: withHeader(headersOf(request), 'Host', domainName),
      body: limit => readBody(request, limit),
    }).then(answer => send(request, response, answer)).catch((error: unknown) => {
      if (error !== request.errored) this.#log(`The API failed: ${String((error as Error).stack)}`);
      response.destroy();
    });
    return true;
  }
}
