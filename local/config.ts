import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Account, Endpoints } from './endpoints.ts';
import { isObject } from './json.ts';
import { Problem } from './problem.ts';
import type { ResolvedResource } from './stack/types.ts';

export type { Account, Endpoints } from './endpoints.ts';

/** What an app tells the runner: the default export of `local.config.ts` in the project's folder. */
export interface LocalConfig {
  /** Context for `cdk synth` that neither the command line nor cdk.json has. A `note` is shown when it is used. */
  context?: Record<string, string | { value: string; note: string }>;
  /** Programs that synthesizing needs. */
  tools?: Tool[];
  /** The account in every user pool and all its groups; nobody can sign in without it. */
  account?(resources: (type: string) => ResolvedResource[]): Account;
  /** What to do first, on the screen once the stack runs, in place of its outputs. */
  welcome?(running: Endpoints): string;
  /** What the file that says what runs where has, in place of all that the runner knows. */
  endpoints?(running: Endpoints): object;
}

export interface Tool {
  command: string;
  /** With these it ends with the code 0. */
  args: string[];
  /** What to install, such as `the .NET 10 SDK`, and where it is. */
  what: string;
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

/** The configuration of the project in a folder; an empty one where there is none. Throws a Problem for a wrong one. */
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
