import { RunningStack } from '../stack/running-stack.ts';
import type { Ended } from './request.ts';

/** Starts a stack and stops it. A deployment may fail, but must not leave wrong data. */
export async function deployment(results: string, options: string[]): Promise<Ended> {
  const ended = { scenario: 'deployment', doubled: 0, wrong: [] };
  let stack: RunningStack;
  try {
    stack = await RunningStack.start(results, options);
  } catch {
    return { ...ended, outcome: 'failed' };
  }
  await using running = stack;
  return { ...ended, outcome: 'made', wrong: await wrongData(running) };
}

/** What is wrong about the sample's data, which the stack's start has migrated. */
export async function wrongData(stack: RunningStack): Promise<string[]> {
  const { ReportClusterArn, ReportSecretArn } = stack.endpoints.outputs;
  const count = async (table: string) => {
    const [row] = await stack.aws.query({
      resourceArn: ReportClusterArn!,
      secretArn: ReportSecretArn!,
      database: 'supplierdb',
      sql: `SELECT COUNT(*) FROM ${table}`,
    });
    return `${Number(row![0])} ${table}`;
  };
  const found = [await count('suppliers'), await count('beans')].join(', ');
  return found === '3 suppliers, 8 beans' ? [] : [`The migration has made ${found}`];
}
