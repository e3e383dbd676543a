import { HttpClient } from '../stack/http.ts';
import type { RunningStack } from '../stack/running-stack.ts';
import { itemOf } from './items.ts';
import { ended, until, type Ended } from './request.ts';

/** Makes a report, and compares its execution, its record and its mail. `page` is what its link opens. */
export async function report(
  stack: RunningStack,
  number: number,
  requester: string = crypto.randomUUID(),
): Promise<Ended & { page: string }> {
  const { outputs } = stack.endpoints;
  const { executionArn } = await stack.aws.call<{ executionArn: string }>('AWSStepFunctions.StartExecution', {
    stateMachineArn: outputs.ReportStateMachineArn,
    input: JSON.stringify({
      requester,
      requestedBy: `approver-${number % 50}@example.com`,
      website: outputs.WebsiteUrl,
    }),
  });
  const { status } = await ended(stack, executionArn);
  const id = executionArn.slice(executionArn.lastIndexOf(':') + 1);
  const record = (await itemOf(stack, outputs.ReportsTableName!, id)) as { status: string } | undefined;
  const wrong: string[] = [];
  if ((status === 'SUCCEEDED') !== (record?.status === 'ready'))
    wrong.push(`report ${id}: its execution is ${status}, its record says ${record?.status}`);
  await until(`report ${id} is mailed`, async () => stack.mails.about(id).length > 0).catch(error =>
    wrong.push(String(error)),
  );
  const mails = stack.mails.take(id);
  const link = /^http\S*X-Amz-\S+/m.exec(mails[0]?.text ?? '')?.[0];
  const page = link ? await opened(link) : '';
  if (link && !page.includes('</table>')) wrong.push(`report ${id}: its link opens nothing`);
  const outcome = record?.status === 'ready' ? 'made' : 'failed';
  return { scenario: 'report', outcome, doubled: Math.max(0, mails.length - 1), wrong, page };
}

/** Faults break this call, too. */
async function opened(link: string): Promise<string> {
  const http = new HttpClient();
  let page = '';
  await until('a report opens', async () => {
    const answer = await http.send('GET', link).catch(() => undefined);
    page = answer?.body ?? '';
    return answer !== undefined && answer.status < 500;
  });
  http.close();
  return page;
}
