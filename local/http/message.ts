import { validateHeaderName, validateHeaderValue, type IncomingMessage, type ServerResponse } from 'node:http';

/** A header line. A list of them keeps the order, case and repetitions of the message. */
export type Header = readonly [name: string, value: string];

export interface Answer {
  status: number;
  headers: Header[];
  body: Uint8Array;
}

export const answerOf = (status: number, headers: Record<string, string>, body: string | Uint8Array = ''): Answer => ({
  status,
  headers: Object.entries(headers),
  body: Buffer.from(body),
});

/** A request as the origin receives it. */
export interface OriginRequest {
  method: string;
  /** As sent: percent-encoded, not normalized, with a leading slash. */
  path: string;
  /** As sent, without the question mark; empty if there is none. */
  query: string;
  headers: Header[];
  /** The body, or undefined if it has more than `limit` bytes. Rejects if the viewer disconnects. */
  body(limit: number): Promise<Uint8Array | undefined>;
}

/** The server behind an origin's domain name. */
export interface OriginServer {
  handle(request: OriginRequest): Promise<Answer>;
}

export function headersOf(request: IncomingMessage): Header[] {
  const { rawHeaders: raw } = request;
  return raw.flatMap((name, i) => (i % 2 === 0 ? [[name, raw[i + 1]!] as const] : []));
}

/** The value of the first header with that name. The case does not matter. */
export function headerOf(headers: readonly Header[], name: string): string | undefined {
  return headers.find(([n]) => n.toLowerCase() === name.toLowerCase())?.[1];
}

export function withoutHeaders(headers: readonly Header[], ...names: string[]): Header[] {
  const lower = names.map(name => name.toLowerCase());
  return headers.filter(([name]) => !lower.includes(name.toLowerCase()));
}

/** Replaces all headers of that name by this one. */
export function withHeader(headers: readonly Header[], name: string, value: string): Header[] {
  return [...withoutHeaders(headers, name), [name, value]];
}

/** All values of each name, in the order sent. Names that `sameAs` makes equal are one, spelled as the first. */
export function valuesByName(pairs: readonly Header[], sameAs = (name: string) => name): Map<string, string[]> {
  const groups = Map.groupBy(pairs, ([name]) => sameAs(name)).values();
  return new Map([...groups].map(group => [group[0]![0], group.map(([, value]) => value)]));
}

/** Whether Node accepts this header line. A line break in a value would smuggle in a second header. */
export function isValid(name: string, value: string): boolean {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/** Writes the answer, whose headers must be valid. HEAD, 204 and 304 send no body; HEAD still sends its length. */
export function send(request: IncomingMessage, response: ServerResponse, answer: Answer): void {
  if (response.destroyed || response.headersSent) return;
  const empty = answer.status === 204 || answer.status === 304;
  const headers = withoutHeaders(answer.headers, 'content-length');
  if (!empty) headers.push(['Content-Length', String(answer.body.length)]);
  if (request.readableDidRead && !request.readableEnded) response.shouldKeepAlive = false;
  response.writeHead(answer.status, headers.flat());
  response.end(empty || request.method === 'HEAD' ? undefined : answer.body);
}
