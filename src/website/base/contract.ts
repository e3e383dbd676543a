// Generated from src/ApprovalWorkflow.Contract by its test; do not edit.

/** The statuses of a request. */
export const statuses = ['pending', 'approved', 'rejected', 'expired', 'withdrawn'] as const;

/** The statuses of a report. */
export const reportStatuses = ['running', 'ready', 'failed'] as const;

/** What an approver can decide. */
export const decisions = ['approve', 'reject'] as const;

/** What an approver can be asked to fill in. */
export const fieldTypes = ['text', 'number', 'choice'] as const;

/** What can happen to a request. */
export const requestEvents = [
  'asked',
  'reminded',
  'unreached',
  'bounced',
  'complained',
  'opened',
  'approved',
  'rejected',
  'delivered',
  'expired',
  'withdrawn',
] as const;

/** Lengths of texts in UTF-16 units, as in JavaScript and .NET, and numbers of items in one answer. */
export const limits = {
  commentLength: 1000,
  personNameLength: 100,
  searchLength: 256,
  numberLength: 40,
  defaultItems: 25,
  mostItems: 100,
} as const;

/** The key of an approver's link: the header that carries it, and its length in characters (base64url). */
export const linkKey = { header: 'x-approval-key', length: 22 } as const;

/** The parameter of a call that reads a request: `true` once a person has used the page. */
export const openedParameter = 'opened';

/** The prefixes of the stack's images, and how many seconds an image's address works for a link's holder. */
export const images = { prefixes: ['frames/', 'asked/', 'people/'], linkSeconds: 300 } as const;

/** The API's lists besides one for each status: past requests, and two lists of pending ones. */
export const requestLists = {
  past: 'past',
  waitingForMe: 'waitingForMe',
  waitingForOthers: 'waitingForOthers',
} as const;

/** The actor of events that no person caused: the workflow itself. */
export const actors = { workflow: 'workflow' } as const;

/** The characters that are spelled out in text that others wrote, as regular expressions. */
export const foreignCharacters = {
  kept: [
    String.raw`\ud83c\udff4(?:\udb40[\udc30-\udc39\udc61-\udc7a]){1,6}\udb40\udc7f`,
    String.raw`[0-9#*]\ufe0f\u20e3`,
    String.raw`(?:[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u24c2\u25a0-\u27bf\u2900-\u297f\u2b00-\u2bff\u3030\u303d\u3297\u3299]|[\ud83c-\ud83e][\udc00-\udfff])(?:[\ufe0e\ufe0f]|\ud83c[\udffb-\udfff])?(?:\u200d(?:[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u24c2\u25a0-\u27bf\u2900-\u297f\u2b00-\u2bff\u3030\u303d\u3297\u3299]|[\ud83c-\ud83e][\udc00-\udfff])(?:[\ufe0e\ufe0f]|\ud83c[\udffb-\udfff])?)*`,
    String.raw`[\u0620-\u07ff\u0860-\u0dff][\u200c\u200d](?=[\u0620-\u07ff\u0860-\u0dff])`,
    String.raw`[\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca][\u200c\u200d]`,
    String.raw`[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]\u200b(?=[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff])`,
    String.raw`(?:[\u2e80-\u9fff\uf900-\ufaff]|[\ud840-\ud888][\udc00-\udfff])(?:\udb40[\udd00-\uddef]|[\ufe00-\ufe02])`,
    String.raw`[\u1820-\u18aa][\u180b-\u180d\u180f]`,
  ],
  hidden: [
    String.raw`[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f]`,
    String.raw`[\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb]`,
    String.raw`\ud82f[\udca0-\udca3]|\ud834[\udd73-\udd7a]|[\udb40-\udb43][\udc00-\udfff]`,
  ],
  spaces: [
    String.raw`(?<=[^\n \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u2800\u3000])[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u2800\u3000]{17,}`,
    String.raw`[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u2800\u3000]{161,}`,
  ],
} as const;
