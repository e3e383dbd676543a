import { Members } from '../base/members.ts';

const TEXTS = [
  'region',
  'issuer',
  // The managed login's base URL, before `/oauth2/authorize` and `/logout`.
  'domain',
  'clientId',
] as const;

const OF_FRAMES = [
  'identityPoolId',
  'cognitoIdentityUrl',
  'framesBucket',
  // The base URL for object keys.
  'framesUrl',
] as const;

/** Where cameras' frames are, and who gives credentials to read them. */
export type FramesConfig = Readonly<Record<(typeof OF_FRAMES)[number], string>>;

/** The stack's `config.json`. It has no secrets. */
export type Config = Readonly<Record<(typeof TEXTS)[number], string>> & {
  /** Undefined if faces are not deployed. */
  readonly frames: FramesConfig | undefined;
  /** Whether reports are deployed. */
  readonly reports: boolean;
};

/** The configuration in an answer's body; undefined if it is incomplete. */
export function readConfig(body: unknown): Config | undefined {
  const members = new Members(body);
  const texts = read(members, TEXTS);
  return texts && { ...texts, frames: read(members, OF_FRAMES), reports: members.text('reports') === 'true' };
}

/** The texts of these names; undefined if one is missing. */
function read<N extends string>(members: Members, names: readonly N[]): Readonly<Record<N, string>> | undefined {
  const entries = names.map(name => [name, members.text(name)?.replace(/\/+$/, '')] as const);
  if (entries.some(([, value]) => value === undefined)) return undefined;
  return Object.fromEntries(entries) as Record<N, string>;
}
