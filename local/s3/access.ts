import { inSeconds } from '../formats.ts';
import { dummyCredentials } from '../lambda/environment.ts';
import { partition } from '../stack/template.ts';
import { arnOf, hasExpired, type Session, type Sessions } from '../sts/sessions.ts';
import { accessDenied, S3Error } from './errors.ts';
import { checkExpiry, checkPresigned, checkSkew } from './presigned.ts';
import { sourceOf, subresources, type S3Request } from './request.ts';
import { sha256, signatureOf, signatureOf2, type Signature4 } from './signature.ts';

/**
 * Throws unless a request is signed, on time, and allowed by the policy of its session. The signature is checked where
 * the runner knows the secret key: that of a session of STS, or of the functions. Other credentials
 * are accepted with any signature.
 */
export function checkAccess(request: S3Request, sessions: Pick<Sessions, 'find'>): void {
  const { headers, query } = request;
  const session = sessionOf(request, sessions);
  if (headers.authorization !== undefined) checkHeader(request, headers.authorization, session);
  else if (query.has('X-Amz-Signature')) {
    checkPresigned(query);
    const [accessKeyId = '', ...scope] = query.get('X-Amz-Credential')!.split('/');
    check4(request, session, {
      accessKeyId,
      scope,
      date: query.get('X-Amz-Date')!,
      signedHeaders: query.get('X-Amz-SignedHeaders')!.split(';'),
      signature: query.get('X-Amz-Signature')!,
      payloadHash: String(headers['x-amz-content-sha256'] ?? 'UNSIGNED-PAYLOAD'),
    });
  } else if (query.has('Signature')) {
    checkExpiry(Number(/^\d{1,12}$/.exec(query.get('Expires') ?? '')?.[0]) * 1000);
    const { accessKeyId, secret } = signerOf(query.get('AWSAccessKeyId') ?? '', session);
    compare(accessKeyId, query.get('Signature')!, secret && signatureOf2(request, secret));
  } else throw accessDenied();
  checkPolicy(request, session);
}

function checkHeader(request: S3Request, authorization: string, session: Session | undefined): void {
  const { headers, body } = request;
  if (!authorization.startsWith('AWS4-HMAC-SHA256 ')) {
    const message = 'The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.';
    throw new S3Error('InvalidRequest', message);
  }
  const part = (name: string) => new RegExp(`[ ,]${name}=([^, ]+)`).exec(authorization)?.[1] ?? '';
  const [accessKeyId = '', ...scope] = part('Credential').split('/');
  const signature = part('Signature');
  if (scope.length !== 4 || !signature)
    throw new S3Error('AuthorizationHeaderMalformed', 'The authorization header that you provided is not valid.');
  const payloadHash = String(headers['x-amz-content-sha256'] ?? '');
  if (!payloadHash)
    throw new S3Error('InvalidRequest', 'Missing required header for this request: x-amz-content-sha256');
  if (/^[0-9a-f]{64}$/.test(payloadHash) && payloadHash !== sha256(body)) {
    const message = "The provided 'x-amz-content-sha256' header does not match what was computed.";
    throw new S3Error('XAmzContentSHA256Mismatch', message);
  }
  const date = String(headers['x-amz-date'] ?? '');
  checkSkew(date);
  const signedHeaders = part('SignedHeaders').split(';');
  check4(request, session, { accessKeyId, scope, date, signedHeaders, signature, payloadHash });
}

function check4(request: S3Request, session: Session | undefined, signed: Signature4): void {
  const { accessKeyId, secret } = signerOf(signed.accessKeyId, session);
  if (secret === undefined) return;
  const unsigned = Object.keys(request.headers).filter(
    name => /^x-amz-/.test(name) && !signed.signedHeaders.includes(name),
  );
  if (unsigned.length > 0) {
    throw accessDenied('There were headers present in the request which were not signed', {
      HeadersNotSigned: unsigned.join(', '),
    });
  }
  compare(accessKeyId, signed.signature, signatureOf(request, signed, secret));
}

function compare(accessKeyId: string, given: string, right: string | undefined): void {
  if (right === undefined || given === right) return;
  const message =
    'The request signature we calculated does not match the signature you provided. Check your key and signing method.';
  throw new S3Error('SignatureDoesNotMatch', message, 403, { AWSAccessKeyId: accessKeyId, SignatureProvided: given });
}

function signerOf(accessKeyId: string, session: Session | undefined) {
  if (!session) {
    const { AWS_ACCESS_KEY_ID: known, AWS_SECRET_ACCESS_KEY: secret } = dummyCredentials;
    return { accessKeyId, secret: accessKeyId === known ? secret : undefined };
  }
  if (session.accessKeyId !== accessKeyId) {
    const message = 'The AWS Access Key Id you provided does not exist in our records.';
    throw new S3Error('InvalidAccessKeyId', message, 403, { AWSAccessKeyId: accessKeyId });
  }
  if (hasExpired(session)) {
    throw new S3Error('ExpiredToken', 'The provided token has expired.', 400, {
      'Token-0': session.token,
      Expires: inSeconds(session.expires),
      ServerTime: inSeconds(Date.now()),
    });
  }
  return { accessKeyId, secret: session.secretAccessKey };
}

/** The session whose token a request has: in the query of either version, or in a header. */
function sessionOf({ query, headers }: S3Request, sessions: Pick<Sessions, 'find'>): Session | undefined {
  const inQuery = query.get('X-Amz-Security-Token') ?? query.get('x-amz-security-token');
  return sessions.find(inQuery ?? String(headers['x-amz-security-token']));
}

function checkPolicy(request: S3Request, session: Session | undefined): void {
  if (!session?.policy) return;
  const actions = [actionOf(request)];
  const source = request.headers['x-amz-copy-source'];
  if (source !== undefined)
    actions.push(actionOf({ ...sourceOf(String(source)), method: 'GET', query: new URLSearchParams() }));
  for (const [action, resource] of actions) {
    if (session.policy(action, resource)) continue;
    throw accessDenied(
      `User: ${arnOf(session)} is not authorized to perform: ${action} on resource: "${resource}" because no session `
        + `policy allows the ${action} action`,
    );
  }
}

/** What a request asks for, in the words of policies, and of what: the ARN of an object or a bucket. */
function actionOf({
  method,
  bucket,
  key,
  query,
}: Pick<S3Request, 'method' | 'bucket' | 'key' | 'query'>): [action: string, resource: string] {
  const resource = `arn:${partition}:s3:::${bucket}${key && `/${key}`}`;
  const part = subresources.find(each => query.has(each));
  const verb = method === 'HEAD' ? 'GET' : method;
  const actions: Record<string, string> =
    key === '' ? { GET: 's3:ListBucket' } : { GET: 's3:GetObject', PUT: 's3:PutObject', DELETE: 's3:DeleteObject' };
  const action = part === undefined ? actions[verb] : undefined;
  return action === undefined ? [`${method} ${part ?? ''}`.trim(), resource] : [action, resource];
}
