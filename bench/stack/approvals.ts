import { setTimeout } from 'node:timers/promises';
import { HttpClient, type Answer } from './http.ts';
import type { Link } from './mail-reader.ts';
import { approvers, type RunningStack } from './running-stack.ts';

/** Often enough for the figures; the runner answers each of these calls, too. */
const poll = 50;

/** Starts approvals on a stack and decides them like an approver's browser. */
export class Approvals implements Disposable {
  readonly #stack: RunningStack;
  readonly #http = new HttpClient();
  #started = 0;

  constructor(stack: RunningStack) {
    this.#stack = stack;
  }

  /** Starts an execution and returns its ARN. Approvers take turns, so that none gets too many mails. */
  async start(subject: string, { people = 1, ...request }: { people?: number; [member: string]: unknown } = {}) {
    const { aws, endpoints } = this.#stack;
    const first = this.#started;
    this.#started += people;
    const { executionArn } = await aws.call<{ executionArn: string }>('AWSStepFunctions.StartExecution', {
      stateMachineArn: endpoints.outputs.StateMachineArn,
      input: JSON.stringify({
        subject,
        message: 'It is measured',
        approvers: Array.from({ length: people }, (_, index) => approvers[(first + index) % approvers.length]),
        build: { version: '2.0.1', commit: '9f8e7d6' },
        ...request,
      }),
    });
    return executionArn;
  }

  /** Decides once with the link in a mail. */
  answer(
    { id, key }: Link,
    decision: 'approve' | 'reject',
    fields?: Record<string, string>,
    comment?: string,
  ): Promise<Answer> {
    return this.#http.send(
      'POST',
      `${this.#stack.endpoints.api}/requests/${id}/decision`,
      { 'x-approval-key': key, 'content-type': 'application/json' },
      JSON.stringify({ decision, fields, comment }),
    );
  }

  /** Approves with the link in a mail. Returns the duration in milliseconds. */
  async decide(link: Link): Promise<number> {
    const started = performance.now();
    const { status, body } = await this.answer(link, 'approve');
    if (status !== 200) throw new Error(`A decision was answered with ${status}: ${body}`);
    return performance.now() - started;
  }

  /** Loads the first page of pending requests, like the dashboard. Returns their number. */
  async list(token: string, limit: number): Promise<number> {
    const url = `${this.#stack.endpoints.api}/approvals?limit=${limit}`;
    const { status, body } = await this.#http.send('GET', url, { authorization: token });
    if (status !== 200) throw new Error(`A list was answered with ${status}: ${body}`);
    return (JSON.parse(body) as { items: unknown[] }).items.length;
  }

  /** Waits until the execution has succeeded. */
  async ended(executionArn: string): Promise<void> {
    for (;;) {
      const { status } = await this.#stack.aws.call<{ status: string }>('AWSStepFunctions.DescribeExecution', {
        executionArn,
      });
      if (status === 'SUCCEEDED') return;
      if (status !== 'RUNNING') throw new Error(`${executionArn} is ${status}`);
      await setTimeout(poll);
    }
  }

  /** Runs one approval from start to end. Returns the milliseconds of all, and of the decision. */
  async whole(subject: string): Promise<{ total: number; decide: number }> {
    const started = performance.now();
    const executionArn = await this.start(subject);
    const decide = await this.decide(await this.#stack.mails.link(executionArn));
    await this.ended(executionArn);
    return { total: performance.now() - started, decide };
  }

  [Symbol.dispose](): void {
    this.#http.close();
  }
}

/** Does `count` pieces of work, at most `concurrency` at once. */
export async function inParallel(
  count: number,
  concurrency: number,
  work: (index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: Math.min(count, concurrency) }, async () => {
      while (next < count) await work(next++);
    }),
  );
}
