const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Escapes a text for HTML or XML, also within quotes. */
export const escaped = (text: string): string => text.replace(/[&<>"]/g, character => entities[character]!);

/** A text in XML, with control characters as S3 writes them. */
const xmlText = (text: string): string =>
  escaped(text).replace(/[\0-\x1f\x7f\ufffe\uffff]/g, each => `&#x${each.charCodeAt(0).toString(16)};`);

/** An XML element; members that are undefined are left out, lists repeat their element. */
export const element = (name: string, members: Record<string, unknown>): string =>
  `<${name}>${Object.entries(members)
    .flatMap(([member, value]) => [value].flat().map(each => [member, each] as const))
    .map(([member, value]) =>
      value === undefined
        ? ''
        : typeof value === 'object'
          ? element(member, value as Record<string, unknown>)
          : `<${member}>${xmlText(String(value))}</${member}>`,
    )
    .join('')}</${name}>`;
