import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from '../problem.ts';
import { account, region, type Template } from './template.ts';

/** One stack of what `cdk synth` wrote. */
export interface Assembly {
  stackName: string;
  template: Template;
  /** The folder or file of the asset that the CDK would upload to a bucket under a key. */
  asset(bucket: string, key: string): string | undefined;
}

interface Manifest {
  artifacts: Record<string, {
    type: string;
    properties?: { templateFile?: string; file?: string; stackName?: string };
    dependencies?: string[];
  }>;
}

interface AssetManifest {
  files: Record<string, {
    source: { path?: string };
    destinations: Record<string, { bucketName: string; objectKey: string }>;
  }>;
}

/** Reads the stack `name` from the folder that `cdk synth --output` wrote. */
export function readAssembly(folder: string, name: string): Assembly {
  const { artifacts } = read<Manifest>(folder, 'manifest.json');
  const stack = artifacts[name];
  if (stack?.type !== 'aws:cloudformation:stack' || !stack.properties?.templateFile)
    throw new Problem(`${folder} has no stack ${name}: synthesize it with \`npx cdk synth\``);

  const assets = new Map<string, string>();
  for (const id of stack.dependencies ?? []) {
    const artifact = artifacts[id];
    if (artifact?.type !== 'cdk:asset-manifest' || !artifact.properties?.file) continue;
    for (const { source, destinations } of Object.values(read<AssetManifest>(folder, artifact.properties.file).files)) {
      if (source.path === undefined) continue;
      for (const { bucketName, objectKey } of Object.values(destinations))
        assets.set(`${inThisAccount(bucketName)}/${objectKey}`, join(folder, source.path));
    }
  }
  return {
    stackName: stack.properties.stackName ?? name,
    template: read<Template>(folder, stack.properties.templateFile),
    asset: (bucket, key) => assets.get(`${bucket}/${key}`),
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
