import { randomInt } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { portNames, type PortName } from './ports.ts';
import { command, Problem } from './problem.ts';

export interface Options {
  help: boolean;
  /** CDK context, as `name=value`. */
  context: string[];
  /** 0 means a free port. */
  ports: Record<PortName, number>;
  /** Where the CDK's output goes. */
  output: string;
  /** Folders with the CDK's output. If there are any, nothing is built or synthesized. */
  app: string[];
  /** The stack to run together with those it depends on; undefined for all. */
  stack: string | undefined;
  /** The folder with the CDK app and local.config.ts. The other paths are relative to it. */
  project: string;
  /** A file with answers of tasks whose service the runner does not have. */
  mocks: string | undefined;
  /** The file to which the URLs and outputs are written. */
  endpoints: string;
  /** The most processes of a Lambda function. */
  workers: number;
  /** How many calls of the RDS Data API find the database paused after the start. */
  pausedCalls: number;
  /** The most calls a second of each of Rekognition's operations. */
  rekognitionCalls: number;
  /** How often calls of AWS break, and the seed that says which; undefined for never. */
  faults: { rate: number; seed: number } | undefined;
}

const defaultPorts: Record<PortName, number> = { website: 8080, mailbox: 1080, aws: 4566, cognito: 9229 };
const defaultWorkers = Math.max(2, availableParallelism());

export const help = `Runs the stacks of a CDK app on this machine.

  ${command} [options]

  -c, --context NAME=VALUE   a setting of the CDK app, as with cdk; may be repeated
      --port NAME=PORT,…     ports; 0 takes a free one
                             (${portNames.map(name => `${name}=${defaultPorts[name]}`).join(',')})
      --port 0               free ports for all four
      --output DIR           folder for the CDK's output (cdk.out)
      --app DIR              run the CDK output in DIR; do not build and synthesize; may be repeated
      --stack NAME           run this stack and those it depends on, instead of all
      --project DIR          folder with the CDK app and, if there is one, local.config.ts (.)
      --mocks FILE           answers of tasks, as in Step Functions Local's mock configuration
      --endpoints FILE       file for the URLs and outputs of the running stack (.local/endpoints.json)
      --workers N            most processes per Lambda function (${defaultWorkers})
      --paused-calls N       databases start paused and wake up after N calls (0)
      --rekognition-calls N  most calls a second of each operation of Rekognition (no limit)
      --faults RATE[,SEED]   breaks this part of the calls of functions and state machines, such as 0.2,
                             and kills functions' processes; the same seed breaks the same calls
      --help                 this text
`;

/** Reads the command line. Throws a Problem if it is invalid. */
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
    app: values.app ?? [],
    stack: values.stack,
    project: values.project ?? '.',
    mocks: values.mocks,
    endpoints: values.endpoints ?? '.local/endpoints.json',
    workers: values.workers === undefined ? defaultWorkers : integer('--workers', values.workers, 1, 1000),
    pausedCalls: integer('--paused-calls', values['paused-calls'] ?? '0', 0, 100),
    rekognitionCalls:
      values['rekognition-calls'] === undefined
        ? Infinity
        : integer('--rekognition-calls', values['rekognition-calls'], 1, 1000),
    faults: values.faults === undefined ? undefined : readFaults(values.faults),
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
        app: { type: 'string', multiple: true },
        stack: { type: 'string' },
        project: { type: 'string' },
        mocks: { type: 'string' },
        endpoints: { type: 'string' },
        workers: { type: 'string' },
        'paused-calls': { type: 'string' },
        'rekognition-calls': { type: 'string' },
        faults: { type: 'string' },
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

function readFaults(text: string): Options['faults'] {
  const [, rate, seed] = /^(0?\.\d+|[01])(?:,(.*))?$/.exec(text) ?? [];
  if (rate === undefined)
    throw new Problem(`--faults needs a number from 0 to 1, and may have a seed (0.2,7), not ${JSON.stringify(text)}`);
  return {
    rate: Number(rate),
    seed: seed === undefined ? randomInt(mostSeeds) : integer('--faults RATE,', seed, 0, mostSeeds),
  };
}

const mostSeeds = 2 ** 31;

const portSyntax = portNames.map(name => `${name}=NUMBER`).join(', ');

const isPortName = (name: string | undefined): name is PortName =>
  (portNames as readonly (string | undefined)[]).includes(name);

function integer(option: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < min || value > max)
    throw new Problem(`${option} needs a number from ${min} to ${max}, not ${JSON.stringify(text)}`);
  return value;
}
