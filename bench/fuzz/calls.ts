import { hostile } from '../../local/testing/hostile.ts';
import type { Link } from '../stack/mail-reader.ts';
import type { Route } from './routes.ts';

/** What calls can name and hold: things that must stay as they are. */
export interface Known {
  /** Pending requests, with a key of each. */
  links: Link[];
  /** Ids of people and reports. */
  others: string[];
  /** A reviewer's ID token. */
  token: string;
}

export interface Call {
  /** The route, or what is no route. */
  name: string;
  method: string;
  /** Below the API's address. */
  path: string;
  headers: Record<string, string>;
  body: string;
  /**
   * Whether a success is no mistake: nothing is changed by it, or it only makes something new of the caller's own. What
   * is no route may lead out of the API, to the website's pages, which everybody may read.
   */
  maySucceed: boolean;
}

const parameters = ['status', 'limit', 'cursor', 'search', 'mine', 'from', 'before', 'opened', 'key', 'x'];

/** Members of bodies. What has only these may be valid. */
const members = ['decision', 'comment', 'fields', 'name'];

const texts = [
  'approve',
  'reject',
  'pending',
  'past',
  'true',
  '25',
  '2026-11-20T10:00:00.000Z',
  'eyJwZW5kaW5nIjpudWxsfQ',
  'eyJwZW5kaW5nIjp7InRpbWUiOiJ4IiwiaWQiOiJ5In19',
  '00000000-0000-0000-0000-000000000000',
  "' OR 1=1 --",
  '../../etc/passwd',
  '%2e%2e%2f',
  '\u202e\u2066evil',
  '\u2028',
  'a\r\nSet-Cookie: b',
  '<script>alert(1)</script>',
  '{{7*7}}',
  '[',
  '{"decision":"approve"}',
  '👩‍👩‍👧',
  '1e999',
  'x'.repeat(3000),
];

/** Parts of a path or query that no client should send. */
const raw = ['%', '%zz', '%00', '%ff', '%ed%a0%80', '..', '.', '%2f', '%252e', ';', '{id}', '+', '*', '@', "'", '$'];

const anotherMethod = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD', 'TRACE'];

/** Calls that lack a right, or something to do with it. The same seed gives the same calls, but for ids and keys. */
export function callMaker(seed: number, routes: Route[], { links, others, token }: Known) {
  const { below, pick, anything } = hostile(seed, { names: [...members, 'a', 'x'], texts });
  const text = (): string => pick(pick(...texts), String(anything(0)), pick(...raw)).toWellFormed();
  const encoded = (): string => (below(4) === 0 ? pick(...raw) : encodeURIComponent(text()));

  /** A text of which a character is changed, doubled or gone. */
  function damaged(value: string): string {
    const at = below(value.length);
    return value.slice(0, at) + pick('', value[at]!.repeat(2), '.', ' ') + value.slice(at + 1);
  }

  const id = (own: string): string =>
    pick<() => string>(
      () => own,
      () => own,
      () => own.toUpperCase(),
      () => encodeURIComponent(damaged(own)),
      () => pick(...others),
      () => crypto.randomUUID(),
      encoded,
    )();

  const query = (): string =>
    below(2) === 0
      ? ''
      : `?${Array.from({ length: 1 + below(3) }, () => `${pick(pick(...parameters), encoded())}=${encoded()}`).join('&')}`;

  /** JSON, or what comes near to it. */
  function body(): string {
    const valid = pick('{"decision":"approve"}', '{"decision":"reject","comment":"No"}', '{"name":"Eve"}');
    return pick<() => string>(
      () => valid,
      () => damaged(valid),
      () => `${valid.slice(0, -1)},${JSON.stringify(text())}:${JSON.stringify(anything(2))}}`,
      () => valid.replace(/"([a-z]+)"}/, `"$1","$1":"$1","decision":"approve"}`),
      () => JSON.stringify(anything(3)) ?? '',
      () => JSON.stringify({ decision: 'approve', fields: anything(3), [`x${text()}`]: 1 }),
      () => `{"decision":"approve","fields":${'['.repeat(1 + below(3000))}`,
      () => pick('{"decision":"approve","\\ud800":1}', '{"decision":"approve","comment":"\\ud800"}'),
      () => (below(50) === 0 ? JSON.stringify({ decision: 'approve', comment: 'x'.repeat(300_000) }) : text()),
      () => text(),
    )();
  }

  function wrongToken(): string {
    const [head, claims, signature] = token.split('.') as [string, string, string];
    const unsigned = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url');
    const forged = Buffer.from(claims, 'base64url').toString().replace('approver-0', 'approver-1');
    return pick(
      damaged(head) + `.${claims}.${signature}`,
      `${head}.${Buffer.from(forged).toString('base64url')}.${signature}`,
      `${unsigned}.${claims}.`,
      `${head}.${claims}`,
      `${head}.${claims}.${signature.slice(1)}`,
      'Basic YTpi',
      '',
      'x',
    );
  }

  const header = (value: string): string => value.replaceAll(/[^\x20-\x7e\xa0-\xff]/g, '?').trim();

  return (): Call => {
    const route = below(12) === 0 ? undefined : pick(...routes);
    const link = pick(...links);
    const method = route?.method ?? pick(...anotherMethod);
    const path = route?.path ?? pick('/', '/requests', `/${encoded()}`, `/approvals/${link.id}/${encoded()}`, '//');
    const changes = method !== 'GET' && method !== 'HEAD';
    const sent = changes || below(20) === 0 ? body() : '';
    // Who has the right lacks something else.
    const named = id(link.id);
    const isKnown = named === link.id || others.includes(named);
    const isHarmless = !changes || !path.includes('{id}') || (method !== 'DELETE' && !isAcceptable(sent)) || !isKnown;
    const hasRight = route !== undefined && isHarmless && below(2) === 0;
    const isOwnRead = !changes && !others.includes(named);
    const asked = hasRight ? query().replaceAll(/opened=true/gi, 'opened=1') : query();
    const key = hasRight
      ? link.key
      : pick(pick(...links.filter(other => other !== link)).key, damaged(link.key), text());
    const authorization = hasRight ? token : wrongToken();
    return {
      name: route ? `${method} ${path}` : 'no route',
      method,
      path: path.replace('{id}', named) + asked,
      headers: {
        'content-type': pick(
          'application/json',
          'application/json',
          'text/plain',
          'application/json; charset=utf-16',
          '',
        ),
        accept: pick('application/json', '*/*', 'text/html'),
        ...((route?.isSignedIn ?? true) && { authorization: header(authorization) }),
        ...(!(route?.isSignedIn ?? false) && { 'x-approval-key': header(key) }),
        ...(below(10) === 0 && { [pick('x-forwarded-for', 'range', 'if-none-match', 'x-a')]: header(text()) }),
      },
      body: sent,
      maySucceed: route === undefined ? !changes : hasRight && (!path.includes('{id}') || isOwnRead),
    };
  };
}

/** Whether a body could be what some route takes. */
function isAcceptable(body: string): boolean {
  try {
    const json = JSON.parse(body) as Record<string, unknown>;
    return Object.keys(Object(json) as object).every(name => members.includes(name));
  } catch {
    return false;
  }
}
