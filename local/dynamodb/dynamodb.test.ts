import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { stackOf } from '../testing/stack.ts';
import { DynamoDb } from './dynamodb.ts';

const schema = {
  AttributeDefinitions: ['id', 'status', 'createdAt'].map(AttributeName => ({ AttributeName, AttributeType: 'S' })),
  BillingMode: 'PAY_PER_REQUEST',
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'status-createdAt',
      KeySchema: [
        { AttributeName: 'status', KeyType: 'HASH' },
        { AttributeName: 'createdAt', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'ALL' },
    },
  ],
};
const stack = stackOf({
  Table: {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      ...schema,
      TableName: 'table',
      TimeToLiveSpecification: { AttributeName: 'purgeAt', Enabled: true },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      DeletionProtectionEnabled: true,
    },
  },
});

describe('DynamoDB', () => {
  it('has the template’s tables and indexes, ready to use', async () => {
    const dynamodb = new DynamoDb();
    await dynamodb.createTables(stack);
    for (const [id, createdAt] of [
      ['1', '2026-02'],
      ['2', '2026-01'],
    ]) {
      const Item = { id: { S: id }, status: { S: 'pending' }, createdAt: { S: createdAt } };
      await dynamodb.call('PutItem', { TableName: 'table', Item });
    }
    const { Items } = (await dynamodb.call('Query', {
      TableName: 'table',
      IndexName: 'status-createdAt',
      KeyConditionExpression: '#s = :s',
      ExpressionAttributeNames: { '#s': 'status' },
      ExpressionAttributeValues: { ':s': { S: 'pending' } },
    })) as { Items: { id: { S: string } }[] };
    assert.deepEqual(
      Items.map(({ id }) => id.S),
      ['2', '1'],
    );
  });

  it('refuses streams by name', async () => {
    const Properties = { ...schema, StreamSpecification: { StreamViewType: 'NEW_IMAGE' } };
    const odd = stackOf({ Odd: { Type: 'AWS::DynamoDB::Table', Properties } });
    const message = 'Odd (AWS::DynamoDB::Table): StreamSpecification is not supported by the runner';
    await assert.rejects(new DynamoDb().createTables(odd), { name: 'Problem', message });
  });

  it('lets exactly one of many concurrent conditional writes succeed', async () => {
    const dynamodb = new DynamoDb();
    await dynamodb.createTables(stack);
    const decide = (who: string) =>
      dynamodb.call('UpdateItem', {
        TableName: 'table',
        Key: { id: { S: '1' } },
        UpdateExpression: 'SET decidedBy = :who',
        ConditionExpression: 'attribute_not_exists(decidedBy)',
        ExpressionAttributeValues: { ':who': { S: who } },
      });
    const results = await Promise.allSettled(Array.from({ length: 50 }, (_, i) => decide(String(i))));
    assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1);
    for (const result of results)
      if (result.status === 'rejected') assert.equal((result.reason as Error).name, 'ConditionalCheckFailedException');
  });

  it('has DynamoDB’s error names', async () => {
    const dynamodb = new DynamoDb();
    await assert.rejects(dynamodb.call('GetItem', { TableName: 'none', Key: { id: { S: '1' } } }), {
      name: 'ResourceNotFoundException',
      message: 'Requested resource not found',
      status: 400,
    });
    await assert.rejects(dynamodb.call('GetItem', {}), { name: 'ValidationException' });
    await assert.rejects(dynamodb.call('Nonsense', {}), { name: 'UnknownOperationException' });
  });
});
