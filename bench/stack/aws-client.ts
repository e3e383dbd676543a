import { HttpClient } from './http.ts';

/** Calls the local endpoint like an SDK, but with a dummy signature, which the endpoint does not check. */
export class AwsClient {
  readonly #http = new HttpClient();
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  async call<T = object>(target: string, input: object): Promise<T> {
    const service = target.startsWith('DynamoDB') ? 'dynamodb' : 'states';
    const { status, body } = await this.#http.send(
      'POST',
      this.#url,
      {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': target,
        'x-amz-date': '20261120T100200Z',
        authorization:
          `AWS4-HMAC-SHA256 Credential=any/20261120/us-east-1/${service}/aws4_request, `
          + 'SignedHeaders=host;x-amz-date, Signature=none',
      },
      JSON.stringify(input),
    );
    if (status !== 200) throw new Error(`${target} was answered with ${status}: ${body}`);
    return JSON.parse(body) as T;
  }

  close(): void {
    this.#http.close();
  }
}
