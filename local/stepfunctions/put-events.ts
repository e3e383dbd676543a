import { isObject } from '../json.ts';
import { StatesError } from './errors.ts';
import { refuseNames, serviceFailure, unfit, type Integration } from './integration.ts';

/**
 * Puts events on the bus. An entry's detail may be an object or JSON text. Adds the state machine and the execution
 * to each entry's resources. https://docs.aws.amazon.com/step-functions/latest/dg/connect-eventbridge.html
 */
export const putEvents: Integration = {
  resourceType: 'events',
  resource: 'putEvents',
  waitsForToken: false,
  refuse: parameters => refuseNames(parameters, ['Entries']),
  async call({ events }, input, { Execution, StateMachine }) {
    const { Entries: entries } = input as { Entries: unknown };
    if (!Array.isArray(entries)) throw unfit('Entries', 'an array');
    const request = entries.map((entry: unknown) => {
      if (!isObject(entry)) throw unfit('Entries', 'an array of objects');
      const { Detail, Resources = [] } = entry;
      if (!Array.isArray(Resources)) throw unfit('Resources', 'an array');
      return {
        ...entry,
        ...(isObject(Detail) && { Detail: JSON.stringify(Detail) }),
        Resources: [...(Resources as unknown[]), StateMachine.Id, Execution.Id],
      };
    });
    let output: { Entries?: unknown; FailedEntryCount?: number };
    try {
      output = await events('PutEvents', { Entries: request });
    } catch (error) {
      throw serviceFailure('EventBridge', error, ({ message }) => message);
    }
    const { Entries, FailedEntryCount = 0 } = output;
    const result = { Entries, FailedEntryCount };
    if (FailedEntryCount > 0) throw new StatesError('EventBridge.FailedEntry', JSON.stringify(result));
    return result;
  },
};
