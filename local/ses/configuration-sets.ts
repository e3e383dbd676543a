import { resourcesOf } from '../stack/resources.ts';
import { Section } from '../stack/section.ts';
import type { ResolvedStack } from '../stack/types.ts';

export interface ConfigurationSet {
  name: string;
  /** In lower case: of which events EventBridge is told. */
  eventTypes: Set<string>;
}

/** The stack's configuration sets, by name. Throws a Problem that names what the runner does not support. */
export function configurationSetsOf(stack: ResolvedStack): Map<string, ConfigurationSet> {
  const sets = new Map(
    resourcesOf(stack, 'AWS::SES::ConfigurationSet').map(resource => {
      new Section(resource).only('Name', 'DeliveryOptions ReputationOptions SuppressionOptions Tags');
      return [resource.ref, { name: resource.ref, eventTypes: new Set<string>() }];
    }),
  );
  for (const resource of resourcesOf(stack, 'AWS::SES::ConfigurationSetEventDestination')) {
    const section = new Section(resource).only('ConfigurationSetName EventDestination');
    const destination = section
      .requiredSection('EventDestination')
      .only('Enabled EventBridgeDestination MatchingEventTypes', 'Name');
    destination.requiredSection('EventBridgeDestination').only('EventBusArn');
    const name = section.text('ConfigurationSetName');
    const set = sets.get(name) ?? section.stop('ConfigurationSetName', `is not one of the stack: ${name}`);
    if (destination.flag('Enabled'))
      for (const type of destination.texts('MatchingEventTypes')) set.eventTypes.add(type.toLowerCase());
  }
  return sets;
}
