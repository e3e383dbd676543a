import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { engines, startApi } from '../local/rds-data/testing/engines.ts';

const root = join(import.meta.dirname, '..');

/** The texts between triple quotes in the file of C# with this name. */
function rawTexts(name: string): string[] {
  const [file = assert.fail(`There is no ${name}`)] = globSync(`src/ApprovalWorkflow*/**/${name}`, { cwd: root });
  return [...readFileSync(join(root, file), 'utf8').matchAll(/"""\n([^]*?)\n *"""/g)].map(([, text]) => text!);
}

for (const engine of engines) {
  it(`the local Data API on ${engine} makes and reads the sample database`, async () => {
    const { sql, begin, commit } = await startApi(engine);
    const statements = rawTexts('SampleData.cs');
    assert.ok(statements.length >= 4);
    for (const statement of [...statements, statements[0]!]) await sql(statement);
    const [query = ''] = rawTexts('SampleInventory.cs');
    const rows: unknown[][] = [];
    const transactionId = await begin();
    for (let page; page !== 0;) {
      const { records } = await sql(`${query}\nLIMIT 3 OFFSET ${rows.length}`, { transactionId });
      rows.push(...records.map(record => record.map(field => Object.values(field)[0])));
      page = records.length;
    }
    await commit(transactionId);
    assert.deepEqual(rows, [
      ['Blue Harbor Imports', 'Barako', 'Liberica', '45.0', '12.30', '553.50'],
      ['Blue Harbor Imports', 'Dak Lak Screen 18', 'Robusta', '900.0', '6.40', '5760.00'],
      ['Blue Harbor Imports', 'Mandheling', 'Arabica', '310.5', '14.95', '4641.98'],
      ['Café do Vale', 'Bourbon Amarelo', 'Arabica', '420.0', '15.80', '6636.00'],
      ['Café do Vale', 'Catuaí Vermelho', 'Arabica', '515.5', '13.60', '7010.80'],
      ['Highland Growers', 'Harrar Natural', 'Arabica', '80.0', '17.20', '1376.00'],
      ['Highland Growers', 'Sidamo Grade 1', 'Arabica', '240.0', '18.50', '4440.00'],
      ['Highland Growers', 'Yirgacheffe Washed', 'Arabica', '125.5', '19.75', '2478.63'],
    ]);
    const { columnMetadata } = await sql(query, { includeResultMetadata: true });
    const described = columnMetadata.map(({ label, typeName, precision, scale }) => [
      label,
      typeName,
      precision,
      scale,
    ]);
    assert.deepEqual(described, [
      ['Supplier', 'VARCHAR', 255, 0],
      ['Bean', 'VARCHAR', 255, 0],
      ['Type', 'VARCHAR', 255, 0],
      ['Quantity (kg)', 'DECIMAL', 10, 1],
      ['Price per kg', 'DECIMAL', 8, 2],
      ['Value', 'DECIMAL', 12, 2],
    ]);
  });
}
