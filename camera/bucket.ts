import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { AwsClient } from 'aws4fetch';
import { Problem } from '../local/problem.ts';
import type { CredentialSource } from './credentials.ts';

export interface Destination {
  bucket: string;
  region: string;
  /** Replaces AWS's endpoint. */
  endpoint: string | undefined;
}

/** Each pause is twice the one before: about half a minute in total. */
const attempts = 7;
const firstPauseMs = 500;
const timeoutMs = 30_000;

/**
 * Error codes that S3 sends with a 4xx and that may pass
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html).
 */
const retryableCodes = ['RequestTimeout', 'RequestTimeTooSkewed', 'OperationAborted'];
const expired = ['ExpiredToken', 'InvalidToken', 'TokenRefreshRequired'];

/** The bucket for frames. */
export class Bucket {
  readonly #destination: Destination;
  readonly #credentials: CredentialSource;
  readonly #firstPauseMs: number;

  constructor(destination: Destination, credentials: CredentialSource, pauseMs = firstPauseMs) {
    this.#destination = destination;
    this.#credentials = credentials;
    this.#firstPauseMs = pauseMs;
  }

  /** Puts an object. Throws a Problem if S3 refuses it, another Error if all tries failed. */
  async put(key: string, body: Buffer, contentType: string, stop: AbortSignal): Promise<void> {
    let renew = false;
    for (let attempt = 1, pauseMs = this.#firstPauseMs; ; attempt++, pauseMs *= 2) {
      const failure = await this.#try(key, body, contentType, stop, renew);
      if (!failure) return;
      if (!failure.retryable && (renew || !expired.includes(failure.code)))
        throw new Problem(`S3 refuses frames for the bucket ${this.#destination.bucket}: ${failure.message}`);
      renew = expired.includes(failure.code);
      if (attempt === attempts || stop.aborted) throw new Error(`${failure.message} (tries: ${attempt})`);
      await pause(pauseMs * (0.75 + Math.random() / 4), undefined, { signal: stop }).catch(() => {});
    }
  }

  async #try(
    key: string,
    body: Buffer,
    contentType: string,
    stop: AbortSignal,
    renew: boolean,
  ): Promise<Failure | undefined> {
    const client = new AwsClient({
      ...(await this.#credentials(renew)),
      service: 's3',
      region: this.#destination.region,
    });
    const request = await client.sign(this.#url(key), {
      method: 'PUT',
      body: new Uint8Array(body),
      headers: { 'content-type': contentType, 'x-amz-content-sha256': createHash('sha256').update(body).digest('hex') },
      redirect: 'manual',
    });
    try {
      const answer = await fetch(request, { signal: AbortSignal.any([stop, AbortSignal.timeout(timeoutMs)]) });
      const text = await answer.text();
      return answer.ok ? undefined : failureOf(answer, text);
    } catch (error) {
      const { message, cause } = error as Error;
      return { code: '', retryable: true, message: cause instanceof Error ? `${message}: ${cause.message}` : message };
    }
  }

  #url(key: string): string {
    const { bucket, region, endpoint } = this.#destination;
    if (endpoint) return `${endpoint}/${bucket}/${key}`;
    return `https://${bucket}.s3.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}/${key}`;
  }
}

interface Failure {
  code: string;
  message: string;
  retryable: boolean;
}

function failureOf({ status, headers }: Response, text: string): Failure {
  const member = (name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1] ?? '';
  const code = member('Code');
  const region = status >= 300 && status < 400 ? headers.get('x-amz-bucket-region') : null;
  const details = region === null ? member('Message') : `It is in ${region}: set AWS_REGION to that`;
  return {
    code,
    message: [`${status}`, code, details].filter(each => each !== '').join(' '),
    retryable: status >= 500 || status === 429 || status === 408 || retryableCodes.includes(code),
  };
}
