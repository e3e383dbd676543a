// Helpers to write C#: layout, and comments from the models' documentation.

/** Indents lines. Only a line that begins with a brace changes the depth. */
export function layOut(lines: string[]): string {
  let depth = 0;
  const laidOut = lines.map(line => {
    if (line.startsWith('}')) depth--;
    const text = line === '' ? '' : '    '.repeat(depth) + line;
    if (line.startsWith('{')) depth++;
    return text;
  });
  return `${laidOut.join('\n')}\n`;
}

/** A block in braces, each on its own line. */
export const block = (head: string, body: string[], tail = ''): string[] => [head, '{', ...body, `}${tail}`];

export const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const quote = (text: string): string => JSON.stringify(text);

/** Joins parts with blank lines between them. */
export const apart = (parts: string[][]): string[] =>
  parts.filter(part => part.length > 0).flatMap((part, i) => (i === 0 ? part : ['', ...part]));

const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: ' ' };

/** The first paragraph of a model's HTML, else `otherwise`, as an XML comment. */
export function summary(html: string | undefined, otherwise: string): string[] {
  const paragraphs = (html ?? '').split(/<\/p>|<ul>|<ol>|<dl>|<note>/).map(plain);
  const paragraph = paragraphs.find(text => text !== '') ?? otherwise;
  const escaped = paragraph.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return [`/// <summary>${escaped}</summary>`];
}

function plain(html: string): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replace(/&(\w+);/g, (whole, name: string) => entities[name] ?? whole)
    .replace(/\s+/g, ' ')
    .trim();
}
