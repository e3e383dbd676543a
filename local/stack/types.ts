/** A resource of the synthesized template whose intrinsics are all resolved. */
export interface ResolvedResource {
  logicalId: string;
  /** The CloudFormation type, such as `AWS::Lambda::Function`. */
  type: string;
  /** What `Ref` gives for it, such as a function's name or a table's name. */
  ref: string;
  properties: Record<string, unknown>;
}

/** A stack, or several as one. */
export interface ResolvedStack {
  /** By logical id, of several stacks by `StackName/LogicalId`, in the order in which they were created. */
  resources: Map<string, ResolvedResource>;
  outputs: Record<string, string>;
}

export interface InvocationResult {
  /** The function's answer: JSON text. For a failed invocation `{"errorType", "errorMessage", …}`. */
  payload: string;
  /** As in Lambda's Invoke answer: set when the function failed or could not start. */
  functionError?: 'Unhandled';
}

/** Invokes Lambda functions synchronously. */
export interface Invoker {
  /**
   * `functionName` is a name or an ARN. Throws an AwsError: `ResourceNotFoundException` where there is none,
   * `TooManyRequestsException` where all of its reserved concurrency is in use.
   */
  invoke(functionName: string, payload: string): Promise<InvocationResult>;
}

/** Invokes Lambda functions also for events that can wait. */
export interface AsyncInvoker extends Invoker {
  /**
   * Waits until its reserved concurrency allows it, behind those that came before; throws `TooManyRequestsException`
   * when that is later than `until`, in milliseconds since 1970.
   */
  invokeInTurn(
    functionName: string,
    payload: string,
    options: { requestId: string; until: number },
  ): Promise<InvocationResult>;
}

/** Calls an operation of a service with an AWS JSON protocol; throws an AwsError named as the service names it. */
export type JsonOperation = (operation: string, input: object) => Promise<object>;
