export interface Placeholder {
  name: string;
  start: number;
  end: number;
}

/** MySQL's texts, quoted names, comments, parameters and semicolons. An unclosed text ends with the input. */
const tokens = new RegExp(
  [
    /'(?:[^'\\]|\\[^]|'')*(?:'|\\?$)/,
    /"(?:[^"\\]|\\[^]|"")*(?:"|\\?$)/,
    /`(?:[^`]|``)*(?:`|$)/,
    /(?:#|--(?![^\s]))[^\n]*/,
    /\/\*[^]*?(?:\*\/|$)/,
    /(?<![:\w]):(?<name>[A-Za-z_]\w*)/,
    /;/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'g',
);

const isComment = (token: string): boolean => /^(?:#|--|\/\*)/.test(token);

/** Finds the parameters. `isMultiple` says whether the text has a second statement. */
export function readStatement(sql: string) {
  const placeholders: Placeholder[] = [];
  let [end, isEnded, isMultiple] = [0, false, false];
  const between = (next: number) => {
    if (isEnded && sql.slice(end, next).trim() !== '') isMultiple = true;
  };
  for (const { 0: token, index, groups } of sql.matchAll(tokens)) {
    between(index);
    end = index + token.length;
    if (token === ';') isEnded = true;
    else if (isEnded && !isComment(token)) isMultiple = true;
    if (groups?.name !== undefined) placeholders.push({ name: groups.name, start: index, end });
  }
  between(sql.length);
  return { placeholders, isMultiple };
}

/** The statement with `text` in place of each parameter. */
export function withPlaceholders(sql: string, placeholders: Placeholder[], text: (name: string) => string): string {
  let [end, result] = [0, ''];
  for (const placeholder of placeholders) {
    result += sql.slice(end, placeholder.start) + text(placeholder.name);
    end = placeholder.end;
  }
  return result + sql.slice(end);
}
