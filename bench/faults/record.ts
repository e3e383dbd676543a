import type { Mail } from '../stack/mail-reader.ts';

/** An answer to an approver's click. */
export interface Clicked {
  approver: string;
  status: number;
  message: string;
}

/** What a request left behind. */
export interface Remains {
  /** The execution's status, and its output if it succeeded. */
  execution: { status: string; output?: string };
  /** The request's item. */
  record: {
    outcome?: string;
    status: string;
    decidedBy?: string;
    deliveredAt?: string;
    taskToken?: string;
    requiredApprovals: number;
    approvals: Record<string, unknown>;
    approvedBy: string[];
    history: { event: string; by: string; note?: string }[];
  };
  clicks: Clicked[];
}

/** Where record, callback, history and answers disagree: a sentence for each. */
export function disagreements({ execution, record, clicks }: Remains): string[] {
  const { outcome, decidedBy, approvals, history } = record;
  const approvers = Object.keys(approvals);
  const wrong: string[] = [];
  const must = (holds: boolean, what: string) => {
    if (!holds) wrong.push(what);
  };
  const times = (event: string) => history.filter(each => each.event === event).length;

  must(outcome !== undefined, 'the request is lost: nobody decided it, and it did not end');
  must(outcome === record.status, `the status is ${record.status}, the outcome ${outcome}`);
  if (execution.status === 'SUCCEEDED') {
    const { approval } = JSON.parse(execution.output!) as { approval: { status: string; decidedBy: string } };
    must(approval.status === outcome, `the execution heard ${approval.status}, the record says ${outcome}`);
    must(approval.decidedBy === decidedBy, `the execution heard ${approval.decidedBy}, the record ${decidedBy}`);
    must(outcome !== 'withdrawn', 'the request of an execution that succeeded is withdrawn');
    must(record.deliveredAt !== undefined, 'nothing says that the execution heard the decision');
    must(record.taskToken === undefined, 'the task token is still there');
  }
  if (outcome === 'approved') must(approvers.length === record.requiredApprovals, `${approvers.length} approved`);
  if (outcome === 'rejected') must(!approvers.includes(decidedBy!), `${decidedBy} rejected and approved`);
  must(record.approvedBy.length === approvers.length, `${record.approvedBy} approved, and ${approvers}`);

  must(times('asked') <= 1, `asked ${times('asked')} times, the history says`);
  for (const event of ['approved', 'rejected', 'expired', 'withdrawn']) {
    const due = event === 'approved' ? approvers.length : Number(event === outcome);
    must(times(event) === due, `${event} ${times(event)} times, the history says, not ${due}`);
  }
  const lines = history.map(({ event, by, note }) => `${event} by ${by}: ${note}`);
  must(new Set(lines).size === lines.length, `the history repeats itself: ${lines.join('; ')}`);

  for (const { approver, status, message } of clicks.filter(click => click.status === 200)) {
    const said = message === 'Workflow rejected' ? 'rejected' : 'approved';
    const isKept = said === 'rejected' ? outcome === said && decidedBy === approver : approvers.includes(approver);
    must(isKept, `${approver} was told "${message}", but the record does not have it`);
    if (message.startsWith('Workflow')) must(outcome === said, `${approver} was told ${status}: ${message}`);
  }
  return wrong;
}

/** How many mails came twice: to one person, about one request, in one round. */
export const doubled = (mails: readonly Mail[]): number => {
  const rounds = mails.map(({ to, subject, text }) => `${to} ${subject} ${/^Reminder \d+/.exec(text)}`);
  return rounds.length - new Set(rounds).size;
};
