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
  /** Limits the role's permissions; undefined for no limit. */
  policy: SessionPolicy | undefined;
}

/** The sessions that STS opened. Services look up their callers here. */
export class Sessions {
  // Expired sessions stay, so that their callers get the right error.
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

  /** The session with this token; undefined for an unknown token. */
  find(token: string): Session | undefined {
    return this.#byToken.get(token);
  }
}

/** The ARN of a session's identity. */
export const arnOf = ({ roleName, sessionName }: Session): string =>
  `arn:${partition}:sts::${account}:assumed-role/${roleName}/${sessionName}`;

export const hasExpired = ({ expires }: Session): boolean => expires <= Date.now();

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Random letters and digits as in access keys. */
const letters = (length: number): string => [...randomBytes(length)].map(byte => alphabet[byte % 32]).join('');
