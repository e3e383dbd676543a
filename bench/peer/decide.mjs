// Does what DecideRequest does with one decision, as a user of Node.js and the AWS SDK v3 would write it.
import { createHash } from 'node:crypto';
import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  GetItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
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

async function read(id) {
  const { Item } = await dynamoDb.send(
    new GetItemCommand({ TableName: tableName, Key: { id: { S: id } }, ConsistentRead: true }),
  );
  return Item;
}

/** What is wrong with the values that were filled in, if something is. */
function fieldProblem(item, values) {
  if (typeof values !== 'object' || values === null || Array.isArray(values)) return 'fields: must be an object.';
  const fields = JSON.parse(item.fields?.S ?? '[]');
  const unknown = Object.keys(values).find(name => fields.every(field => field.name !== name));
  if (unknown !== undefined) return `fields.${unknown}: nobody asked for it.`;
  const missing = fields.find(field => field.required && (values[field.name] ?? '') === '');
  return missing && `fields.${missing.name}: is required.`;
}

/** Who decides, and the comment of each, once the last required approval is there. */
function summary(item, person, comment) {
  const earlier = Object.entries(item.approvals.M).sort(([, a], [, b]) => (a.M.at.S < b.M.at.S ? -1 : 1));
  const all = [...earlier.map(([approver, { M }]) => [approver, M.comment.S]), [person, comment]];
  return {
    decidedBy: all.map(([approver]) => approver).join(', '),
    comment:
      all.length === 1
        ? comment
        : all
            .filter(([, text]) => text)
            .map(([approver, text]) => `${approver}: ${text}`)
            .join('\n'),
  };
}

/** Writes the answer, if nothing has changed since the item was read. */
async function record(item, person, status, comment, fields) {
  const at = { S: new Date().toISOString() };
  const given = Object.keys(item.approvals.M).length;
  const sets = ['history = list_append(history, :event)'];
  const conditions = [
    'attribute_exists(id)',
    'attribute_not_exists(outcome)',
    'attribute_not_exists(approvals.#person)',
    'expiresAt > :at',
  ];
  const names = { '#person': person };
  const values = { ':at': at, ':event': { L: [{ M: { at, event: { S: status }, by: { S: person } } }] } };
  if (status === 'approved') {
    sets.push('approvals.#person = :approval');
    conditions.push('size(approvals) = :given');
    values[':approval'] = { M: { at, comment: { S: comment }, fields: { S: JSON.stringify(fields) } } };
    values[':given'] = { N: String(given) };
  }
  if (status === 'rejected' || given + 1 >= Number(item.requiredApprovals.N)) {
    const decision = status === 'approved' ? summary(item, person, comment) : { decidedBy: person, comment };
    sets.push(
      '#status = :status',
      'outcome = :status',
      'decidedBy = :decidedBy',
      'decidedAt = :at',
      '#comment = :comment',
      'fieldValues = :fields',
    );
    Object.assign(names, { '#status': 'status', '#comment': 'comment' });
    Object.assign(values, {
      ':status': { S: status },
      ':decidedBy': { S: decision.decidedBy },
      ':comment': { S: decision.comment },
      ':fields': { S: JSON.stringify(fields) },
    });
  }
  try {
    const { Attributes } = await dynamoDb.send(
      new UpdateItemCommand({
        TableName: tableName,
        Key: { id: item.id },
        UpdateExpression: `SET ${sets.join(', ')}`,
        ConditionExpression: conditions.join(' AND '),
        ExpressionAttributeNames: names,
        ExpressionAttributeValues: values,
        ReturnValues: 'ALL_NEW',
      }),
    );
    return Attributes;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
}

/** Tells the execution the decision that the item holds. */
async function deliver(item) {
  const approved = item.outcome.S === 'approved';
  await stepFunctions.send(
    new SendTaskSuccessCommand({
      taskToken: item.taskToken.S,
      output: JSON.stringify({
        result: approved,
        status: item.outcome.S,
        decidedBy: item.decidedBy.S,
        decidedAt: item.decidedAt.S,
        fields: {},
      }),
    }),
  );
  return answer(200, approved ? 'Workflow approved successfully' : 'Workflow rejected');
}

async function decide(item, person, status, { comment = '', fields = {} }) {
  if (item.outcome?.S === status) return deliver(item);
  if (item.outcome) return answer(409, `Already ${item.outcome.S} by ${item.decidedBy.S} at ${item.decidedAt.S}`);
  if (item.expiresAt.S <= new Date().toISOString()) return answer(410, `This request expired at ${item.expiresAt.S}`);
  const earlier = item.approvals.M[person];
  if (earlier) return answer(409, `You already approved this request at ${earlier.M.at.S}`);
  if (!item.approvers.L.some(each => each.S === person)) return answer(403, 'You were not asked.');
  if (status === 'approved' && item.requestedBy?.S === person)
    return answer(403, 'You asked for this approval yourself, so somebody else must give it.');
  const problem = status === 'approved' ? fieldProblem(item, fields) : undefined;
  if (problem) return answer(400, problem);

  const after = await record(item, person, status, comment, fields);
  if (!after) return undefined;
  console.info(`${person} ${status} request ${item.id.S}`);
  if (after.outcome) return deliver(after);
  return answer(200, `Approval recorded: ${Object.keys(after.approvals.M).length} of ${after.requiredApprovals.N}`);
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
  if (typeof (body.comment ?? '') !== 'string' || body.comment?.length > 1000)
    return answer(400, 'comment: at most 1000 characters are possible.');

  const status = body.decision === 'approve' ? 'approved' : 'rejected';
  for (let tries = 0, required = 1; tries <= required; tries++) {
    const item = await read(id.toLowerCase());
    const person = item?.keys.M[keyHash]?.S;
    if (!person) return denied;
    const response = await decide(item, person, status, body);
    if (response) return response;
    required = Number(item.requiredApprovals.N);
  }
  return answer(503, 'Many decide at this moment. Try again: a decision counts once.');
}
