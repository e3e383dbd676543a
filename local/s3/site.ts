import { readdirSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { Problem } from '../problem.ts';
import type { Assembly } from '../stack/assembly.ts';
import { asServedHere, type LocalHosts } from '../stack/local-urls.ts';
import type { ResolvedStack } from '../stack/types.ts';
import { deploymentsOf, type Deployment, type Source } from './deployment.ts';

/** An object of a bucket: its bytes, and the system metadata it was stored with, such as `cache-control`. */
export interface SiteFile {
  body: Uint8Array;
  metadata: Record<string, string>;
}

interface File {
  path: string;
  markers: Source['markers'];
  metadata: Deployment['metadata'];
}

/** The files that the template's bucket deployments (CDK: BucketDeployment) put into buckets, read from assets. */
export class SiteFiles {
  readonly #files = new Map<string, File>();
  readonly #hosts: LocalHosts;

  constructor(stack: ResolvedStack, asset: Assembly['asset'], hosts: LocalHosts) {
    this.#hosts = hosts;
    for (const deployment of deploymentsOf(stack)) this.#deploy(deployment, asset);
  }

  /** An object, or undefined where there is none. */
  async read(bucketName: string, key: string): Promise<SiteFile | undefined> {
    const file = this.#files.get(`${bucketName}/${key}`);
    if (!file) return undefined;
    const { metadata, markers } = file;
    const content = await readFile(file.path);
    if (markers.length === 0) return { body: content, metadata };
    const text = markers.reduce((each, [marker, value]) => each.replaceAll(marker, value), content.toString());
    return { body: Buffer.from(asServedHere(text, this.#hosts) as string), metadata };
  }

  #deploy({ where, sources, target, filter, prune, metadata }: Deployment, asset: Assembly['asset']): void {
    const contents = new Map<string, File>();
    for (const { bucket, key, markers } of sources) {
      const folder = asset(bucket, key);
      if (!folder || !statSync(folder).isDirectory())
        throw new Problem(`${where}: its source ${bucket}/${key} is not a folder among the synthesized assets`);
      for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
        const path = join(entry.parentPath, entry.name);
        const name = relative(folder, path).replaceAll(sep, '/');
        if (entry.isFile() && filter(name)) contents.set(target + name, { path, markers, metadata });
      }
    }
    if (prune) {
      for (const key of this.#files.keys())
        if (key.startsWith(target) && filter(key.slice(target.length)) && !contents.has(key)) this.#files.delete(key);
    }
    for (const [key, file] of contents) this.#files.set(key, file);
  }
}
