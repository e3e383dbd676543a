// Does what DecideRequest does with one decision, as a user of Node.js and the AWS SDK v3 would write it.
import { createHash } from 'node:crypto';
import { ConditionalCheckFailedException, DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { SendTaskSuccessCommand, SFNClient } from '@aws-sdk/client-sfn';

const tableName = process.env.TABLE_NAME;
const dynamoDb = new DynamoDBClient({});
const stepFunctions = new SFNClient({});

const answer = (statusCode, message) => ({
  statusCode,
  headers: { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' },
  body: JSON.stringify({ message }),
});

const denied = answer(403, 'This link is not valid. Open the newest mail of this request and use its link as it is.');

function header(event, name) {
  for (const [key, value] of Object.entries(event.headers ?? {})) if (key.toLowerCase() === name) return value;
  return undefined;
}

function readBody(event) {
  try {
    return JSON.parse(event.isBase64Encoded ? Buffer.from(event.body, 'base64').toString() : event.body);
  } catch {
    return undefined;
  }
}

async function decide(id, keyHash, status, comment) {
  const notOwnRequest =
    status === 'approved' ? ' AND (attribute_not_exists(requestedBy) OR requestedBy <> #keys.#key)' : '';
  try {
    const { Attributes } = await dynamoDb.send(new UpdateItemCommand({
      TableName: tableName,
      Key: { id: { S: id } },
      UpdateExpression:
        'SET #status = :status, outcome = :status, decidedBy = #keys.#key, decidedAt = :at, #comment = :comment',
      ConditionExpression:
        'attribute_exists(#keys.#key) AND attribute_not_exists(outcome) AND expiresAt > :at' + notOwnRequest,
      ExpressionAttributeNames: { '#status': 'status', '#comment': 'comment', '#keys': 'keys', '#key': keyHash },
      ExpressionAttributeValues: {
        ':status': { S: status },
        ':at': { S: new Date().toISOString() },
        ':comment': { S: comment },
      },
      ReturnValues: 'ALL_NEW',
    }));
    return Attributes;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
}

export async function handler(event) {
  const id = event.pathParameters?.id ?? '';
  const key = header(event, 'x-approval-key');
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return denied;
  if (!/^[A-Za-z0-9_-]{22}$/.test(key ?? '')) return denied;
  const keyHash = createHash('sha256').update(key).digest('hex');

  const body = readBody(event);
  if (body?.decision !== 'approve' && body?.decision !== 'reject')
    return answer(400, 'decision: must be "approve" or "reject".');
  const comment = body.comment ?? '';
  if (typeof comment !== 'string' || comment.length > 1000)
    return answer(400, 'comment: at most 1000 characters are possible.');

  const status = body.decision === 'approve' ? 'approved' : 'rejected';
  const item = await decide(id.toLowerCase(), keyHash, status, comment);
  if (!item) return answer(409, 'Already decided');
  console.info(`${item.decidedBy.S} ${status} request ${id}`);
  if (!item.keys.M[keyHash]) return denied;

  await stepFunctions.send(new SendTaskSuccessCommand({
    taskToken: item.taskToken.S,
    output: JSON.stringify({
      result: status === 'approved',
      status,
      decidedBy: item.decidedBy.S,
      decidedAt: item.decidedAt.S,
      comment: item.comment.S,
    }),
  }));
  return answer(200, status === 'approved' ? 'Workflow approved successfully' : 'Workflow rejected');
}
