import { Members } from '../base/members.ts';

const TEXTS = [
  'region',
  'issuer',
  // The managed login: what `/oauth2/authorize` and `/logout` come after.
  'domain',
  'clientId',
  'identityPoolId',
  'cognitoIdentityUrl',
  'framesBucket',
  // What an object's key comes after.
  'framesUrl',
] as const;

/** What the stack says of itself in `config.json`; no secret among it. */
export type Config = Readonly<Record<(typeof TEXTS)[number], string>> & {
  /** Whether reports are deployed, too. */
  readonly reports: boolean;
};

/** The configuration in an answer's body; undefined if something is missing in it. */
export function readConfig(body: unknown): Config | undefined {
  const members = new Members(body);
  const entries = TEXTS.map(name => [name, members.text(name)?.replace(/\/+$/, '')] as const);
  if (entries.some(([, value]) => value === undefined)) return undefined;
  return { ...Object.fromEntries(entries), reports: members.text('reports') === 'true' } as Config;
}
