import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from '../problem.ts';
import { account, region, type Template } from './template.ts';

/** Some stacks of what `cdk synth` wrote. */
export interface Assembly {
  /** Each after those that it depends on. */
  stacks: { stackName: string; template: Template }[];
  /** The folder or file of the asset that the CDK would upload to a bucket under a key. */
  asset(bucket: string, key: string): string | undefined;
}

interface Manifest {
  artifacts: Record<
    string,
    { type: string; properties?: { templateFile?: string; file?: string; stackName?: string }; dependencies?: string[] }
  >;
}

interface AssetManifest {
  files: Record<
    string,
    { source: { path?: string }; destinations: Record<string, { bucketName: string; objectKey: string }> }
  >;
}

/** Reads what `cdk synth --output` wrote: the stack `name` and those that it depends on, or all without a name. */
export function readAssembly(folder: string, name?: string): Assembly {
  const { artifacts } = read<Manifest>(folder, 'manifest.json');
  const names = Object.keys(artifacts).filter(
    each => artifacts[each]!.type === 'aws:cloudformation:stack' && (name === undefined || each === name),
  );
  if (names.length === 0)
    throw new Problem(`${folder} has no stack${name ? ` ${name}` : ''}: synthesize it with \`npx cdk synth\``);

  const stacks: Assembly['stacks'] = [];
  const assets = new Map<string, string>();
  const visited = new Set<string>();
  const visit = (id: string): void => {
    const { type, properties = {}, dependencies = [] } = artifacts[id] ?? {};
    if (visited.has(id)) return;
    visited.add(id);
    dependencies.forEach(visit);
    if (type === 'aws:cloudformation:stack' && properties.templateFile) {
      const template = read<Template>(folder, properties.templateFile);
      stacks.push({ stackName: properties.stackName ?? id, template });
    }
    if (type === 'cdk:asset-manifest' && properties.file)
      for (const [place, path] of assetsOf(read<AssetManifest>(folder, properties.file))) assets.set(place, path);
  };
  names.forEach(visit);
  return {
    stacks,
    asset(bucket, key) {
      const path = assets.get(`${bucket}/${key}`);
      return path && join(folder, path);
    },
  };
}

/** Where each asset would be uploaded, and its path. */
const assetsOf = ({ files }: AssetManifest): [place: string, path: string][] =>
  Object.values(files).flatMap(({ source: { path }, destinations }) => {
    if (path === undefined) return [];
    return Object.values(destinations).map(({ bucketName, objectKey }): [string, string] => [
      `${inThisAccount(bucketName)}/${objectKey}`,
      path,
    ]);
  });

const inThisAccount = (text: string) =>
  text.replaceAll('${AWS::AccountId}', account).replaceAll('${AWS::Region}', region);

function read<T>(folder: string, file: string): T {
  try {
    return JSON.parse(readFileSync(join(folder, file), 'utf8')) as T;
  } catch (error) {
    throw new Problem(`${join(folder, file)} cannot be read as the CDK's output: ${(error as Error).message}`);
  }
}
