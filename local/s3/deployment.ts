import { isObject } from '../json.ts';
import { Problem } from '../problem.ts';
import { resourcesOf } from '../stack/resources.ts';
import type { ResolvedResource, ResolvedStack } from '../stack/types.ts';

export interface Source {
  bucket: string;
  key: string;
  /** What stands in the files for values that are known when they are deployed. */
  markers: [marker: string, value: string][];
}

/** What a Custom::CDKBucketDeployment does. */
export interface Deployment {
  where: string;
  sources: Source[];
  /** The bucket and the prefix, with a slash at the end. */
  target: string;
  /** Whether a file, named relative to the source or the target, is one that this deployment is about. */
  filter(name: string): boolean;
  /** Whether files that the sources do not have are removed from the target. */
  prune: boolean;
  /** HTTP headers that the files are served with. */
  metadata: Record<string, string>;
}

const meaningless = [
  'ServiceToken',
  'RetainOnDelete',
  'SignContent',
  'OutputObjectKeys',
  'DestinationBucketArn',
  // Nothing is cached here, so nothing is invalidated.
  'DistributionId',
  'DistributionPaths',
  'WaitForDistributionInvalidation',
];

/** The bucket deployments of a stack in their order. Throws a Problem that names an unsupported property. */
export const deploymentsOf = (stack: ResolvedStack): Deployment[] =>
  resourcesOf(stack, 'Custom::CDKBucketDeployment').map(describe);

function describe({ logicalId, type, properties }: ResolvedResource): Deployment {
  const where = `${logicalId} (${type})`;
  const {
    SourceBucketNames,
    SourceObjectKeys,
    SourceMarkers,
    SourceMarkersConfig,
    DestinationBucketName,
    DestinationBucketKeyPrefix = '',
    Exclude,
    Include,
    Prune = true,
    SystemMetadata = {},
    ...others
  } = properties;
  const unknown = Object.keys(others).filter(name => !meaningless.includes(name));
  if (unknown.length > 0) throw new Problem(`${where}: the runner does not support the property ${unknown.join(', ')}`);

  const buckets = SourceBucketNames as string[];
  return {
    where,
    sources: (SourceObjectKeys as string[]).map((key, index) => ({
      bucket: buckets[index]!,
      key,
      markers: markers(nth(SourceMarkers, index), nth(SourceMarkersConfig, index), where),
    })),
    target: `${[DestinationBucketName, ...String(DestinationBucketKeyPrefix).split('/')].filter(Boolean).join('/')}/`,
    filter: filterOf(patterns(Exclude), patterns(Include)),
    prune: String(Prune) === 'true',
    metadata: Object.fromEntries(
      Object.entries(SystemMetadata as object).map(([name, value]) => [name.toLowerCase(), String(value)]),
    ),
  };
}

function markers(values: Record<string, unknown>, config: Record<string, unknown>, where: string): Source['markers'] {
  const { jsonEscape, ...unknown } = config;
  if (Object.keys(unknown).length > 0)
    throw new Problem(`${where}: the runner does not support SourceMarkersConfig ${Object.keys(unknown).join(', ')}`);
  return Object.entries(values).map(([marker, value]) => [
    marker,
    jsonEscape ? JSON.stringify(String(value)).slice(1, -1) : String(value),
  ]);
}

/** The filters of `aws s3 sync`: the last pattern that matches a name decides, and everything is in from the start. */
function filterOf(exclude: RegExp[], include: RegExp[]): (name: string) => boolean {
  return name => include.some(pattern => pattern.test(name)) || !exclude.some(pattern => pattern.test(name));
}

/** In these patterns a star stands for slashes, too. */
const patterns = (value: unknown): RegExp[] =>
  ((value as string[] | undefined) ?? []).map(pattern => {
    const literal = pattern.replace(/[.+^${}()|\\]/g, '\\$&');
    return new RegExp(`^${literal.replaceAll('*', '.*').replaceAll('?', '.').replaceAll('[!', '[^')}$`, 's');
  });

function nth(list: unknown, index: number): Record<string, unknown> {
  const element: unknown = Array.isArray(list) ? list[index] : undefined;
  return isObject(element) ? element : {};
}
