import { resourcesOf } from '../stack/resources.ts';
import { Section } from '../stack/section.ts';
import type { ResolvedStack } from '../stack/types.ts';

/** The members of a CreateTable request. */
const members = [
  ...['AttributeDefinitions', 'KeySchema', 'BillingMode', 'ProvisionedThroughput'],
  ...['GlobalSecondaryIndexes', 'LocalSecondaryIndexes'],
];

/** Without effect: the tables end with the runner. */
const ignored =
  'DeletionProtectionEnabled PointInTimeRecoverySpecification SSESpecification TableName Tags TimeToLiveSpecification';

/** The CreateTable requests for the tables of a stack. */
export function tablesOf(stack: ResolvedStack): { TableName: string }[] {
  return resourcesOf(stack, 'AWS::DynamoDB::Table').map(resource => {
    new Section(resource).only(members, ignored);
    const { ref, properties } = resource;
    return {
      ...Object.fromEntries(members.filter(name => name in properties).map(name => [name, properties[name]])),
      TableName: ref,
    };
  });
}
