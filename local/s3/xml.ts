import { escaped } from '../markup.ts';

/** A text in XML, with control characters as S3 writes them. */
export const xmlText = (text: string): string =>
  escaped(text).replace(/[\0-\x1f\x7f\ufffe\uffff]/g, each => `&#x${each.charCodeAt(0).toString(16)};`);

/** An element; members that are undefined are left out, lists repeat their element. */
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

/** The texts of all elements of a name in XML that a client sent. */
export const textsIn = (xml: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map(([, text]) => unescaped(text!));

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const unescaped = (text: string): string =>
  text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal?: string, hex?: string, name?: string) =>
    name ? (entities[name] ?? whole) : String.fromCodePoint(decimal ? Number(decimal) : Number.parseInt(hex!, 16)),
  );
