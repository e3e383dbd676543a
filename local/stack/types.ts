/** A resource of the template with all intrinsics resolved. */
export interface ResolvedResource {
  logicalId: string;
  /** The CloudFormation type, such as `AWS::Lambda::Function`. */
  type: string;
  /** The value of `Ref`, such as a function's or a table's name. */
  ref: string;
  properties: Record<string, unknown>;
}

/** A stack, or several merged into one. */
export interface ResolvedStack {
  /** By logical id (of several stacks by `StackName/LogicalId`), in order of creation. */
  resources: Map<string, ResolvedResource>;
  outputs: Record<string, string>;
}

export interface InvocationResult {
  /** The function's answer as JSON text; for a failure `{"errorType", "errorMessage", …}`. */
  payload: string;
  /** Set if the function failed or could not start, as in Lambda's answer to Invoke. */
  functionError?: 'Unhandled';
}

export interface Invoker {
  /**
   * `functionName` is a name or an ARN. Throws an AwsError: `ResourceNotFoundException`, or `TooManyRequestsException`
   * if all of the function's reserved concurrency is in use.
   */
  invoke(functionName: string, payload: string): Promise<InvocationResult>;
}

/** Also invokes Lambda functions for asynchronous events, which can wait. */
export interface AsyncInvoker extends Invoker {
  /**
   * Waits in order until the reserved concurrency allows it. Throws `TooManyRequestsException` if that is later than
   * `until`, in milliseconds since 1970.
   */
  invokeInTurn(
    functionName: string,
    payload: string,
    options: { requestId: string; until: number },
  ): Promise<InvocationResult>;
}

/** Calls an operation of a service with an AWS JSON protocol. Throws an AwsError with the service's error name. */
export type JsonOperation = (operation: string, input: object) => Promise<object>;
