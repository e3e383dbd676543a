import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Account, Endpoints } from './endpoints.ts';
import { isObject } from './json.ts';
import { Problem } from './problem.ts';
import type { ResolvedResource } from './stack/types.ts';

export type { Account, Endpoints } from './endpoints.ts';

/** A CDK app's settings for the runner: the default export of `local.config.ts` in the project's folder. */
export interface LocalConfig {
  /** Default context for `cdk synth`; the command line and cdk.json come first. A `note` is shown when it is used. */
  context?: Record<string, string | { value: string; note: string }>;
  /** Values of secrets that the stacks name and do not create, as text or as what becomes JSON. */
  secrets?: Record<string, string | object>;
  /** Programs that `cdk synth` needs. */
  tools?: Tool[];
  /** The one account, created in every user pool and in all its groups, instead of the first who gets mails. */
  account?(resources: (type: string) => ResolvedResource[]): Account;
  /** First steps to print once the stack runs, instead of its outputs. */
  welcome?(running: Endpoints): string;
  /** The content of the endpoints file, instead of all that the runner knows. */
  endpoints?(running: Endpoints): object;
}

export interface Tool {
  command: string;
  /** Arguments with which it exits with code 0 if it is installed. */
  args: string[];
  /** What to install, such as `the .NET 10 SDK`. */
  what: string;
  /** Where to get it. */
  from: string;
}

const isText = (value: unknown) => typeof value === 'string';
const isFunction = (value: unknown) => typeof value === 'function';
const isTexts = (value: unknown) => Array.isArray(value) && value.every(isText);

const members: Record<keyof LocalConfig, [must: string, check: (value: unknown) => boolean]> = {
  context: [
    'map names to strings or to { value, note }',
    value =>
      isObject(value)
      && Object.values(value).every(
        each => isText(each) || (isObject(each) && isText(each.value) && isText(each.note)),
      ),
  ],
  secrets: [
    'map names to texts or objects',
    value => isObject(value) && Object.values(value).every(each => isText(each) || isObject(each)),
  ],
  tools: [
    'list { command, args, what, from }',
    value =>
      Array.isArray(value)
      && value.every(
        each => isObject(each) && isText(each.command) && isTexts(each.args) && isText(each.what) && isText(each.from),
      ),
  ],
  account: ['be a function', isFunction],
  welcome: ['be a function', isFunction],
  endpoints: ['be a function', isFunction],
};

/** The configuration of the project in a folder, or an empty one. Throws a Problem if it is invalid. */
export async function readConfig(project: string): Promise<LocalConfig> {
  const file = join(project, 'local.config.ts');
  if (!existsSync(file)) return {};
  let config: unknown;
  try {
    ({ default: config } = (await import(pathToFileURL(file).href)) as { default?: unknown });
  } catch (error) {
    throw new Problem(`${file} cannot be loaded: ${(error as Error).message}`);
  }
  if (!isObject(config)) throw new Problem(`${file} must have an object as its default export`);
  for (const [name, value] of Object.entries(config)) {
    const known = Object.hasOwn(members, name) ? members[name as keyof LocalConfig] : undefined;
    if (!known) throw new Problem(`${file}: ${name} is unknown; there are ${Object.keys(members).join(', ')}`);
    if (value !== undefined && !known[1](value)) throw new Problem(`${file}: ${name} must ${known[0]}`);
  }
  return config;
}
