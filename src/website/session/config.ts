import { Members } from '../base/members.ts';

const TEXTS = [
  'region',
  'issuer',
  // The managed login's base URL, before `/oauth2/authorize` and `/logout`.
  'domain',
  'clientId',
  'identityPoolId',
  'cognitoIdentityUrl',
  'framesBucket',
  // The base URL for object keys.
  'framesUrl',
] as const;

/** The stack's `config.json`. It has no secrets. */
export type Config = Readonly<Record<(typeof TEXTS)[number], string>> & {
  /** Whether reports are deployed. */
  readonly reports: boolean;
};

/** The configuration in an answer's body; undefined if it is incomplete. */
export function readConfig(body: unknown): Config | undefined {
  const members = new Members(body);
  const entries = TEXTS.map(name => [name, members.text(name)?.replace(/\/+$/, '')] as const);
  if (entries.some(([, value]) => value === undefined)) return undefined;
  return { ...Object.fromEntries(entries), reports: members.text('reports') === 'true' } as Config;
}
