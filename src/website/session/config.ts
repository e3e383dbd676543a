import { Members } from '../base/members.ts';

/** What the stack says of itself in `config.json`; no secret among it. */
export interface Config {
  readonly region: string;
  readonly issuer: string;
  /** Of the managed login: what `/oauth2/authorize` and `/logout` come after. */
  readonly domain: string;
  readonly clientId: string;
  readonly identityPoolId: string;
  readonly cognitoIdentityUrl: string;
  readonly framesBucket: string;
  /** What an object's key comes after. */
  readonly framesUrl: string;
  /** Whether reports are deployed, too. */
  readonly reports: boolean;
}

const NAMES = [
  'region',
  'issuer',
  'domain',
  'clientId',
  'identityPoolId',
  'cognitoIdentityUrl',
  'framesBucket',
  'framesUrl',
] as const;

/** The configuration in an answer's body; undefined if something is missing in it. */
export function readConfig(body: unknown): Config | undefined {
  const members = new Members(body);
  const entries = NAMES.map((name) => [name, members.text(name)?.replace(/\/+$/, '')] as const);
  if (entries.some(([, value]) => value === undefined)) return undefined;
  return { ...Object.fromEntries(entries), reports: members.text('reports') === 'true' } as unknown as Config;
}
