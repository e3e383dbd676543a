import { setImmediate } from 'node:timers/promises';
import { AwsError } from '../../endpoint/error.ts';
import type { Event } from '../../eventbridge/event.ts';
import type { InvocationResult, Invoker, JsonOperation } from '../../stack/types.ts';
import { StepFunctions } from '../index.ts';
import type { TestCases } from '../mocks.ts';

export const machineArn = 'arn:aws:states:us-east-1:000000000000:stateMachine:Test';

export const roleArn = 'arn:aws:iam::000000000000:role/Test';

type LambdaFunction = (payload: any) => unknown;

/**
 * The test's functions by name. An error fails the function as in .NET. An AwsError is Lambda's own.
 */
function fakeLambda(functions: Record<string, LambdaFunction>): Invoker {
  return {
    async invoke(functionName: string, payload: string): Promise<InvocationResult> {
      const name = functionName.split(':').at(-1)!;
      const fn = functions[name];
      if (!fn) throw new AwsError('ResourceNotFoundException', `Function not found: ${functionName}`, 404);
      try {
        return { payload: JSON.stringify((await fn(JSON.parse(payload))) ?? null) };
      } catch (error) {
        if (error instanceof AwsError) throw error;
        const { name: errorType, message: errorMessage } = error as Error;
        return { payload: JSON.stringify({ errorType, errorMessage }), functionError: 'Unhandled' };
      }
    },
  };
}

export interface Started {
  executionArn: string;
  startDate: number;
}

interface LocalOptions {
  functions?: Record<string, LambdaFunction>;
  lambda?: Invoker;
  dynamodb?: JsonOperation;
  events?: JsonOperation;
  publish?: (parameters: URLSearchParams) => string;
  announce?: (event: Event) => void;
  testCases?: TestCases | undefined;
}

const noTable = async () => {
  throw new AwsError('ResourceNotFoundException', 'Requested resource not found');
};

const noBus = async () => {
  throw new AwsError('InternalException', 'There is no event bus', 500);
};

const noTopic = () => {
  throw new AwsError('NotFound', 'Topic does not exist', 404);
};

/** A local Step Functions with one state machine, and shortcuts for tests. */
export class Local {
  readonly service: StepFunctions;

  constructor(definition: object, options: LocalOptions = {}) {
    const { functions = {}, dynamodb = noTable, events = noBus, publish = noTopic, announce, testCases } = options;
    const { lambda = fakeLambda(functions) } = options;
    const services = { lambda, dynamodb, events, publish: async (parameters: URLSearchParams) => publish(parameters) };
    this.service = new StepFunctions(services, announce);
    const machine = { arn: machineArn, name: 'Test', definition: JSON.stringify(definition), roleArn, testCases };
    this.service.createStateMachine(machine);
  }

  call(operation: string, input: object = {}): Promise<any> {
    return this.service.handle(operation, input);
  }

  async start(input: unknown = {}, name?: string): Promise<string> {
    const request = { stateMachineArn: machineArn, input: JSON.stringify(input), ...(name && { name }) };
    return ((await this.call('StartExecution', request)) as Started).executionArn;
  }

  async events(executionArn: string): Promise<Record<string, any>[]> {
    return (await this.call('GetExecutionHistory', { executionArn, maxResults: 1000 })).events;
  }

  async types(executionArn: string): Promise<string[]> {
    return (await this.events(executionArn)).map(({ type }) => type);
  }

  async end(executionArn: string): Promise<any> {
    for (;;) {
      const execution = await this.call('DescribeExecution', { executionArn });
      if (execution.status !== 'RUNNING') return execution;
      await turn();
    }
  }

  /** Runs the state machine to its end. A successful execution's `output` is parsed. */
  async run(input: unknown = {}): Promise<any> {
    const execution = await this.end(await this.start(input));
    return 'output' in execution ? { ...execution, output: JSON.parse(execution.output) } : execution;
  }

  /** Waits for `count` submitted tasks in this execution's history. Returns their task tokens. */
  async tokens(executionArn: string, count = 1): Promise<string[]> {
    for (;;) {
      const events = await this.events(executionArn);
      if (events.filter(({ type }) => type === 'TaskSubmitted').length >= count) {
        return events.flatMap(
          ({ taskScheduledEventDetails }) =>
            /"taskToken":"([^"]+)"/.exec(taskScheduledEventDetails?.parameters ?? '')?.[1] ?? [],
        );
      }
      await turn();
    }
  }
}

/** Runs everything that does not wait for a timer. */
export const turn = (): Promise<void> => setImmediate();
