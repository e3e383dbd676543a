import { HttpClient, type Answer } from './http.ts';

/** Calls the local endpoint like an SDK, but with a dummy signature, which the endpoint does not check. */
export class AwsClient {
  readonly #http = new HttpClient();
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  /** Calls a service that requests name in `X-Amz-Target`. */
  async call<T = object>(target: string, input: object): Promise<T> {
    return resultOf<T>(target, await this.ask(target, input));
  }

  /** As `call`, for a call that may be refused. */
  ask(target: string, input: object): Promise<Answer> {
    const service = target.startsWith('DynamoDB') ? 'dynamodb' : 'states';
    return this.#send('POST', '/', service, JSON.stringify(input), { 'x-amz-target': target });
  }

  /** All items of a table, as DynamoDB has them. */
  async scan(table: string): Promise<Record<string, Record<string, unknown>>[]> {
    const items: Record<string, Record<string, unknown>>[] = [];
    let start: object | undefined;
    do {
      const page = await this.call<{ Items: typeof items; LastEvaluatedKey?: object }>('DynamoDB_20120810.Scan', {
        TableName: table,
        ConsistentRead: true,
        ExclusiveStartKey: start,
      });
      items.push(...page.Items);
      start = page.LastEvaluatedKey;
    } while (start);
    return items;
  }

  /** Runs a statement by the RDS Data API, and returns its rows. */
  async query(request: {
    resourceArn: string;
    secretArn: string;
    database: string;
    sql: string;
    parameters?: { name: string; value: object }[];
  }) {
    const answer = await this.#send('POST', '/Execute', 'rds-data', JSON.stringify(request));
    const { records = [] } = resultOf<{ records?: object[][] }>(request.sql, answer);
    return records.map(row => row.map(value => Object.values(value)[0] as unknown));
  }

  /** Puts an object into S3. */
  async put(bucket: string, key: string, content: Buffer): Promise<void> {
    resultOf(key, await this.tryPut(bucket, key, content));
  }

  /** As `put`, for an object that may be refused. */
  tryPut(bucket: string, key: string, content: Buffer): Promise<Answer> {
    const path = `/${bucket}/${key.split('/').map(encodeURIComponent).join('/')}`;
    return this.#send('PUT', path, 's3', content, { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' });
  }

  close(): void {
    this.#http.close();
  }

  #send(
    method: string,
    path: string,
    service: string,
    content: string | Buffer,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    return this.#http.send(
      method,
      `${this.#url}${path}`,
      {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-date': new Date().toISOString().replaceAll(/[-:]|\.\d+/g, ''),
        authorization:
          `AWS4-HMAC-SHA256 Credential=any/20261120/us-east-1/${service}/aws4_request, `
          + 'SignedHeaders=host;x-amz-date, Signature=none',
        ...headers,
      },
      content,
    );
  }
}

function resultOf<T>(what: string, { status, body }: Answer): T {
  if (status !== 200) throw new Error(`${what} was answered with ${status}: ${body}`);
  return (body === '' ? {} : JSON.parse(body)) as T;
}
