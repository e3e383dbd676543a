import type { ResolvedStack } from '../stack/types.ts';

/** What CreateTable takes; the rest of a table's properties has no meaning here. */
const members = [
  'AttributeDefinitions', 'KeySchema', 'BillingMode', 'ProvisionedThroughput',
  'GlobalSecondaryIndexes', 'LocalSecondaryIndexes',
];
const indexMembers = ['IndexName', 'KeySchema', 'Projection', 'ProvisionedThroughput'];

/** The CreateTable requests for the tables of a stack (of a GlobalTable, the local replica). */
export function tablesOf(stack: ResolvedStack): { TableName: string }[] {
  return [...stack.resources.values()]
    .filter(({ type }) => type === 'AWS::DynamoDB::Table' || type === 'AWS::DynamoDB::GlobalTable')
    .map(({ ref, properties }) => ({
      ...pick(properties, members),
      ...properties.GlobalSecondaryIndexes !== undefined &&
        { GlobalSecondaryIndexes: indexes(properties.GlobalSecondaryIndexes) },
      TableName: ref,
    }));
}

const indexes = (value: unknown) => (value as Record<string, unknown>[]).map(index => pick(index, indexMembers));

const pick = (from: Record<string, unknown>, names: string[]) =>
  Object.fromEntries(names.filter(name => from[name] !== undefined).map(name => [name, from[name]]));
