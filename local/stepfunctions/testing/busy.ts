import { Local } from './local.ts';

const rest = (name: string) => ({ StartAt: name, States: { [name]: { Type: 'Wait', Seconds: 3600, End: true } } });
const call = (fields: object) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: 'F' },
  End: true,
  ...fields,
});

/** Waits for a timer, a token, a function, a retry and a time limit of each kind, all at once. */
const everything = {
  TimeoutSeconds: 7200,
  StartAt: 'All',
  States: {
    All: {
      Type: 'Parallel',
      End: true,
      Branches: [
        rest('Rest'),
        {
          StartAt: 'Each',
          States: { Each: { Type: 'Map', ItemsPath: '$.items', ItemProcessor: rest('RestToo'), End: true } },
        },
        {
          StartAt: 'Ask',
          States: {
            Ask: call({
              Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
              Parameters: { FunctionName: 'Quick', Payload: { 'taskToken.$': '$$.Task.Token' } },
              TimeoutSeconds: 3600,
            }),
          },
        },
        { StartAt: 'Call', States: { Call: call({}) } },
        {
          StartAt: 'Retry',
          States: {
            Retry: call({
              Parameters: { FunctionName: 'Fails' },
              Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 3600 }],
            }),
          },
        },
      ],
    },
  },
};

/** A local Step Functions whose executions all wait. */
export function busy(): Local {
  const functions = {
    F: () => new Promise(() => {}),
    Quick: () => null,
    Fails: () => {
      throw new Error('no');
    },
  };
  return new Local(everything, { functions });
}
