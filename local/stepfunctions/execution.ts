import { parseJson } from '../json.ts';
import { after } from '../timers.ts';
import type { Program } from './definition.ts';
import { errorDetails, Halted } from './errors.ts';
import { History, inputData, outputData, Trail } from './history.ts';
import type { TestCases } from './mocks.ts';
import type { Run, TestCase } from './run.ts';
import { walk } from './walk.ts';

export type Status = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

export interface StateMachine {
  arn: string;
  name: string;
  /** The template's text: Amazon States Language with JSONPath. */
  definition: string;
  program: Program;
  roleArn: string;
  testCases: TestCases;
  /** Seconds since 1970, as all dates of this API. */
  creationDate: number;
}

/** An execution of a state machine, from start to end. */
export class Execution {
  readonly arn!: string;
  readonly name!: string;
  readonly machine!: StateMachine;
  /** JSON text. */
  readonly input!: string;
  /** The answers of mocked states, if there are any. */
  readonly mocks!: TestCase | undefined;
  /** Increases from one execution to the next. */
  readonly sequence!: number;
  /** Called once, when the execution has ended. */
  readonly ended!: (execution: Execution) => void;
  readonly startDate = Date.now() / 1000;
  readonly history = new History();
  status: Status = 'RUNNING';
  stopDate: number | undefined;
  output: string | undefined;
  failure: { error?: string; cause?: string } = {};
  readonly #halt = new AbortController();
  #cancelTimeout = () => {};

  constructor(options: Pick<Execution, 'arn' | 'name' | 'machine' | 'input' | 'mocks' | 'sequence' | 'ended'>) {
    Object.assign(this, options);
  }

  start(shared: Pick<Run, 'tokens' | 'services'>): void {
    const { arn, name, input, machine } = this;
    const { program, roleArn } = machine;
    const trail = new Trail(this.history);
    trail.aside('ExecutionStarted', { ...inputData(input), roleArn });
    const { timeoutSeconds } = program;
    if (timeoutSeconds !== undefined) this.#cancelTimeout = after(timeoutSeconds * 1000, () => this.#timeOut());
    const context = {
      Execution: {
        Id: arn,
        Input: parseJson(input),
        Name: name,
        RoleArn: roleArn,
        StartTime: new Date(this.startDate * 1000).toISOString(),
        RedriveCount: 0,
      },
      StateMachine: { Id: machine.arn, Name: machine.name },
    };
    const run = { ...shared, history: this.history, context, mocks: this.mocks };
    walk({ run, trail, signal: this.#halt.signal, walk }, program, input).then(
      output => {
        trail.add('ExecutionSucceeded', outputData(output));
        this.output = output;
        this.#end('SUCCEEDED');
      },
      (error: Error) => {
        if (error instanceof Halted) return;
        this.failure = errorDetails(error);
        trail.add('ExecutionFailed', this.failure);
        this.#end('FAILED');
      },
    );
  }

  /** Does nothing to an execution that has ended. */
  stop(failure: { error?: string; cause?: string }): void {
    if (this.status !== 'RUNNING') return;
    this.failure = failure;
    this.history.add('ExecutionAborted', 0, failure);
    this.#end('ABORTED');
    this.#halt.abort(new Halted());
  }

  #timeOut(): void {
    this.history.add('ExecutionTimedOut', 0, {});
    this.#end('TIMED_OUT');
    this.#halt.abort(new Halted());
  }

  #end(status: Status): void {
    this.status = status;
    this.stopDate = Date.now() / 1000;
    this.#cancelTimeout();
    this.history.pack();
    this.ended(this);
  }
}
