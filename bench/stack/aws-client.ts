import { HttpClient } from './http.ts';

/** Calls the local endpoint like an SDK, but with a dummy signature, which the endpoint does not check. */
export class AwsClient {
  readonly #http = new HttpClient();
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  /** Calls a service that requests name in `X-Amz-Target`. */
  call<T = object>(target: string, input: object): Promise<T> {
    const service = target.startsWith('DynamoDB') ? 'dynamodb' : 'states';
    return this.#send<T>('POST', '/', service, JSON.stringify(input), { 'x-amz-target': target });
  }

  /** Runs a statement by the RDS Data API, and returns its rows. */
  async query(request: { resourceArn: string; secretArn: string; database: string; sql: string }) {
    const { records } = await this.#send<{ records: object[][] }>(
      'POST',
      '/Execute',
      'rds-data',
      JSON.stringify(request),
    );
    return records.map(row => row.map(value => Object.values(value)[0] as unknown));
  }

  /** Puts an object into S3. */
  async put(bucket: string, key: string, content: Buffer): Promise<void> {
    const path = `/${bucket}/${key.split('/').map(encodeURIComponent).join('/')}`;
    await this.#send('PUT', path, 's3', content, { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' });
  }

  close(): void {
    this.#http.close();
  }

  async #send<T>(
    method: string,
    path: string,
    service: string,
    content: string | Buffer,
    headers: Record<string, string> = {},
  ): Promise<T> {
    const { status, body } = await this.#http.send(
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
    if (status !== 200) throw new Error(`${headers['x-amz-target'] ?? path} was answered with ${status}: ${body}`);
    return (body === '' ? {} : JSON.parse(body)) as T;
  }
}
