import { AwsError } from '../endpoint/error.ts';
import { partition } from '../stack/template.ts';
import { arnOf, hasExpired, type Session, type Sessions } from '../sts/sessions.ts';
import { nameIn } from './names.ts';
import { DetailedError, inSeconds } from './presigned.ts';
import type { Forwarded } from './requests.ts';

/** Throws for a request of a session that has expired, or whose policy does not allow it. */
export function checkSession(
  { method, path, headers }: Pick<Forwarded, 'method' | 'path' | 'headers'>,
  sessions: Pick<Sessions, 'find'>,
): void {
  const query = new URLSearchParams(path.split('?')[1]);
  const token =
    query.get('X-Amz-Security-Token') ?? query.get('x-amz-security-token') ?? String(headers['x-amz-security-token']);
  const session = sessions.find(token);
  if (!session) return;
  if (hasExpired(session)) {
    throw new DetailedError('ExpiredToken', 'The provided token has expired.', 400, {
      'Token-0': token,
      Expires: inSeconds(session.expires),
      ServerTime: inSeconds(Date.now()),
    });
  }
  const actions = [actionOf(method, path, query)];
  const source = headers['x-amz-copy-source'];
  if (source !== undefined) actions.push(actionOf('GET', `/${String(source).replace(/^\/|^%2F/i, '')}`));
  for (const [action, resource] of actions) checkPolicy(session, action, resource);
}

function checkPolicy(session: Session, action: string, resource: string): void {
  if (!session.policy || session.policy(action, resource)) return;
  throw new AwsError(
    'AccessDenied',
    `User: ${arnOf(session)} is not authorized to perform: ${action} on resource: "${resource}" because no session `
      + `policy allows the ${action} action`,
    403,
  );
}

/** The parts of an object or a bucket that have actions of their own; no session that has a policy may use them. */
const subresources = [
  'acl',
  'attributes',
  'cors',
  'delete',
  'legal-hold',
  'location',
  'partNumber',
  'restore',
  'retention',
  'select',
  'tagging',
  'torrent',
  'uploadId',
  'uploads',
  'versionId',
  'versioning',
  'versions',
];

/** What a request asks for, in the words of policies, and of what: the ARN of an object or a bucket. */
function actionOf(method: string, path: string, query = new URLSearchParams()): [action: string, resource: string] {
  const name = (nameIn(path) ?? '').slice(1);
  const resource = `arn:${partition}:s3:::${name}`;
  const part = subresources.find(each => query.has(each));
  const verb = method === 'HEAD' ? 'GET' : method;
  const actions: Record<string, string> = name.includes('/')
    ? { GET: 's3:GetObject', PUT: 's3:PutObject', DELETE: 's3:DeleteObject' }
    : { GET: 's3:ListBucket' };
  const action = part === undefined ? actions[verb] : undefined;
  return action === undefined ? [`${method} ${part ?? ''}`.trim(), resource] : [action, resource];
}
