import { randomUUID } from 'node:crypto';
import { AwsError, unsupported } from '../endpoint/error.ts';
import { fromJson } from '../json.ts';
import { Requests } from '../models/requests.ts';
import { checkArn, checkName, executionArn } from './arns.ts';
import { errorDetails, StatesError } from './errors.ts';
import { Execution, type StateMachine } from './execution.ts';
import { Executions } from './executions.ts';
import type { HistoryEvent } from './history.ts';
import { tooLarge } from './limits.ts';
import { pageOf, type Paged } from './paging.ts';
import type { Run, TestCase } from './run.ts';
import { redriveStatusReason } from './status-event.ts';

const requests = new Requests('stepfunctions');

interface Operations {
  StartExecution: { stateMachineArn: string; name?: string; input?: string };
  DescribeExecution: { executionArn: string; includedData?: IncludedData };
  DescribeStateMachine: { stateMachineArn: string; includedData?: IncludedData };
  DescribeStateMachineForExecution: { executionArn: string; includedData?: IncludedData };
  ListStateMachines: Paged;
  ListExecutions: Paged & {
    stateMachineArn?: string;
    statusFilter?: Execution['status'] | 'PENDING_REDRIVE';
    mapRunArn?: string;
    redriveFilter?: 'REDRIVEN' | 'NOT_REDRIVEN';
  };
  GetExecutionHistory: Paged & { executionArn: string; reverseOrder?: boolean; includeExecutionData?: boolean };
  StopExecution: { executionArn: string; error?: string; cause?: string };
  SendTaskSuccess: { taskToken: string; output: string };
  SendTaskFailure: { taskToken: string; error?: string; cause?: string };
  SendTaskHeartbeat: { taskToken: string };
}

type IncludedData = 'ALL_DATA' | 'METADATA_ONLY';

/**
 * Answers the operations of the API. https://docs.aws.amazon.com/step-functions/latest/apireference/API_Operations.html
 */
export class Api {
  readonly shared: Pick<Run, 'tokens' | 'services'>;
  readonly machines = new Map<string, StateMachine>();
  readonly executions = new Executions();
  readonly #statusChanged: (execution: Execution) => void;
  #sequence = 0;

  constructor(shared: Pick<Run, 'tokens' | 'services'>, statusChanged: (execution: Execution) => void) {
    this.shared = shared;
    this.#statusChanged = statusChanged;
  }

  handle(operation: string, input: unknown): object {
    if (!Object.hasOwn(operations, operation)) throw unsupported(`${operation} of Step Functions`);
    return operations[operation as keyof Operations](this, requests.check(operation, input));
  }

  machine(arn: string): StateMachine {
    checkArn(arn, 'stateMachine');
    const machine = this.machines.get(arn);
    if (!machine) throw new AwsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
    return machine;
  }

  execution(arn: string): Execution {
    checkArn(arn, 'execution');
    const execution = this.executions.find(arn);
    if (!execution) throw new AwsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
    return execution;
  }

  start(machine: StateMachine, name: string, input: string, mocks: TestCase | undefined): Execution {
    const execution = new Execution({
      arn: executionArn(machine.arn, name),
      name,
      machine,
      input,
      mocks,
      sequence: ++this.#sequence,
      ended: ended => {
        this.executions.end(ended);
        this.#statusChanged(ended);
      },
    });
    this.executions.add(execution);
    this.#statusChanged(execution);
    execution.start(this.shared);
    return execution;
  }
}

const operations: { [O in keyof Operations]: (api: Api, request: Operations[O]) => object } = {
  StartExecution(api, { stateMachineArn, name = randomUUID(), input = '{}' }) {
    checkName(name);
    const [machineArn = '', testCase] = stateMachineArn.split('#');
    const machine = api.machine(machineArn);
    const mocks = testCase === undefined ? machine.testCases.values().next().value : machine.testCases.get(testCase);
    if (testCase !== undefined && !mocks)
      throw new AwsError('InvalidArn', `Invalid Arn: '${machine.name} has no test case ${testCase}'`);
    checkJson(input, 'InvalidExecutionInput', 'Invalid State Machine Execution Input');
    const existing = api.executions.find(executionArn(machine.arn, name));
    if (existing && (existing.status !== 'RUNNING' || existing.input !== input))
      throw new AwsError('ExecutionAlreadyExists', `Execution Already Exists: '${existing.arn}'`);
    const { arn, startDate } = existing ?? api.start(machine, name, input, mocks);
    return { executionArn: arn, startDate };
  },

  DescribeExecution(api, { executionArn: arn, includedData }) {
    const execution = api.execution(arn);
    const { input, output, failure } = execution;
    const included = includedData !== 'METADATA_ONLY';
    return {
      ...summary(execution),
      ...(included && { input }),
      inputDetails: { included },
      ...(output !== undefined && { ...(included && { output }), outputDetails: { included } }),
      ...failure,
      redriveStatus: 'NOT_REDRIVABLE',
      redriveStatusReason: redriveStatusReason(execution),
    };
  },

  DescribeStateMachine(api, { stateMachineArn, includedData }) {
    const machine = api.machine(stateMachineArn);
    const { creationDate } = machine;
    return { ...description(machine, includedData), status: 'ACTIVE', type: 'STANDARD', creationDate };
  },

  DescribeStateMachineForExecution(api, { executionArn: arn, includedData }) {
    const { machine } = api.execution(arn);
    return { ...description(machine, includedData), updateDate: machine.creationDate };
  },

  ListStateMachines(api, request) {
    const all = [...api.machines.values()];
    const [machines, next] = pageOf(
      request,
      ['machines'],
      (after = 0, count) => all.slice(after, after + count),
      machine => all.indexOf(machine) + 1,
    );
    const stateMachines = machines.map(({ arn, name, creationDate }) => {
      return { stateMachineArn: arn, name, type: 'STANDARD', creationDate };
    });
    return { stateMachines, ...next };
  },

  ListExecutions(api, { stateMachineArn, statusFilter, mapRunArn, redriveFilter, ...request }) {
    if (mapRunArn !== undefined) throw new AwsError('ResourceNotFound', `Map Run Does Not Exist: '${mapRunArn}'`);
    if (stateMachineArn === undefined)
      throw new AwsError('ValidationException', 'Must specify either a state machine ARN or a map run ARN.');
    const { arn } = api.machine(stateMachineArn);
    if (statusFilter === 'PENDING_REDRIVE' || redriveFilter === 'REDRIVEN') return { executions: [] };
    const status = statusFilter ?? 'ALL';
    const [executions, next] = pageOf(
      request,
      ['executions', arn, status],
      (after = Infinity, count) => api.executions.page(arn, status, after, count),
      ({ sequence }) => sequence,
    );
    return { executions: executions.map(summary), ...next };
  },

  GetExecutionHistory(api, { executionArn: arn, reverseOrder: reverse = false, includeExecutionData, ...request }) {
    const { history } = api.execution(arn);
    const [events, next] = pageOf(
      request,
      ['history', arn, reverse],
      (after, count) => history.page({ after, count, reverse }),
      ({ id }) => id,
    );
    return { events: includeExecutionData === false ? events.map(withoutData) : events, ...next };
  },

  StopExecution(api, { executionArn: arn, error = '', cause = '' }) {
    const execution = api.execution(arn);
    execution.stop(errorDetails({ name: error, message: cause }));
    return { stopDate: execution.stopDate };
  },

  SendTaskSuccess(api, { taskToken, output }) {
    const task = api.shared.tokens.find(taskToken);
    checkJson(output, 'InvalidOutput', 'Invalid Output');
    task.succeed(output);
    return {};
  },

  SendTaskFailure(api, { taskToken, error, cause }) {
    api.shared.tokens.find(taskToken).fail(new StatesError(error ?? '', cause));
    return {};
  },

  SendTaskHeartbeat(api, { taskToken }) {
    api.shared.tokens.find(taskToken);
    return {};
  },
};

function summary({ arn, machine, name, status, startDate, stopDate }: Execution) {
  return {
    executionArn: arn,
    stateMachineArn: machine.arn,
    name,
    status,
    startDate,
    ...(stopDate !== undefined && { stopDate }),
    redriveCount: 0,
  };
}

function description({ arn, name, definition, roleArn }: StateMachine, includedData: IncludedData | undefined) {
  return {
    stateMachineArn: arn,
    name,
    // The model requires the member, so it is empty without data.
    definition: includedData === 'METADATA_ONLY' ? '{}' : definition,
    roleArn,
    loggingConfiguration: { level: 'OFF', includeExecutionData: false },
    tracingConfiguration: { enabled: false },
  };
}

function checkJson(text: string, error: string, what: string): void {
  const refuse = (reason: string) => {
    throw new AwsError(error, `${what}: '${reason}'`);
  };
  if (tooLarge(text)) refuse('It has more than 262144 bytes of UTF-8.');
  fromJson(text, refuse);
}

function withoutData(event: HistoryEvent): HistoryEvent {
  return Object.fromEntries(
    Object.entries(event).map(([member, value]) => {
      if (!member.endsWith('EventDetails')) return [member, value];
      const { input, inputDetails, output, outputDetails, ...details } = value as Record<string, unknown>;
      return [member, details];
    }),
  ) as unknown as HistoryEvent;
}
