import { AwsClient } from 'aws4fetch';
import { serverNow } from '../base/clock.ts';
import { images } from '../base/contract.ts';
import { NoImage, type Image, type Source } from '../picture/image.ts';
import type { Config, FramesConfig } from './config.ts';
import { NoCredentials, type IdentityPool } from './credentials.ts';

/** The image's address; undefined if it is not an image of this stack. */
export function frameUrl(
  { bucket, key }: Pick<Image, 'bucket' | 'key'>,
  config: Pick<FramesConfig, 'framesBucket' | 'framesUrl'>,
): string | undefined {
  if (bucket !== config.framesBucket || !images.prefixes.some(prefix => key.startsWith(prefix))) return undefined;
  const segments = key.split('/');
  // A browser would resolve these as path segments.
  if (segments.some(segment => segment === '.' || segment === '..')) return undefined;
  try {
    return `${config.framesUrl}/${segments.map(encodeURIComponent).join('/')}`;
  } catch (error) {
    // Half a surrogate pair, which S3 cannot store.
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

/** How files of images begin: FF D8 FF for JPEG, 89 "PNG" and line ends for PNG. */
const IMAGE_TYPES = { 'image/jpeg': [0xff, 0xd8, 0xff], 'image/png': [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] };

/** The file as the type that its bytes say. Its stored type is the camera's word: it may be a page with a script. */
function pictureOf(file: ArrayBuffer): Blob {
  const bytes = new Uint8Array(file);
  const found = Object.entries(IMAGE_TYPES).find(([, start]) => start.every((byte, at) => bytes[at] === byte));
  if (found === undefined) throw new NoImage('It is neither a JPEG nor a PNG image.');
  return new Blob([file], { type: found[0] });
}

/** The images of requests and people, read with the signed-in person's temporary credentials. */
export class Frames {
  readonly #config: Config;
  readonly #pool: IdentityPool;

  constructor(config: Config, pool: IdentityPool) {
    this.#config = config;
    this.#pool = pool;
  }

  source(image: Image): Source {
    return { address: async signal => URL.createObjectURL(await this.get(image, signal)) };
  }

  /** The image. Throws `NoImage` with a reason for the person. */
  async get(image: Pick<Image, 'bucket' | 'key'>, signal: AbortSignal): Promise<Blob> {
    const url = this.#config.frames && frameUrl(image, this.#config.frames);
    if (url === undefined) throw new NoImage('It is not among the images that this website may show.');
    const { ok, status, body } = await this.#fetch(url, signal);
    if (ok) return pictureOf(body);
    const [, code] = /<Code>(\w+)<\/Code>/.exec(new TextDecoder().decode(body)) ?? [];
    throw new NoImage(reasonFor(status, code));
  }

  async #fetch(url: string, signal: AbortSignal): Promise<{ ok: boolean; status: number; body: ArrayBuffer }> {
    try {
      const credentials = await this.#pool.credentials();
      const client = new AwsClient({ ...credentials, service: 's3', region: this.#config.region, retries: 2 });
      // S3 refuses a time that is 15 minutes off.
      const datetime = new Date(serverNow()).toISOString().replace(/[:-]|\.\d+/g, '');
      const options = { signal, credentials: 'omit', referrerPolicy: 'no-referrer', aws: { datetime } } as const;
      const response = await client.fetch(url, options);
      return { ok: response.ok, status: response.status, body: await response.arrayBuffer() };
    } catch (error) {
      if (signal.aborted) throw error;
      if (error instanceof NoCredentials) throw new NoImage('The storage did not accept your sign-in. Sign in again.');
      throw new NoImage('It could not be loaded. Check your network, then reload the page.');
    }
  }
}

/** Why S3 did not give an image (https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html). */
function reasonFor(status: number, code: string | undefined): string {
  switch (code) {
    case 'RequestTimeTooSkewed':
      return 'The clock of this device is wrong. Set it, then reload the page.';
    case 'ExpiredToken':
    case 'InvalidAccessKeyId':
    case 'InvalidToken':
      return 'Your access to the storage has ended. Reload the page.';
    case 'NoSuchKey':
      return 'It is no longer kept.';
    case 'AccessDenied':
      return 'It no longer exists, or you may not see it.';
    default:
      return `The storage answered with an error (${status}). Reload the page.`;
  }
}
