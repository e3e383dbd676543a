import { randomBytes } from 'node:crypto';
import { account, partition } from '../stack/template.ts';
import type { SessionPolicy } from './policy.ts';

/** Temporary credentials of a role. */
export interface Session {
  accessKeyId: string;
  secretAccessKey: string;
  token: string;
  /** In milliseconds since 1970; a whole second. */
  expires: number;
  roleName: string;
  sessionName: string;
  /** What of the role's permissions the session has; all of them when it is undefined. */
  policy: SessionPolicy | undefined;
}

/** The sessions that STS opened, for the services that are asked with their credentials. */
export class Sessions {
  // None is forgotten: its token must be known as one that has expired.
  readonly #byToken = new Map<string, Session>();

  open(roleName: string, sessionName: string, seconds: number, policy: SessionPolicy | undefined): Session {
    const session = {
      accessKeyId: `ASIA${letters(16)}`,
      secretAccessKey: randomBytes(30).toString('base64'),
      token: `IQoJ${randomBytes(270).toString('base64')}`,
      expires: (Math.floor(Date.now() / 1000) + seconds) * 1000,
      roleName,
      sessionName,
      policy,
    };
    this.#byToken.set(session.token, session);
    return session;
  }

  /** The session of a token; undefined where the token is none that was given here. */
  find(token: string): Session | undefined {
    return this.#byToken.get(token);
  }
}

/** Who a session is. */
export const arnOf = ({ roleName, sessionName }: Session): string =>
  `arn:${partition}:sts::${account}:assumed-role/${roleName}/${sessionName}`;

export const hasExpired = ({ expires }: Session): boolean => expires <= Date.now();

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** As access keys have them. */
const letters = (length: number): string => [...randomBytes(length)].map(byte => alphabet[byte % 32]).join('');
