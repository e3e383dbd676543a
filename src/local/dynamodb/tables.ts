import { resourcesOf } from '../stack/resources.ts';
import type { ResolvedStack } from '../stack/types.ts';

/** What CreateTable takes; the rest of a table's properties has no meaning here. */
const members = [
  'AttributeDefinitions', 'KeySchema', 'BillingMode', 'ProvisionedThroughput',
  'GlobalSecondaryIndexes', 'LocalSecondaryIndexes',
];

/** The CreateTable requests for the tables of a stack. */
export function tablesOf(stack: ResolvedStack): { TableName: string }[] {
  return resourcesOf(stack, 'AWS::DynamoDB::Table').map(({ ref, properties }) => ({
    ...Object.fromEntries(members.filter(name => name in properties).map(name => [name, properties[name]])),
    TableName: ref,
  }));
}
