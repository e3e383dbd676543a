import { Members } from '../base/members.ts';
import { readImage, type Image } from '../picture/image.ts';

/** What a request's id looks like in an address. */
export const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Something the approver fills in, as the requester defined it. */
export interface Field {
  readonly name: string;
  readonly label: string;
  readonly type: 'text' | 'number' | 'choice';
  readonly required: boolean;
  /** A regular expression that the whole text must match. */
  readonly pattern: string | undefined;
  readonly maxLength: number | undefined;
  readonly choices: readonly string[];
}

/** What was filled in: the field's name, and its value as text. */
export type ShownValues = readonly (readonly [name: string, value: string])[];

/** One approver's yes. */
export interface Approval {
  readonly approver: string;
  readonly at: string | undefined;
  readonly comment: string | undefined;
  readonly values: ShownValues;
}

/** Something that happened to the request. */
export interface HistoryEvent {
  readonly event: string;
  readonly at: string | undefined;
  readonly by: string | undefined;
  readonly note: string | undefined;
}

/** What the API says of a request. Every member but the status may be absent. */
export interface ApprovalRequest {
  readonly subject: string | undefined;
  readonly message: string | undefined;
  /** Any JSON. */
  readonly details: unknown;
  readonly requestedBy: string | undefined;
  /** The mail address of the one who reads this: whose link, or whose sign-in it is. */
  readonly approver: string | undefined;
  readonly createdAt: string | undefined;
  readonly expiresAt: string | undefined;
  /** pending, approved, rejected, expired or withdrawn; the pages also get along with one that a later version adds. */
  readonly status: string;
  readonly approvers: readonly string[];
  readonly requiredApprovals: number;
  readonly approvals: readonly Approval[];
  readonly fields: readonly Field[];
  /** Why the one who reads this cannot approve it, although it is pending. */
  readonly cannotDecide: string | undefined;
  readonly image: Image | undefined;
  readonly decidedBy: string | undefined;
  readonly decidedAt: string | undefined;
  readonly comment: string | undefined;
  readonly fieldValues: ShownValues;
  /** Whether the execution has heard the decision. */
  readonly delivered: boolean;
  readonly history: readonly HistoryEvent[];
  readonly executionUrl: string | undefined;
}

/** The request in an answer's body; undefined without a status. Members of an unexpected type count as absent. */
export function readRequest(body: unknown): ApprovalRequest | undefined {
  const members = new Members(body);
  const status = members.text('status');
  if (status === undefined) return undefined;
  return {
    subject: members.text('subject'),
    message: members.text('message'),
    details: members.get('details'),
    requestedBy: members.text('requestedBy'),
    approver: members.text('approver'),
    createdAt: members.text('createdAt'),
    expiresAt: members.text('expiresAt'),
    status,
    approvers: members.texts('approvers'),
    requiredApprovals: members.count('requiredApprovals') ?? 1,
    approvals: members.list('approvals').flatMap(readApproval),
    fields: members.list('fields').flatMap(readField),
    cannotDecide: members.text('cannotDecide'),
    image: readImage(members.get('image')),
    decidedBy: members.text('decidedBy'),
    decidedAt: members.text('decidedAt'),
    comment: members.text('comment'),
    fieldValues: readValues(members.get('fieldValues')),
    delivered: members.get('delivered') !== false,
    history: members.list('history').flatMap(readEvent),
    executionUrl: members.text('executionUrl'),
  };
}

function readApproval(value: unknown): Approval[] {
  const members = new Members(value);
  const approver = members.text('approver');
  if (approver === undefined) return [];
  const values = readValues(members.get('fields'));
  return [{ approver, at: members.text('at'), comment: members.text('comment'), values }];
}

function readEvent(value: unknown): HistoryEvent[] {
  const members = new Members(value);
  const event = members.text('event');
  if (event === undefined) return [];
  return [{ event, at: members.text('at'), by: members.text('by'), note: members.text('note') }];
}

function readField(value: unknown): Field[] {
  const members = new Members(value);
  const name = members.text('name');
  if (name === undefined) return [];
  const type = members.text('type');
  const field: Field = {
    name,
    label: members.text('label') ?? name,
    type: type === 'number' || type === 'choice' ? type : 'text',
    required: members.get('required') === true,
    pattern: members.text('pattern'),
    maxLength: members.count('maxLength'),
    choices: members.texts('choices'),
  };
  return [field];
}

function readValues(value: unknown): ShownValues {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([name, member]: [string, unknown]): ShownValues => {
    const text = typeof member === 'number' ? String(member) : member;
    return typeof text === 'string' && text !== '' ? [[name, text]] : [];
  });
}
