import { account, partition } from '../stack/template.ts';
import type { Topics } from '../sns/topics.ts';
import { notHere } from './error.ts';
import type { HttpAnswer } from './http-answer.ts';

const namespaces = {
  sns: 'http://sns.amazonaws.com/doc/2010-03-31/',
  sts: 'https://sts.amazonaws.com/doc/2011-06-15/',
};

/** Answers a request of the query protocol: form-encoded parameters, an answer in XML. */
export function answerQuery(topics: Topics, parameters: URLSearchParams, requestId: string): HttpAnswer {
  const action = parameters.get('Action') ?? '';
  const version = parameters.get('Version') ?? '';
  switch (`${version} ${action}`) {
    case '2010-03-31 Publish':
      return result('Publish', namespaces.sns, { MessageId: topics.publish(parameters) }, requestId);
    case '2011-06-15 GetCallerIdentity':
      return result('GetCallerIdentity', namespaces.sts, {
        Arn: `arn:${partition}:iam::${account}:user/local`, UserId: 'AIDALOCAL', Account: account,
      }, requestId);
    default:
      throw notHere(`${action} (version ${version})`);
  }
}

export function xmlError(code: string, message: string, status: number, requestId: string): HttpAnswer {
  const type = status < 500 ? 'Sender' : 'Receiver';
  return xml(status, `<ErrorResponse><Error><Type>${type}</Type><Code>${escape(code)}</Code>` +
    `<Message>${escape(message)}</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`);
}

function result(action: string, namespace: string, values: Record<string, string>, requestId: string): HttpAnswer {
  const members = Object.entries(values).map(([name, value]) => `<${name}>${escape(value)}</${name}>`).join('');
  return xml(200, `<${action}Response xmlns="${namespace}"><${action}Result>${members}</${action}Result>` +
    `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${action}Response>`);
}

const xml = (status: number, body: string): HttpAnswer => ({ status, headers: { 'Content-Type': 'text/xml' }, body });

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escape = (text: string) => text.replace(/[&<>"]/g, character => entities[character]!);
