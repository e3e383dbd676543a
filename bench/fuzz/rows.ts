import { hostile } from '../../local/testing/hostile.ts';
import { report } from '../faults/reports.ts';
import type { RunningStack } from '../stack/running-stack.ts';

const texts = [
  '',
  '<script>alert(1)</script>',
  "'; DROP TABLE beans; --",
  '\u202e',
  '\u2028',
  'a\r\nb',
  '=1+1',
  '日本 👩‍👩‍👧',
  '&lt;',
];

/** The rows of one report. Each is a bean of an own supplier, so that no rows are equal. Returns what is wrong. */
export async function tryRows(stack: RunningStack, seed: number, count: number, requester: string) {
  const { below, pick, anything } = hostile(seed, { names: [], texts });
  const { ReportClusterArn, ReportSecretArn } = stack.endpoints.outputs;
  const run = (sql: string, parameters: Record<string, object> = {}) =>
    stack.aws.query({
      resourceArn: ReportClusterArn!,
      secretArn: ReportSecretArn!,
      database: 'supplierdb',
      sql,
      parameters: Object.entries(parameters).map(([name, value]) => ({ name, value })),
    });
  const { length: before } = await run('SELECT id FROM beans');
  for (let number = 1; number <= count; number++) {
    const odd = () => ({ stringValue: `${pick(pick(...texts), String(anything(0)))}`.toWellFormed().slice(0, 200) });
    await run(
      'INSERT INTO suppliers (id, name, address, city, state, email, phone) '
        + "VALUES (:id, :name, '', '', '', '', '')",
      { id: { longValue: 1000 + number }, name: odd() },
    );
    await run(
      'INSERT INTO beans (id, supplier_id, type, product_name, price, description, quantity) '
        + "VALUES (:id, :id, :type, :name, :price, '', :quantity)",
      {
        id: { longValue: 1000 + number },
        type: odd(),
        name: { stringValue: `row-${number}-end ${odd().stringValue}` },
        price: { doubleValue: pick(0, -1, 999_999.99, 0.01) },
        quantity: { doubleValue: below(1_000_000) / 10 },
      },
    );
  }
  const { wrong, page } = await report(stack, 2, requester);
  for (let number = 1; number <= count; number++)
    if (!page.includes(`row-${number}-end `)) wrong.push(`the report lacks row ${number}`);
  if (!page.includes(`${(before + count).toLocaleString('en')} rows`))
    wrong.push('the report has another count of rows');
  if (/<script/i.test(page)) wrong.push('the report has a script');
  return wrong;
}
