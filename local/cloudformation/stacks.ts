import { AwsError, unsupported } from '../endpoint/error.ts';
import { queryService } from '../endpoint/query.ts';
import { stackId } from '../stack/arn.ts';

const created = '2026-11-20T10:02:00Z';

/** CloudFormation's DescribeStacks: a script reads the outputs of a stack by its name. */
export class Stacks {
  readonly service = queryService(
    'CloudFormation',
    { version: '2010-05-15', host: 'http://cloudformation.amazonaws.com' },
    (action, parameters) => {
      if (action !== 'DescribeStacks') throw unsupported(`${action} of CloudFormation`);
      return this.#describe(parameters.get('StackName'));
    },
  );
  readonly #outputs: ReadonlyMap<string, Record<string, string>>;

  /** `outputs` are those of each stack, by its name. */
  constructor(outputs: ReadonlyMap<string, Record<string, string>>) {
    this.#outputs = outputs;
  }

  /** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStacks.html */
  #describe(wanted: string | null) {
    const found = [...this.#outputs].filter(([name]) => wanted === null || wanted === name || wanted === stackId(name));
    if (wanted !== null && found.length === 0)
      throw new AwsError('ValidationError', `Stack with id ${wanted} does not exist`);
    return { Stacks: { member: found.map(([name, outputs]) => described(name, outputs)) } };
  }
}

const described = (name: string, outputs: Record<string, string>) => ({
  StackId: stackId(name),
  StackName: name,
  CreationTime: created,
  StackStatus: 'CREATE_COMPLETE',
  Outputs: { member: Object.entries(outputs).map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue })) },
});
