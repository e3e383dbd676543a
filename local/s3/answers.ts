import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { AwsError } from '../endpoint/error.ts';
import { escaped } from '../markup.ts';
import { DetailedError } from './presigned.ts';

/** Passes s3rver's answer on, and makes up for what it does otherwise than S3. Throws an AwsError instead of it. */
export async function passOn(
  answer: IncomingMessage,
  asked: IncomingHttpHeaders,
  response: ServerResponse,
): Promise<void> {
  const {
    statusCode: status = 500,
    headers: { connection: _, 'keep-alive': __, ...headers },
  } = answer;
  if (status < 300 && !matches(asked['if-match'], headers.etag)) {
    answer.resume();
    throw new AwsError('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', 412);
  }
  if (status < 400) {
    response.writeHead(status, headers);
    answer.pipe(response);
    return;
  }
  const body = withoutHtml((await buffer(answer)).toString());
  if (headers['content-length'] !== undefined) headers['content-length'] = String(Buffer.byteLength(body));
  response.writeHead(status, headers).end(body);
}

/** s3rver does not look at If-Match. */
function matches(condition: string | undefined, etag: string | undefined): boolean {
  if (condition === undefined || condition.trim() === '*') return true;
  const bare = (text: string) => text.trim().replace(/^"(.*)"$/, '$1');
  return condition.split(',').some(each => bare(each) === bare(etag ?? ''));
}

/** Its errors have entities of HTML, which no parser of XML takes. */
const withoutHtml = (xml: string): string => xml.replace(/&(?!(?:amp|lt|gt|quot|apos);|#)\w+;/g, '\ufffd');

/** An answer with a service's error. */
export function sendError(response: ServerResponse, error: AwsError): void {
  const details = error instanceof DetailedError ? error.details : {};
  const elements = Object.entries({ Code: error.name, Message: error.message, ...details }).map(
    ([name, text]) => `<${name}>${escaped(text)}</${name}>`,
  );
  response.writeHead(error.status, { 'Content-Type': 'application/xml' });
  response.end(`<?xml version="1.0" encoding="UTF-8"?>\n<Error>${elements.join('')}</Error>`);
}
