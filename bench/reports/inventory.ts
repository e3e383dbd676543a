import { HttpClient } from '../stack/http.ts';

/** The sample's database on the local stack, with the number of rows that a measurement needs. */
export class Inventory implements Disposable {
  readonly #http = new HttpClient();
  readonly #url: string;
  readonly #outputs: Record<string, string>;

  /** `outputs` are those of the stack. */
  constructor(url: string, outputs: Record<string, string>) {
    this.#url = url;
    this.#outputs = outputs;
  }

  /** Replaces all rows by this number of beans, 50 of each supplier. */
  async fill(beans: number): Promise<void> {
    const numbers = (count: number) =>
      `WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${count})`;
    for (const sql of [
      'DELETE FROM beans',
      'DELETE FROM suppliers',
      `${numbers(Math.ceil(beans / 50))} INSERT INTO suppliers (id, name, address, city, state, email, phone) `
        + "SELECT n, 'Supplier & Söhne ' || n, n || ' Dock Street', 'Portland', 'OR', n || '@example.com', '555-' || n "
        + 'FROM numbers',
      `${numbers(beans)} INSERT INTO beans (id, supplier_id, type, product_name, price, description, quantity) `
        + "SELECT n, (n + 49) / 50, 'Arabica', 'Washed, <roasted> No. ' || n, 10 + n % 900 / 100.0, 'Notes of plum', "
        + 'n % 9999 / 10.0 FROM numbers',
    ])
      await this.#execute(sql);
  }

  [Symbol.dispose](): void {
    this.#http.close();
  }

  async #execute(sql: string): Promise<void> {
    const { status, body } = await this.#http.send(
      'POST',
      `${this.#url}/Execute`,
      {
        'content-type': 'application/json',
        authorization:
          'AWS4-HMAC-SHA256 Credential=local/20261121/us-east-1/rds-data/aws4_request, '
          + 'SignedHeaders=host, Signature=none',
      },
      JSON.stringify({
        resourceArn: this.#outputs.ReportClusterArn,
        secretArn: this.#outputs.ReportSecretArn,
        database: 'supplierdb',
        sql,
      }),
    );
    if (status !== 200) throw new Error(`${sql} was answered with ${status}: ${body}`);
  }
}
