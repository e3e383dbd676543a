import { AwsError } from '../aws/error.ts';
import { isObject } from '../json.ts';
import { maxDataBytes } from './limits.ts';

/** The constraints of one member of a request, as in the service's model. */
export interface Member {
  type: 'string' | 'integer' | 'boolean';
  required?: true;
  /** Of a string its length in characters, of an integer its value. */
  min?: number;
  max?: number;
  values?: string[];
  /** AWS leaves its value out of messages. */
  sensitive?: true;
}

type Constraints = Omit<Member, 'type' | 'required'>;
const text = (constraints: Constraints) => ({ type: 'string' as const, ...constraints });
const required = <M extends Member>(member: M) => ({ ...member, required: true as const });

const arn = text({ min: 1, max: 256 });
const taskToken = required(text({ min: 1, max: 2048 }));
const data = text({ max: maxDataBytes, sensitive: true });
const error = text({ max: 256, sensitive: true });
const cause = text({ max: 32_768, sensitive: true });
const nextToken = text({ min: 1, max: 1024 });
const includedData = text({ values: ['ALL_DATA', 'METADATA_ONLY'] });
const maxResults = { type: 'integer' as const, min: 0, max: 1000 };
const flag = { type: 'boolean' as const };

/** What the operations take. https://docs.aws.amazon.com/step-functions/latest/apireference/API_Operations.html */
export const requests = {
  StartExecution: {
    stateMachineArn: required(arn),
    name: text({ min: 1, max: 80 }),
    input: data,
    traceHeader: text({ max: 256 }),
  },
  DescribeExecution: { executionArn: required(arn), includedData },
  DescribeStateMachine: { stateMachineArn: required(arn), includedData },
  DescribeStateMachineForExecution: { executionArn: required(arn), includedData },
  ListStateMachines: { maxResults, nextToken },
  ListExecutions: {
    stateMachineArn: arn,
    statusFilter: text({ values: ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED', 'PENDING_REDRIVE'] }),
    maxResults,
    nextToken: text({ min: 1, max: 3096 }),
    mapRunArn: text({ min: 1, max: 2000 }),
    redriveFilter: text({ values: ['REDRIVEN', 'NOT_REDRIVEN'] }),
  },
  GetExecutionHistory: {
    executionArn: required(arn),
    maxResults,
    reverseOrder: flag,
    nextToken,
    includeExecutionData: flag,
  },
  StopExecution: { executionArn: required(arn), error, cause },
  SendTaskSuccess: { taskToken, output: required(data) },
  SendTaskFailure: { taskToken, error, cause },
  SendTaskHeartbeat: { taskToken },
} satisfies Record<string, Record<string, Member>>;

export type Operation = keyof typeof requests;

type Value<M> = M extends { type: 'string' } ? string : M extends { type: 'integer' } ? number : boolean;
type Members<O extends Operation> = (typeof requests)[O];

/** A request of this operation that has been checked. */
export type Request<O extends Operation> = {
  [K in keyof Members<O> as Members<O>[K] extends { required: true } ? K : never]: Value<Members<O>[K]>;
} & {
  [K in keyof Members<O> as Members<O>[K] extends { required: true } ? never : K]: Value<Members<O>[K]> | undefined;
};

/** Throws SerializationException or ValidationException, as AWS does before it looks at anything else. */
export function checkRequest<O extends Operation>(operation: O, input: unknown): Request<O> {
  if (!isObject(input)) {
    throw new AwsError('SerializationException', 'The request must be a JSON object.');
  }
  const members = Object.entries<Member>(requests[operation]);
  const problems = members.flatMap(([name, member]) => problemOf(name, input[name] ?? undefined, member) ?? []);
  if (problems.length > 0) {
    const errors = problems.length === 1 ? 'error' : 'errors';
    throw new AwsError(
      'ValidationException',
      `${problems.length} validation ${errors} detected: ${problems.join('; ')}`,
    );
  }
  return Object.fromEntries(members.map(([name]) => [name, input[name] ?? undefined])) as Request<O>;
}

function problemOf(name: string, value: unknown, member: Member): string | undefined {
  const { type, min = 0, max = Infinity, values, sensitive } = member;
  if (value === undefined)
    return member.required && failed(`Value${sensitive ? '' : ' null'} at '${name}'`, 'not be null');
  if (type === 'integer' ? !Number.isInteger(value) : typeof value !== type) {
    throw new AwsError('SerializationException', `'${name}' must be of the type ${type}.`);
  }
  const where = sensitive ? `Value at '${name}'` : `Value '${String(value)}' at '${name}'`;
  const size = typeof value === 'string' ? value.length : Number(value);
  const measure = type === 'string' ? 'length' : 'value';
  if (size < min) return failed(where, `have ${measure} greater than or equal to ${min}`);
  if (size > max) return failed(where, `have ${measure} less than or equal to ${max}`);
  if (values && !values.includes(value as string))
    return failed(where, `satisfy enum value set: [${values.join(', ')}]`);
  return undefined;
}

const failed = (where: string, must: string) => `${where} failed to satisfy constraint: Member must ${must}`;
