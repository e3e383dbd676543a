import { createHash } from 'node:crypto';

// One decision: the event that the function receives, and the request's item before and after.
export const requestId = '0d4c6a52-8f3e-4c0b-9a57-3f7f6b1c2d90';
export const executionArn =
  'arn:aws:states:us-east-1:000000000000:execution:Approvals:5b1f7c1e-2f0e-4c66-8a35-6f6f6c0e7a11';
export const taskToken = `AQCoAAAAKgAAAAMAAAAAAAAAA${'b3VyIHRhc2sgdG9rZW4'.repeat(40)}=`;
const key = 'kq3f5n8B0cWv2ZtYxQ7mHg';
const keyHash = createHash('sha256').update(key).digest('hex');
/** The approver who decides, with the key of a link. */
export const approver = 'a@example.com';
export const comment = 'Go ahead, but watch the error rate for the first ten minutes.';

/** The proxy event of `POST /api/requests/{id}/decision`, with the headers that CloudFront and a browser send. */
export const event = Buffer.from(
  JSON.stringify({
    resource: '/requests/{id}/decision',
    path: `/requests/${requestId}/decision`,
    httpMethod: 'POST',
    headers: {
      accept: 'application/json',
      'accept-encoding': 'gzip, deflate, br',
      'accept-language': 'en-GB,en;q=0.9',
      'content-type': 'application/json',
      Host: 'a1b2c3d4e5.execute-api.us-east-1.amazonaws.com',
      origin: 'https://d111111abcdef8.cloudfront.net',
      'User-Agent': 'Amazon CloudFront',
      Via: '2.0 3f1c1d8c0d5d4a0e.cloudfront.net (CloudFront)',
      'X-Amz-Cf-Id': 'Q8mYlZ1xYqYv3w3r8uS6B1xkTn2h0l8yqg5b5M0c0w1t7a9f3e2dXA==',
      'X-Amzn-Trace-Id': 'Root=1-691f2a3b-5d6e7f8091a2b3c4d5e6f708',
      'x-approval-key': key,
      'X-Forwarded-For': '203.0.113.7, 198.51.100.23',
      'X-Forwarded-Port': '443',
      'X-Forwarded-Proto': 'https',
    },
    multiValueHeaders: { accept: ['application/json'], 'content-type': ['application/json'], 'x-approval-key': [key] },
    queryStringParameters: null,
    multiValueQueryStringParameters: null,
    pathParameters: { id: requestId },
    stageVariables: null,
    requestContext: {
      resourceId: '7tq3zk',
      resourcePath: '/requests/{id}/decision',
      httpMethod: 'POST',
      extendedRequestId: 'UQ3xKHm1oAMFz8A=',
      requestTime: '20/Nov/2026:10:02:00 +0000',
      path: `/api/requests/${requestId}/decision`,
      accountId: '000000000000',
      protocol: 'HTTP/1.1',
      stage: 'api',
      domainPrefix: 'a1b2c3d4e5',
      requestTimeEpoch: 1795168920000,
      requestId: '9f0b6c8e-1d2a-4b3c-8d4e-5f60718293a4',
      identity: { sourceIp: '203.0.113.7', userAgent: 'Amazon CloudFront' },
      domainName: 'a1b2c3d4e5.execute-api.us-east-1.amazonaws.com',
      apiId: 'a1b2c3d4e5',
    },
    body: JSON.stringify({ decision: 'approve', comment }),
    isBase64Encoded: false,
  }),
);

/** The function's expected answer. */
export const expectedBody = { message: 'Workflow approved successfully' };

const decidedAt = '2026-11-20T10:02:00.000Z';

const happened = (at: string, event: string, by: string, note?: string) => ({
  M: { at: { S: at }, event: { S: event }, by: { S: by }, ...(note !== undefined && { note: { S: note } }) },
});

const history = [
  happened('2026-11-20T09:31:01.000Z', 'asked', 'workflow', '2 mails'),
  happened('2026-11-20T10:00:42.000Z', 'opened', approver),
];

/** The pending item, which the approver has opened. */
export const itemBefore = {
  id: { S: requestId },
  status: { S: 'pending' },
  createdAt: { S: '2026-11-20T09:31:00.000Z' },
  expiresAt: { S: '2099-11-20T10:31:00.000Z' },
  purgeAt: { N: '4102444800' },
  executionArn: { S: executionArn },
  subject: { S: 'Deploy v2?' },
  message: { S: 'Version 2.0.1 passed all tests on staging. It changes the price calculation.' },
  requestedBy: { S: 'c@example.com' },
  details: { S: '{"version":"2.0.1","commit":"9f8e7d6"}' },
  approvers: { L: [{ S: approver }, { S: 'b@example.com' }] },
  requiredApprovals: { N: '1' },
  fields: { L: [] },
  keys: { M: { [keyHash]: { S: approver }, [keyHash.replace(/./, 'x')]: { S: 'b@example.com' } } },
  approvals: { M: {} },
  opened: { M: { [approver]: { S: '2026-11-20T10:00:42.000Z' } } },
  history: { L: history },
  taskToken: { S: taskToken },
};

/** The whole item after the update. */
export const itemAfter = {
  ...itemBefore,
  status: { S: 'approved' },
  outcome: { S: 'approved' },
  approvals: { M: { [approver]: { M: { at: { S: decidedAt }, comment: { S: comment }, fields: { S: '{}' } } } } },
  history: { L: [...history, happened(decidedAt, 'approved', approver)] },
  decidedBy: { S: approver },
  decidedAt: { S: decidedAt },
  comment: { S: comment },
  fieldValues: { S: '{}' },
};

/** The output that the waiting task must receive. */
export const callbackOutput = { result: true, status: 'approved', decidedBy: approver, decidedAt, fields: {} };
