/** What `GET /api/requests/{id}` says of a request. Every member but the status may be absent. */
export interface ApprovalRequest {
  readonly subject: string | undefined;
  readonly message: string | undefined;
  /** Any JSON. */
  readonly details: unknown;
  readonly requestedBy: string | undefined;
  /** The mail address that the link's key belongs to. */
  readonly approver: string | undefined;
  readonly createdAt: string | undefined;
  readonly expiresAt: string | undefined;
  /** pending, approved, rejected or expired; this page also gets along with one that a later version adds. */
  readonly status: string;
  readonly decidedBy: string | undefined;
  readonly decidedAt: string | undefined;
  readonly comment: string | undefined;
  readonly executionUrl: string | undefined;
}

/** The request in an answer's body; undefined without a status. Members of an unexpected type count as absent. */
export function readRequest(body: unknown): ApprovalRequest | undefined {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return undefined;
  const members = new Map<string, unknown>(Object.entries(body));
  const text = (name: string): string | undefined => {
    const value = members.get(name);
    return typeof value === 'string' && value.trim() !== '' ? value : undefined;
  };
  const status = text('status');
  if (status === undefined) return undefined;
  return {
    subject: text('subject'),
    message: text('message'),
    details: members.get('details'),
    requestedBy: text('requestedBy'),
    approver: text('approver'),
    createdAt: text('createdAt'),
    expiresAt: text('expiresAt'),
    status,
    decidedBy: text('decidedBy'),
    decidedAt: text('decidedAt'),
    comment: text('comment'),
    executionUrl: text('executionUrl'),
  };
}
