/**
 * Control characters and those that change the text direction. They can make a text look like another one ("Trojan
 * source"), and approvers must see the real text.
 */
const deceptive = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** The text with deceptive characters spelled out, such as ⟨U+202E⟩. Tabs and line ends stay. */
export function visible(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replace(deceptive, character => `⟨U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}⟩`);
}

type Protocol = 'https:' | 'http:' | 'mailto:';

/** The address if it has one of these protocols and no credentials; else undefined. */
export function pageUrl(text: string | undefined, ...protocols: readonly Protocol[]): string | undefined {
  if (text === undefined || !URL.canParse(text)) return undefined;
  const { protocol, username, password, href } = new URL(text);
  return protocols.some(each => each === protocol) && username + password === '' ? href : undefined;
}
