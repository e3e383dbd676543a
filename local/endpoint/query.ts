import { escaped } from '../markup.ts';
import type { Topics } from '../sns/topics.ts';
import type { Session } from '../sts/sessions.ts';
import type { Sts } from '../sts/sts.ts';
import { notHere } from './error.ts';
import type { HttpAnswer } from './http-answer.ts';

/** The services that speak the query protocol. */
export interface QueryServices {
  topics: Topics;
  sts: Pick<Sts, 'handle'>;
}

/**
 * Answers a request of the query protocol: form-encoded parameters, an answer in XML. `caller` is the session that
 * asks, if it is one.
 */
export function answerQuery(
  { topics, sts }: QueryServices, parameters: URLSearchParams, caller: Session | undefined, requestId: string,
): HttpAnswer {
  const [action, version] = [parameters.get('Action') ?? '', parameters.get('Version')];
  if (version === '2011-06-15') {
    const result = sts.handle(action, parameters, caller);
    return answer('https://sts.amazonaws.com/doc/2011-06-15/', action, result, requestId);
  }
  if (action !== 'Publish' || version !== '2010-03-31') throw notHere(`${action} (version ${version})`);
  const result = `<MessageId>${topics.publish(parameters)}</MessageId>`;
  return answer('http://sns.amazonaws.com/doc/2010-03-31/', action, result, requestId);
}

const answer = (namespace: string, action: string, result: string, requestId: string): HttpAnswer =>
  xml(200, `<${action}Response xmlns="${namespace}"><${action}Result>${result}</${action}Result>` +
    `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${action}Response>`);

export function xmlError(code: string, message: string, status: number, requestId: string): HttpAnswer {
  const type = status < 500 ? 'Sender' : 'Receiver';
  return xml(status, `<ErrorResponse><Error><Type>${type}</Type><Code>${escaped(code)}</Code>` +
    `<Message>${escaped(message)}</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`);
}

const xml = (status: number, body: string): HttpAnswer => ({ status, headers: { 'Content-Type': 'text/xml' }, body });
