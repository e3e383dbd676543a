import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { usedMemory } from '../testing/memory.ts';
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

const pending = {
  TableName: 'table',
  IndexName: 'status-createdAt',
  KeyConditionExpression: '#s = :s',
  ExpressionAttributeNames: { '#s': 'status' },
  ExpressionAttributeValues: { ':s': { S: 'pending' } },
};

function started(t: TestContext): DynamoDb {
  const dynamodb = new DynamoDb();
  t.after(() => dynamodb.stop());
  return dynamodb;
}

describe('DynamoDB', () => {
  it('has the template’s tables and indexes, ready to use', async t => {
    const dynamodb = started(t);
    await dynamodb.createTables(stack);
    for (const [id, createdAt] of [
      ['1', '2026-02'],
      ['2', '2026-01'],
    ]) {
      const Item = { id: { S: id }, status: { S: 'pending' }, createdAt: { S: createdAt } };
      await dynamodb.call('PutItem', { TableName: 'table', Item });
    }
    const { Items } = (await dynamodb.call('Query', pending)) as { Items: { id: { S: string } }[] };
    assert.deepEqual(
      Items.map(({ id }) => id.S),
      ['2', '1'],
    );
  });

  it('refuses streams by name', async t => {
    const Properties = { ...schema, StreamSpecification: { StreamViewType: 'NEW_IMAGE' } };
    const odd = stackOf({ Odd: { Type: 'AWS::DynamoDB::Table', Properties } });
    const message = 'Odd (AWS::DynamoDB::Table): StreamSpecification is not supported by the runner';
    await assert.rejects(started(t).createTables(odd), { name: 'Problem', message });
  });

  it('lets exactly one of many concurrent conditional writes succeed', async t => {
    const dynamodb = started(t);
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

  it('takes no memory for its items, however often they change and are listed', async t => {
    const dynamodb = started(t);
    await dynamodb.createTables(stack);
    const write = async (i: number) => {
      for (let change = 0; change < 2; change++) {
        const texts = { id: String(i), status: 'pending', createdAt: String(i), text: String(change).repeat(2_000) };
        const Item = Object.fromEntries(Object.entries(texts).map(([name, S]) => [name, { S }]));
        await dynamodb.call('PutItem', { TableName: 'table', Item });
      }
      await dynamodb.call('Query', { ...pending, Limit: 10 });
    };
    for (let i = 0; i < 100; i++) await write(i);
    const before = await usedMemory();
    for (let i = 100; i < 500; i++) await write(i);
    const grown = (await usedMemory()) - before;
    assert.ok(grown < 2 ** 20, `${grown} bytes`);
  });

  it('leaves no files behind', async t => {
    const { TMPDIR } = process.env;
    const folder = mkdtempSync(join(tmpdir(), 'dynamodb-test-'));
    process.env.TMPDIR = folder;
    t.after(() => {
      process.env.TMPDIR = TMPDIR ?? '';
      rmSync(folder, { recursive: true });
    });
    const dynamodb = new DynamoDb();
    await dynamodb.createTables(stack);
    assert.equal(readdirSync(folder).length, 1);
    await dynamodb.stop();
    assert.deepEqual(readdirSync(folder), []);
  });

  it('has DynamoDB’s error names', async t => {
    const dynamodb = started(t);
    await assert.rejects(dynamodb.call('GetItem', { TableName: 'none', Key: { id: { S: '1' } } }), {
      name: 'ResourceNotFoundException',
      message: 'Requested resource not found',
      status: 400,
    });
    await assert.rejects(dynamodb.call('GetItem', {}), { name: 'ValidationException' });
    await assert.rejects(dynamodb.call('Nonsense', {}), { name: 'UnknownOperationException' });
  });
});
