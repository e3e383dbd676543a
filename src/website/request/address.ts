/**
 * The members after the `#` of a page's address, also if a mail gateway has encoded the link: `#` as `%23` or `%2523`,
 * which moves them into the path or the query, and `&` as `&amp;`. The members of our links never need encoding.
 * @param address The address without its origin.
 */
export function membersOf(address: string): URLSearchParams {
  let text = address.replace(/^[^?#]*\/[\w.]*/, '');
  // Repeated, because a link may have been encoded several times.
  for (let i = 0; i < 3; i++) {
    text = text
      .replace(/%([2-7][0-9a-f])/gi, (_code, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
      .replace(/&(?:amp;)+/g, '&');
  }
  return new URLSearchParams(text.replace(/[?#]/g, '&'));
}

/** The address of the open page, without its origin. */
export function here({ pathname, search, hash }: Location): string {
  return `${pathname}${search}${hash}`;
}
