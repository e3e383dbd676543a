export interface Target {
  /** Percent-encoded as sent, with a leading slash. */
  path: string;
  /** As sent, without the question mark; empty if there is none. */
  query: string;
}

/**
 * Splits a request target in origin form (`/path?query`) or absolute form (`http://host/path?query`). Undefined for an
 * invalid one: another form, a space, a control or non-ASCII character, a fragment, a percent sign without two
 * hexadecimal digits, an encoded NUL, or encoded bytes that are not UTF-8.
 */
export function parseTarget(target: string): Target | undefined {
  if (!/^[!"$-~]+$/.test(target)) return undefined;
  const origin = target.replace(/^https?:\/\/[^/?]*/i, '');
  const relative = origin === target || origin.startsWith('/') ? origin : `/${origin}`;
  if (!relative.startsWith('/')) return undefined;
  const mark = relative.indexOf('?');
  const path = mark < 0 ? relative : relative.slice(0, mark);
  const decoded = decode(path);
  if (decoded === undefined || decoded.includes('\0')) return undefined;
  return { path, query: mark < 0 ? '' : relative.slice(mark + 1) };
}

/** Percent-decodes a text; undefined if the result is not UTF-8. */
export function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

/**
 * The path that CloudFront compares with path patterns: normalized by RFC 3986 (unreserved characters decoded, dot
 * segments removed), with repeated slashes merged. The origin receives the path as sent. See "Path pattern" in
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html
 */
export function normalizePath(path: string): string {
  const unreserved = path.replace(/%[0-9a-f]{2}/gi, code => {
    const character = String.fromCharCode(Number.parseInt(code.slice(1), 16));
    return /[\w.~-]/.test(character) ? character : code.toUpperCase();
  });
  // Only the path matters: a scheme and a host make a URL of it, which has no dot segments.
  return new URL(`path://x${unreserved.replace(/\/+/g, '/')}`).pathname;
}

/** A query string's parameters in order, still encoded. Both `&` and `;` separate them, as in API Gateway. */
export const splitQuery = (query: string): [name: string, value: string][] =>
  query
    .split(/[&;]/)
    .filter(text => text !== '')
    .map(pairOf);

/** The two parts of `name=value`. */
export function pairOf(text: string): [name: string, value: string] {
  const [name = '', ...value] = text.split('=');
  return [name, value.join('=')];
}
