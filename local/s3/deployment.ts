import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { lookup } from 'mime-types';
import type { Assembly } from '../stack/assembly.ts';
import { asServedHere, type LocalHosts } from '../stack/local-urls.ts';
import { resourcesOf } from '../stack/resources.ts';
import { Section } from '../stack/section.ts';
import type { ResolvedStack } from '../stack/types.ts';
import { defaultType } from './objects.ts';
import type { Store } from './store.ts';

/**
 * Puts files of assets into buckets, as the template's bucket deployments (CDK: BucketDeployment) say, in their order.
 * Throws a Problem that names an unsupported property.
 */
export function deployFiles(stack: ResolvedStack, asset: Assembly['asset'], hosts: LocalHosts, store: Store): void {
  for (const resource of resourcesOf(stack, 'Custom::CDKBucketDeployment'))
    deploy(new Section(resource), asset, hosts, store);
}

function deploy(section: Section, asset: Assembly['asset'], hosts: LocalHosts, store: Store): void {
  // Nothing is cached here, so nothing is invalidated.
  section.only(
    'DestinationBucketKeyPrefix DestinationBucketName Exclude Include Prune SourceBucketNames SourceMarkers'
      + ' SourceMarkersConfig SourceObjectKeys SystemMetadata',
    'DestinationBucketArn DistributionId DistributionPaths OutputObjectKeys RetainOnDelete ServiceToken SignContent'
      + ' WaitForDistributionInvalidation',
  );
  if (section.raw('Extract') !== undefined) section.stop('Extract');
  const bucket = section.text('DestinationBucketName');
  if (!store.buckets.includes(bucket)) section.stop('DestinationBucketName', `is no bucket of this stack: ${bucket}`);
  const prefix = (section.optionalText('DestinationBucketKeyPrefix') ?? '').split('/').filter(Boolean);
  const [exclude, include] = [section.texts('Exclude').map(patternOf), section.texts('Include').map(patternOf)];
  // The filters of `aws s3 sync`: the last pattern that matches a name decides, and everything is in from the start.
  const isMeant = (name: string) =>
    include.some(pattern => pattern.test(name)) || !exclude.some(pattern => pattern.test(name));
  const given = [...section.map('SystemMetadata')].map(([name, value]): [string, string] => [
    name.toLowerCase(),
    value,
  ]);
  const metadata: Record<string, string> = Object.fromEntries(given);

  const deployed = new Set<string>();
  for (const { folder, replaced } of sourcesOf(section, asset)) {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      const name = relative(folder, path).replaceAll(sep, '/');
      if (!entry.isFile() || !isMeant(name)) continue;
      const key = [...prefix, name].join('/');
      const headers = { 'content-type': contentTypeOf(name), ...metadata };
      store.put({ bucket, key, content: replaced(readFileSync(path), hosts), headers, how: 'Put' });
      deployed.add(key);
    }
  }
  if (section.raw('Prune') !== undefined && !section.flag('Prune')) return;
  const start = [...prefix, ''].join('/');
  for (const key of store.objects(bucket).keys())
    if (key.startsWith(start) && isMeant(key.slice(start.length)) && !deployed.has(key)) store.delete({ bucket, key });
}

/** As `aws s3 sync` guesses it; S3's default if the extension is unknown. */
export const contentTypeOf = (name: string): string => lookup(extname(name)) || defaultType;

/** The folders to deploy. `replaced` puts values in that are known only at deployment. */
function sourcesOf(section: Section, asset: Assembly['asset']) {
  const buckets = section.texts('SourceBucketNames');
  const markers = section.sections('SourceMarkers');
  const configs = section.sections('SourceMarkersConfig').map(config => config.only('jsonEscape'));
  return section.texts('SourceObjectKeys').map((key, i) => {
    const folder = asset(buckets[i]!, key);
    if (!folder || !statSync(folder).isDirectory())
      section.stop('SourceObjectKeys', `has ${buckets[i]}/${key}, which is not a folder among the synthesized assets`);
    const names = markers[i]?.names() ?? [];
    const valueOf = (marker: string): string => {
      const value = markers[i]!.text(marker);
      return configs[i]?.flag('jsonEscape') ? JSON.stringify(value).slice(1, -1) : value;
    };
    const replaced = (content: Buffer, hosts: LocalHosts): Buffer => {
      if (names.length === 0) return content;
      const text = names.reduce((each, marker) => each.replaceAll(marker, valueOf(marker)), content.toString());
      return Buffer.from(asServedHere(text, hosts) as string);
    };
    return { folder, replaced };
  });
}

/** In these patterns a star stands for slashes, too. */
function patternOf(pattern: string): RegExp {
  const literal = pattern.replace(/[.+^${}()|\\]/g, '\\$&');
  return new RegExp(`^${literal.replaceAll('*', '.*').replaceAll('?', '.').replaceAll('[!', '[^')}$`, 's');
}
