import { fieldTypes, type statuses } from '../base/contract.ts';
import { isNumber } from '../base/json.ts';
import { Members, type Read } from '../base/members.ts';
import { visible } from '../base/text.ts';
import { readImage } from '../picture/image.ts';

/** The form of a request's id. */
export const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export type Status = (typeof statuses)[number];
/** A request from the API. Every member but the status may be absent. */
export type ApprovalRequest = Read<typeof readRequest>;
/** One approver's approval. */
export type Approval = Read<typeof readApproval>;
/** An event in the request's history. */
export type HistoryEvent = Read<typeof readEvent>;
/** A field of the form, as the requester defined it. */
export type Field = Read<typeof readField>;
/** The values of fields: name, and value as text. */
export type ShownValues = readonly (readonly [name: string, value: string])[];

/** The request in an answer's body; undefined without a status. Members of an unexpected type count as absent. */
export function readRequest(body: unknown) {
  const members = new Members(body);
  const status = members.text('status');
  if (status === undefined) return undefined;
  return {
    subject: members.text('subject'),
    message: members.text('message'),
    /** What the approvers should look at. */
    url: members.text('url'),
    /** Any JSON. */
    details: members.get('details'),
    requestedBy: members.text('requestedBy'),
    /** The reader's mail address: that of the link or of the sign-in. */
    approver: members.text('approver'),
    createdAt: members.text('createdAt'),
    expiresAt: members.text('expiresAt'),
    /** A later version may add others. The pages must accept them. */
    status: status as Status,
    approvers: members.texts('approvers'),
    requiredApprovals: members.count('requiredApprovals') ?? 1,
    approvals: members.each('approvals', readApproval),
    fields: members.each('fields', readField),
    /** Why the reader cannot approve it although it is pending. */
    cannotDecide: members.text('cannotDecide'),
    image: readImage(members.get('image')),
    decidedBy: members.text('decidedBy'),
    decidedAt: members.text('decidedAt'),
    comment: members.text('comment'),
    fieldValues: readValues(members.get('fieldValues')),
    /** Whether the execution has received the decision. */
    delivered: members.get('delivered') !== false,
    history: members.each('history', readEvent),
    executionUrl: members.text('executionUrl'),
  };
}

function readApproval(value: unknown) {
  const members = new Members(value);
  const approver = members.text('approver');
  if (approver === undefined) return undefined;
  const values = readValues(members.get('fields'));
  return { approver, at: members.text('at'), comment: members.text('comment'), values };
}

function readEvent(value: unknown) {
  const members = new Members(value);
  const event = members.text('event');
  if (event === undefined) return undefined;
  return { event, at: members.text('at'), by: members.text('by'), note: members.text('note') };
}

function readField(value: unknown) {
  const members = new Members(value);
  const name = members.text('name');
  if (name === undefined) return undefined;
  return {
    name,
    label: members.text('label') ?? name,
    type: fieldTypes.find(type => type === members.get('type')) ?? 'text',
    /** What to enter, for the person. */
    hint: members.text('hint'),
    required: members.get('required') === true,
    /** A regular expression for the whole text. Only the API runs it: it may take for ever in a browser. */
    pattern: members.text('pattern'),
    maxLength: members.count('maxLength'),
    choices: members.texts('choices'),
  };
}

function readValues(value: unknown): ShownValues {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([name, member]: [string, unknown]): ShownValues => {
    const text = isNumber(member) ? String(member) : member;
    return typeof text === 'string' && text !== '' ? [[name, text]] : [];
  });
}

/** The request's title. */
export function subjectOf({ subject }: Pick<ApprovalRequest, 'subject'>): string {
  return subject === undefined ? 'Approval request' : visible(subject);
}
