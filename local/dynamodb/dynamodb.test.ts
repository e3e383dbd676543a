import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
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

  it('takes little more memory than its items, however often they change', async () => {
    const dynamodb = new DynamoDb();
    await dynamodb.createTables(stack);
    setFlagsFromString('--expose-gc');
    const used = () => {
      (runInNewContext('gc') as () => void)();
      const { heapUsed, external } = process.memoryUsage();
      return heapUsed + external;
    };
    const before = used();
    const [items, bytes] = [2_000, 2_000];
    for (let i = 0; i < items; i++)
      for (let change = 0; change < 4; change++) {
        const texts = { id: String(i), status: 'pending', createdAt: String(i), text: String(change).repeat(bytes) };
        const Item = Object.fromEntries(Object.entries(texts).map(([name, S]) => [name, { S }]));
        await dynamodb.call('PutItem', { TableName: 'table', Item });
      }
    // The table and its index have each item.
    const factor = (used() - before) / (2 * items * bytes);
    assert.ok(factor < 4, `${factor.toFixed(1)} times`);
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
