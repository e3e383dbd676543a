import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Problem } from '../local/problem.ts';

export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

/** Returns credentials that stay valid for a while. With `renew`, returns new ones if there are any. */
export type CredentialSource = (renew?: boolean) => Promise<Credentials>;

/** Credentials that expire within this time are not used. */
const marginMs = 5 * 60_000;

/** The environment's credentials, else those that the AWS CLI finds: profiles, single sign-on, roles. */
export function credentialSource(env: NodeJS.ProcessEnv): CredentialSource {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN: token } = env;
  if (accessKeyId && secretAccessKey) return async () => credentials(accessKeyId, secretAccessKey, token);
  let [found, end]: [Credentials | undefined, number] = [undefined, 0];
  return async renew => {
    if (found && !renew && end - marginMs > Date.now()) return found;
    const exported = await exportedByCli(env);
    end = exported.Expiration === undefined ? Infinity : Date.parse(exported.Expiration);
    return (found = credentials(exported.AccessKeyId, exported.SecretAccessKey, exported.SessionToken));
  };
}

const credentials = (accessKeyId: string, secretAccessKey: string, sessionToken?: string): Credentials => ({
  accessKeyId,
  secretAccessKey,
  ...(sessionToken ? { sessionToken } : {}),
});

interface Exported {
  AccessKeyId: string;
  SecretAccessKey: string;
  SessionToken?: string;
  Expiration?: string;
}

async function exportedByCli(env: NodeJS.ProcessEnv): Promise<Exported> {
  try {
    const args = ['configure', 'export-credentials', '--format', 'process'];
    return JSON.parse((await promisify(execFile)('aws', args, { env, timeout: 30_000 })).stdout) as Exported;
  } catch (error) {
    const { code, stderr } = error as { code?: unknown; stderr?: string };
    throw new Problem(
      'There are no AWS credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or '
        + (code === 'ENOENT'
          ? 'install and configure the AWS CLI.'
          : `configure the AWS CLI, whose \`aws configure export-credentials\` says:\n${stderr?.trim() ?? ''}`),
    );
  }
}
