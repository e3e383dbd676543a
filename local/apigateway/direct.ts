import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '../http/body.ts';
import { headersOf, send, withHeader, type OriginServer } from '../http/message.ts';
import { parseTarget } from '../http/target.ts';
import { region, urlSuffix } from '../stack/template.ts';

/**
 * Serves REST APIs at the AWS endpoint, without a distribution: `/_aws/execute-api/ID/STAGE/…`. Returns whether the
 * request is for one. `find` returns the API with a domain name.
 */
export const directApis =
  (find: (domainName: string) => OriginServer | undefined, log: (line: string) => void) =>
  (request: IncomingMessage, response: ServerResponse): boolean => {
    const { path = '', query = '' } = parseTarget(request.url ?? '') ?? {};
    const [, id, below = '/'] = /^\/_aws\/execute-api\/([^/]+)(\/.*)?$/.exec(path) ?? [];
    const domainName = `${id}.execute-api.${region}.${urlSuffix}`;
    const headers = withHeader(headersOf(request), 'Host', domainName);
    const answer = find(domainName)?.handle({
      method: request.method ?? '',
      path: below,
      query,
      headers,
      body: limit => readBody(request, limit),
    });
    answer
      ?.then(each => send(request, response, each))
      .catch((error: unknown) => {
        if (error !== request.errored) log(`The API failed: ${String((error as Error).stack)}`);
        response.destroy();
      });
    return answer !== undefined;
  };
