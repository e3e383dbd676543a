import { foreignCharacters } from './contract.ts';

const { kept, hidden, spaces } = foreignCharacters;
const notable = new RegExp(`${kept.join('|')}|(?<hidden>${hidden.join('|')})|(?<spaces>${spaces.join('|')})`, 'g');

/**
 * The text as the mails have it, too: hidden characters are spelled out, such as ⟨U+202E⟩, and long runs of spaces are
 * counted. Approvers must see the real text. Tabs and line ends stay.
 */
export function visible(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(notable, (found, ...rest) => {
    const groups = rest.at(-1) as { hidden?: string; spaces?: string };
    if (groups.hidden !== undefined) return `⟨${number(found)}⟩`;
    return groups.spaces === undefined ? found : `⟨${found.length} spaces⟩`;
  });
}

/** Why a text is not one line without hidden characters, as a sentence; undefined if it is one. */
export function problemOfLine(text: string): string | undefined {
  const first = (group: string) => [...text.matchAll(notable)].find(({ groups }) => groups?.[group] !== undefined)?.[0];
  const odd = first('hidden') ?? /[\t\n]/.exec(text)?.[0];
  if (odd !== undefined) return `Remove ${number(odd)}: use one line without tabs and hidden characters.`;
  const run = first('spaces');
  return run === undefined ? undefined : `Use fewer spaces: ${run.length} are in a row.`;
}

function number(character: string): string {
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
}

type Protocol = 'https:' | 'http:' | 'mailto:';

/** The address if it has one of these protocols and no credentials; else undefined. */
export function pageUrl(text: string | undefined, ...protocols: readonly Protocol[]): string | undefined {
  if (text === undefined || !URL.canParse(text)) return undefined;
  const { protocol, username, password, href } = new URL(text);
  return protocols.some(each => each === protocol) && username + password === '' ? href : undefined;
}
