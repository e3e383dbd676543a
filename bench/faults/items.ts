import type { RunningStack } from '../stack/running-stack.ts';

type Attribute = Record<string, unknown>;

/** The item of a table by its id, as plain values; undefined if there is none. */
export async function itemOf(stack: RunningStack, table: string, id: string): Promise<any> {
  const { Item } = await stack.aws.call<{ Item?: Record<string, Attribute> }>('DynamoDB_20120810.GetItem', {
    TableName: table,
    Key: { id: { S: id } },
    ConsistentRead: true,
  });
  return Item && plainMap(Item);
}

/** The ids of the requests of an execution. */
export async function requestsOf(stack: RunningStack, executionArn: string): Promise<string[]> {
  const { Items } = await stack.aws.call<{ Items: { id: { S: string } }[] }>('DynamoDB_20120810.Query', {
    TableName: stack.endpoints.outputs.TableName,
    IndexName: 'executionArn',
    KeyConditionExpression: 'executionArn = :arn',
    ExpressionAttributeValues: { ':arn': { S: executionArn } },
  });
  return Items.map(({ id }) => id.S);
}

const plainMap = (map: Record<string, Attribute>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(map).map(([name, value]) => [name, plain(value)]));

function plain(attribute: Attribute): unknown {
  const [[type, value]] = Object.entries(attribute) as [[string, unknown]];
  if (type === 'M') return plainMap(value as Record<string, Attribute>);
  if (type === 'N') return Number(value);
  if (type === 'L') return (value as Attribute[]).map(plain);
  return value;
}
