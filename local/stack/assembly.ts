import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from '../problem.ts';
import { unpacked } from './unpacked.ts';
import { account, region, type Template } from './template.ts';

export interface Assembly {
  /** Each comes after those that it depends on. */
  stacks: { stackName: string; template: Template }[];
  /** The folder or file of the asset that the CDK would upload to this bucket and key. Zips are unpacked. */
  asset(bucket: string, key: string): string | undefined;
}

interface Artifact {
  type: string;
  properties?: { templateFile?: string; file?: string; stackName?: string };
  dependencies?: string[];
}

interface AssetManifest {
  files: Record<string, { source: { path?: string }; destinations: Record<string, Destination> }>;
}

interface Destination {
  bucketName: string;
  objectKey: string;
}

/** Reads outputs of `cdk synth`: the stack `name` and those that it depends on, or all stacks without a name. */
export function readAssembly(folders: string[], name?: string): Assembly {
  const outputs = folders.map(folder => readOutput(folder, name));
  const stacks = outputs.flatMap(each => each.stacks);
  if (stacks.length === 0)
    throw new Problem(
      `${folders.join(' and ')} has no stack${name ? ` ${name}` : ''}: synthesize it with \`npx cdk synth\``,
    );
  return {
    stacks,
    asset: (bucket, key) => outputs.map(each => each.asset(bucket, key)).find(path => path !== undefined),
  };
}

function readOutput(folder: string, name: string | undefined): Assembly {
  const { artifacts } = read<{ artifacts: Record<string, Artifact> }>(folder, 'manifest.json');
  const names = Object.keys(artifacts).filter(
    each => artifacts[each]!.type === 'aws:cloudformation:stack' && (name === undefined || each === name),
  );
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
      for (const { source, destinations } of Object.values(read<AssetManifest>(folder, properties.file).files))
        for (const { bucketName, objectKey } of Object.values(destinations))
          if (source.path !== undefined) assets.set(`${inThisAccount(bucketName)}/${objectKey}`, source.path);
  };
  names.forEach(visit);
  return {
    stacks,
    asset(bucket, key) {
      const path = assets.get(`${bucket}/${key}`);
      return path && unpacked(join(folder, path));
    },
  };
}

const inThisAccount = (text: string) =>
  text.replaceAll('${AWS::AccountId}', account).replaceAll('${AWS::Region}', region);

function read<T>(folder: string, file: string): T {
  try {
    return JSON.parse(readFileSync(join(folder, file), 'utf8')) as T;
  } catch (error) {
    throw new Problem(`${join(folder, file)} cannot be read as the CDK's output: ${(error as Error).message}`);
  }
}
