import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { AwsClient } from 'aws4fetch';
import { Problem } from '../local/problem.ts';
import type { CredentialSource } from './credentials.ts';

export interface Place {
  bucket: string;
  region: string;
  /** Another than AWS's own. */
  endpoint: string | undefined;
}

/** Each pause is twice the one before: half a minute in all. */
const attempts = 7;
const firstPauseMs = 500;
const timeoutMs = 30_000;

/**
 * What S3 answers with a 4xx, and is worth another try
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html).
 */
const passing = ['RequestTimeout', 'RequestTimeTooSkewed', 'OperationAborted'];
const expired = ['ExpiredToken', 'InvalidToken', 'TokenRefreshRequired'];

/** The bucket for frames. */
export class Bucket {
  readonly #place: Place;
  readonly #credentials: CredentialSource;
  readonly #firstPauseMs: number;

  constructor(place: Place, credentials: CredentialSource, pauseMs = firstPauseMs) {
    this.#place = place;
    this.#credentials = credentials;
    this.#firstPauseMs = pauseMs;
  }

  /** Puts an object. A Problem if S3 refuses it for good, another Error if it could not be reached after some tries. */
  async put(key: string, body: Buffer, contentType: string, stop: AbortSignal): Promise<void> {
    let renew = false;
    for (let attempt = 1, pauseMs = this.#firstPauseMs; ; attempt++, pauseMs *= 2) {
      const failure = await this.#try(key, body, contentType, stop, renew);
      if (!failure) return;
      if (!failure.passes && (renew || !expired.includes(failure.code)))
        throw new Problem(`S3 refuses frames for the bucket ${this.#place.bucket}: ${failure.message}`);
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
    const client = new AwsClient({ ...(await this.#credentials(renew)), service: 's3', region: this.#place.region });
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
      return { code: '', passes: true, message: cause instanceof Error ? `${message}: ${cause.message}` : message };
    }
  }

  #url(key: string): string {
    const { bucket, region, endpoint } = this.#place;
    if (endpoint) return `${endpoint}/${bucket}/${key}`;
    return `https://${bucket}.s3.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}/${key}`;
  }
}

interface Failure {
  code: string;
  message: string;
  passes: boolean;
}

function failureOf({ status, headers }: Response, text: string): Failure {
  const member = (name: string) => new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1] ?? '';
  const code = member('Code');
  const region = status >= 300 && status < 400 ? headers.get('x-amz-bucket-region') : null;
  const details = region === null ? member('Message') : `It is in ${region}: set AWS_REGION to that`;
  return {
    code,
    message: [`${status}`, code, details].filter(each => each !== '').join(' '),
    passes: status >= 500 || status === 429 || status === 408 || passing.includes(code),
  };
}
