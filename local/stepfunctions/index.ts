import { jsonService } from '../endpoint/service.ts';
import type { EventBus } from '../eventbridge/event-bus.ts';
import type { Event } from '../eventbridge/event.ts';
import { Problem } from '../problem.ts';
import { resourcesOf, withoutHash } from '../stack/resources.ts';
import { Section } from '../stack/section.ts';
import type { ResolvedStack } from '../stack/types.ts';
import { Api } from './api.ts';
import { compile } from './definition.ts';
import type { StateMachine } from './execution.ts';
import type { Mocks, TestCases } from './mocks.ts';
import type { Services } from './run.ts';
import { statusEvent } from './status-event.ts';
import { TaskTokens } from './tokens.ts';

/**
 * Step Functions on this machine: standard workflows with the Lambda, DynamoDB, SNS and EventBridge integrations and
 * task tokens, and the operations of the API that start, answer, watch and stop them.
 *
 * checks.ts refuses a state machine that needs more than this, unless a mock answers it (mocks.ts). Unlike on AWS,
 * - paths are those of RFC 9535;
 * - numbers keep the digits that they were sent with, where AWS promises doubles;
 * - roles are not checked, and only the last executions are kept (executions.ts).
 */
export class StepFunctions {
  readonly service = jsonService('Step Functions', 'AWSStepFunctions', this);
  readonly #api: Api;
  #stopped = false;

  /** `announce` is called with an event whenever the status of an execution changes. */
  constructor(services: Services, announce: (event: Event) => void = () => {}) {
    this.#api = new Api({ tokens: new TaskTokens(), services }, execution => {
      if (!this.#stopped) announce(statusEvent(execution));
    });
  }

  /** Creates a state machine of the type STANDARD. Throws a Problem that names an unsupported state. */
  createStateMachine({ testCases = new Map(), ...machine }: NewStateMachine): void {
    try {
      const program = compile(machine.definition, testCases);
      this.#api.machines.set(machine.arn, { ...machine, testCases, program, creationDate: Date.now() / 1000 });
    } catch (error) {
      throw new Problem(`State machine ${machine.name}: ${(error as Error).message}`, { cause: error });
    }
  }

  async handle(operation: string, input: unknown): Promise<object> {
    return this.#api.handle(operation, input);
  }

  /** Aborts all executions without events, so that the process can end. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const execution of this.#api.executions.running())
      execution.stop({ cause: 'The local Step Functions was stopped.' });
  }
}

type NewStateMachine = Omit<StateMachine, 'program' | 'creationDate' | 'testCases'> & {
  testCases?: TestCases | undefined;
};

const nameOf = (machineArn: string) => machineArn.slice(machineArn.lastIndexOf(':') + 1);

/** Step Functions with the state machines of a stack. The bus receives the events of their executions. */
export function stepFunctionsOf(
  stack: ResolvedStack,
  services: Services,
  events: Pick<EventBus, 'put'>,
  mocks: Mocks = new Map(),
): StepFunctions {
  const stepFunctions = new StepFunctions(services, event => events.put(event));
  const resources = resourcesOf(stack, 'AWS::StepFunctions::StateMachine');
  const names = resources.map(({ ref }) => withoutHash(nameOf(ref)));
  for (const name of mocks.keys())
    if (!names.includes(name) && !resources.some(({ ref }) => nameOf(ref) === name))
      throw new Problem(
        `The mocks are for the state machine ${name}, which is not here; there are: ${names.join(', ')}`,
      );
  for (const resource of resources) {
    const machine = new Section(resource).only(
      ['DefinitionString', 'RoleArn', 'StateMachineName', 'StateMachineType'],
      ['LoggingConfiguration', 'Tags', 'TracingConfiguration'],
    );
    const type = machine.optionalText('StateMachineType') ?? 'STANDARD';
    if (type !== 'STANDARD') machine.stop('StateMachineType', `is ${type}, which the runner does not support`);
    stepFunctions.createStateMachine({
      arn: resource.ref,
      name: nameOf(resource.ref),
      testCases: mocks.get(nameOf(resource.ref)) ?? mocks.get(withoutHash(nameOf(resource.ref))),
      definition: machine.text('DefinitionString'),
      roleArn: machine.text('RoleArn'),
    });
  }
  return stepFunctions;
}
