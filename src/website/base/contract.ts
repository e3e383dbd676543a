// Generated from src/ApprovalWorkflow.Contract by its test; do not edit.

/** How a request stands. */
export const statuses = ['pending', 'approved', 'rejected', 'expired', 'withdrawn'] as const;

/** How a report stands. */
export const reportStatuses = ['running', 'ready', 'failed'] as const;

/** What an approver can decide. */
export const decisions = ['approve', 'reject'] as const;

/** What an approver can be asked to fill in. */
export const fieldTypes = ['text', 'number', 'choice'] as const;

/** What can happen to a request. */
export const requestEvents = [
  'asked',
  'reminded',
  'opened',
  'approved',
  'rejected',
  'delivered',
  'expired',
  'withdrawn',
] as const;

/** Texts in UTF-16 units, which both JavaScript and .NET count; items of one answer. */
export const limits = {
  commentLength: 1000,
  personNameLength: 100,
  searchLength: 256,
  numberLength: 40,
  defaultItems: 25,
  mostItems: 100,
} as const;

/** The key of an approver's link: the header that it is sent in, and its characters (base64url). */
export const linkKey = { header: 'x-approval-key', length: 22 } as const;

/** The parameter of a call that reads a request: `true` once a person has used the page. */
export const openedParameter = 'opened';

/** Where the images of the stack are, and how many seconds a link's holder can load one from its address. */
export const images = { prefixes: ['frames/', 'asked/', 'people/'], linkSeconds: 300 } as const;

/** Lists of requests that the API knows besides those of one status: past ones, and two of pending ones. */
export const requestLists = {
  past: 'past',
  waitingForMe: 'waitingForMe',
  waitingForOthers: 'waitingForOthers',
} as const;

/** Who stands for a person in an event: the workflow itself. */
export const actors = { workflow: 'workflow' } as const;
