import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { portNames, type PortName } from './ports.ts';
import { command, Problem } from './problem.ts';

export interface Options {
  help: boolean;
  /** CDK context, as `name=value`. */
  context: string[];
  /** 0 stands for a free port. */
  ports: Record<PortName, number>;
  /** Where the CDK's output goes. */
  output: string;
  /** A folder with the CDK's output, to be run as it is. */
  app: string | undefined;
  /** The stack to run, with those that it depends on; undefined for all. */
  stack: string | undefined;
  /** The folder with the CDK app and local.config.ts; the other paths are relative to it. */
  project: string;
  /** The file that says what runs where. */
  endpoints: string;
  /** How many processes a Lambda function may have. */
  workers: number;
  /** How many calls of the RDS Data API find the database paused, once the stack runs. */
  pausedCalls: number;
}

const defaultPorts: Record<PortName, number> = { website: 8080, mailbox: 1080, aws: 4566, cognito: 9229 };
const defaultWorkers = Math.max(2, availableParallelism());

export const help = `Runs the stacks of a CDK app on this machine.

  ${command} [options]

  -c, --context NAME=VALUE   a setting of the CDK app, as with cdk; may be repeated
      --port NAME=PORT,…     ports; 0 takes a free one
                             (${portNames.map(name => `${name}=${defaultPorts[name]}`).join(',')})
      --port 0               free ports for all four
      --output DIR           where the CDK's output goes (cdk.out)
      --app DIR              runs the CDK output in DIR as it is, without building and synthesizing
      --stack NAME           runs this stack and those that it depends on, instead of all
      --project DIR          the folder with the CDK app, and local.config.ts if there is one (.)
      --endpoints FILE       where it is written what runs where (.local/endpoints.json)
      --workers N            processes per Lambda function (${defaultWorkers})
      --paused-calls N       the databases are paused, and wake up after N calls (0)
      --help                 this text
`;

/** Reads the command line. Throws a Problem for what it cannot understand. */
export function readOptions(args: string[]): Options {
  const { values } = parse(args);
  return {
    help: values.help ?? false,
    context: (values.context ?? []).map(each => {
      if (!/^[^=]+=/.test(each)) throw new Problem(`--context needs NAME=VALUE, not ${JSON.stringify(each)}`);
      return each;
    }),
    ports: readPorts(values.port ?? []),
    output: values.output ?? 'cdk.out',
    app: values.app,
    stack: values.stack,
    project: values.project ?? '.',
    endpoints: values.endpoints ?? '.local/endpoints.json',
    workers: values.workers === undefined ? defaultWorkers : integer('--workers', values.workers, 1, 1000),
    pausedCalls: integer('--paused-calls', values['paused-calls'] ?? '0', 0, 100),
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        context: { type: 'string', short: 'c', multiple: true },
        port: { type: 'string', multiple: true },
        output: { type: 'string' },
        app: { type: 'string' },
        stack: { type: 'string' },
        project: { type: 'string' },
        endpoints: { type: 'string' },
        workers: { type: 'string' },
        'paused-calls': { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new Problem(`${(error as Error).message}\n${command} --help shows the options`);
  }
}

function readPorts(values: string[]): Record<PortName, number> {
  const ports = { ...defaultPorts };
  for (const value of values.flatMap(each => each.split(','))) {
    const [name, number] = value.split('=', 2);
    if (value === '0') for (const each of portNames) ports[each] = 0;
    else if (!isPortName(name) || number === undefined)
      throw new Problem(`--port needs 0 or ${portSyntax}, not ${JSON.stringify(value)}`);
    else ports[name] = integer(`--port ${name}`, number, 0, 65_535);
  }
  return ports;
}

const portSyntax = portNames.map(name => `${name}=NUMBER`).join(', ');

const isPortName = (name: string | undefined): name is PortName =>
  (portNames as readonly (string | undefined)[]).includes(name);

function integer(option: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < min || value > max)
    throw new Problem(`${option} needs a number from ${min} to ${max}, not ${JSON.stringify(text)}`);
  return value;
}
