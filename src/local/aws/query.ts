import { escaped } from '../markup.ts';
import type { Topics } from '../sns/topics.ts';
import { notHere } from './error.ts';
import type { HttpAnswer } from './http-answer.ts';

/** Answers a request of the query protocol, which SNS speaks: form-encoded parameters, an answer in XML. */
export function answerQuery(topics: Topics, parameters: URLSearchParams, requestId: string): HttpAnswer {
  const [action, version] = [parameters.get('Action'), parameters.get('Version')];
  if (action !== 'Publish' || version !== '2010-03-31') throw notHere(`${action} (version ${version})`);
  const messageId = topics.publish(parameters);
  return xml(200, '<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">' +
    `<PublishResult><MessageId>${messageId}</MessageId></PublishResult>` +
    `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></PublishResponse>`);
}

export function xmlError(code: string, message: string, status: number, requestId: string): HttpAnswer {
  const type = status < 500 ? 'Sender' : 'Receiver';
  return xml(status, `<ErrorResponse><Error><Type>${type}</Type><Code>${escaped(code)}</Code>` +
    `<Message>${escaped(message)}</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`);
}

const xml = (status: number, body: string): HttpAnswer => ({ status, headers: { 'Content-Type': 'text/xml' }, body });
