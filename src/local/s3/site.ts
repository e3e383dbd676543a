import { readdirSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { Problem } from '../problem.ts';
import type { Assembly } from '../stack/assembly.ts';
import { asServedHere } from '../stack/resolve.ts';
import { isObject } from '../stack/template.ts';
import type { ResolvedResource, ResolvedStack } from '../stack/types.ts';

interface File {
  path: string;
  /** What stands in the file for values that are known when it is deployed. */
  markers: [marker: string, value: string][];
}

/** The files that the template's bucket deployments (CDK: BucketDeployment) put into buckets, read from their assets. */
export class SiteFiles {
  readonly #files = new Map<string, File>();
  readonly #websiteHost: string;

  constructor(stack: ResolvedStack, asset: Assembly['asset'], websiteHost: string) {
    this.#websiteHost = websiteHost;
    for (const resource of stack.resources.values())
      if (resource.type === 'Custom::CDKBucketDeployment') this.#deploy(resource, asset);
  }

  /** The content of an object, or undefined where there is none. */
  async read(bucketName: string, key: string): Promise<Uint8Array | undefined> {
    const file = this.#files.get(`${bucketName}/${key}`);
    if (!file) return undefined;
    const content = await readFile(file.path);
    if (file.markers.length === 0) return content;
    const text = file.markers.reduce((each, [marker, value]) => each.replaceAll(marker, value), content.toString());
    return Buffer.from(asServedHere(text, { websiteHost: this.#websiteHost }) as string);
  }

  #deploy({ logicalId, type, properties }: ResolvedResource, asset: Assembly['asset']): void {
    const where = `${logicalId} (${type})`;
    const unknown = ['Extract', 'Exclude', 'Include'].find(name => properties[name] !== undefined && properties[name] !== true);
    if (unknown) throw new Problem(`${where}: the runner does not know the property ${unknown}`);
    const prefix = String(properties.DestinationBucketKeyPrefix ?? '').replace(/^\/|\/$/g, '');
    const sources = properties.SourceObjectKeys as string[];
    sources.forEach((key, index) => {
      const bucket = (properties.SourceBucketNames as string[])[index]!;
      const folder = asset(bucket, key);
      if (!folder || !statSync(folder).isDirectory())
        throw new Problem(`${where}: its source ${bucket}/${key} is not a folder among the synthesized assets`);
      const markers = markersOf(properties, index, where);
      for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile()) continue;
        const path = join(entry.parentPath, entry.name);
        const name = [prefix, relative(folder, path).replaceAll(sep, '/')].filter(Boolean).join('/');
        this.#files.set(`${String(properties.DestinationBucketName)}/${name}`, { path, markers });
      }
    });
  }
}

function markersOf(properties: Record<string, unknown>, index: number, where: string): File['markers'] {
  const nth = (list: unknown) => {
    const element: unknown = Array.isArray(list) ? list[index] : undefined;
    return isObject(element) ? element : {};
  };
  const { jsonEscape, ...unknown } = nth(properties.SourceMarkersConfig);
  if (Object.keys(unknown).length > 0)
    throw new Problem(`${where}: the runner does not know SourceMarkersConfig ${Object.keys(unknown).join(', ')}`);
  return Object.entries(nth(properties.SourceMarkers)).map(([marker, value]) =>
    [marker, jsonEscape ? JSON.stringify(String(value)).slice(1, -1) : String(value)]);
}
