import { isDeepStrictEqual } from 'node:util';
import { report } from '../faults/reports.ts';
import type { Approvals } from '../stack/approvals.ts';
import type { Link } from '../stack/mail-reader.ts';
import { approvers, type RunningStack } from '../stack/running-stack.ts';

type Item = Record<string, Record<string, unknown>>;

const hours = 4 * 3600;

/** Requests, a person and a report that nobody may change. */
export class Standing {
  readonly links: Link[];
  readonly #stack: RunningStack;
  #before = new Map<string, Item>();

  private constructor(stack: RunningStack, links: Link[]) {
    this.#stack = stack;
    this.links = links;
  }

  /** Makes them. One request has a form, and the reviewer is among its approvers. */
  static async make(stack: RunningStack, approvals: Approvals): Promise<Standing> {
    const long = { remindAfterSeconds: hours, expiresAfterSeconds: hours };
    const links: Link[] = [];
    for (const request of [{ fields: [{ name: 'ticket', required: true }] }, {}, { requiredApprovals: 2, people: 3 }])
      links.push(await stack.mails.link(await approvals.start('Stays as it is', { ...long, ...request })));
    const person = {
      id: { S: crypto.randomUUID() },
      kind: { S: 'person' },
      name: { S: 'Ann' },
      faceId: { S: crypto.randomUUID() },
      image: { M: { bucket: { S: stack.endpoints.outputs.FramesBucketName! }, key: { S: 'people/ann' } } },
      addedAt: { S: '2026-11-20T10:00:00.000Z' },
      addedBy: { S: approvers[1]! },
    };
    await stack.aws.call('DynamoDB_20120810.PutItem', {
      TableName: stack.endpoints.outputs.PeopleTableName,
      Item: person,
    });
    const { wrong } = await report(stack, 1);
    if (wrong.length > 0) throw new Error(wrong.join('\n'));
    const standing = new Standing(stack, links);
    standing.#before = await standing.#read();
    return standing;
  }

  /** Ids of the person and the report. */
  get others(): string[] {
    return [...this.#before.values()]
      .map(item => item.id!.S as string)
      .filter(id => /^[0-9a-f-]{36}$/.test(id) && this.links.every(link => link.id !== id));
  }

  /** What is changed, gone, or new without a right, in sentences: these executions and these people have one. */
  async differences(executions: ReadonlySet<string>, requesters: string[]): Promise<string[]> {
    const wrong: string[] = [];
    const now = await this.#read();
    for (const [name, item] of this.#before) {
      const after = now.get(name);
      if (!isDeepStrictEqual(item, after))
        wrong.push(`${name} was ${JSON.stringify(item)}, and is ${JSON.stringify(after)}`);
    }
    for (const [name, item] of now) {
      const isOwn = requesters.some(each => item.requester?.S === each || name.endsWith(` latest-${each}`));
      const isRight = executions.has(String(item.executionArn?.S)) || isOwn || item.duplicateOf !== undefined;
      if (!this.#before.has(name) && !isRight) wrong.push(`${name} is new: ${JSON.stringify(item)}`);
    }
    return wrong;
  }

  /** All items by their table's output and id, but for the pace of mails and frames that are being looked at. */
  async #read(): Promise<Map<string, Item>> {
    const { aws, endpoints } = this.#stack;
    const items = new Map<string, Item>();
    for (const name of ['TableName', 'PeopleTableName', 'ReportsTableName'])
      for (const item of await aws.scan(endpoints.outputs[name]!))
        if (!/^(mails|frame)-/.test(item.id!.S as string)) items.set(`${name} ${item.id!.S as string}`, item);
    return items;
  }
}
