import { randomInt } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { portNames, type PortName } from './ports.ts';
import { command, Problem } from './problem.ts';

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

export type Options = ReturnType<typeof readOptions>;

export function readOptions(args: string[]) {
  const { context, port, workers, faults, ...values } = parse(args);
  const wrong = context.find(each => !/^[^=]+=/.test(each));
  if (wrong !== undefined) throw new Problem(`--context needs NAME=VALUE, not ${JSON.stringify(wrong)}`);
  const calls = values['rekognition-calls'];
  return {
    help: values.help,
    context,
    ports: readPorts(port),
    output: values.output,
    app: values.app,
    stack: values.stack,
    project: values.project,
    mocks: values.mocks,
    endpoints: values.endpoints,
    workers: integer('--workers', workers, 1, 1000),
    pausedCalls: integer('--paused-calls', values['paused-calls'], 0, 100),
    rekognitionCalls: calls === undefined ? Infinity : integer('--rekognition-calls', calls, 1, 1000),
    faults: faults === undefined ? undefined : readFaults(faults),
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        context: { type: 'string', short: 'c', multiple: true, default: [] },
        port: { type: 'string', multiple: true, default: [] },
        output: { type: 'string', default: 'cdk.out' },
        app: { type: 'string', multiple: true, default: [] },
        stack: { type: 'string' },
        project: { type: 'string', default: '.' },
        mocks: { type: 'string' },
        endpoints: { type: 'string', default: '.local/endpoints.json' },
        workers: { type: 'string', default: String(defaultWorkers) },
        'paused-calls': { type: 'string', default: '0' },
        'rekognition-calls': { type: 'string' },
        faults: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
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

function readFaults(text: string) {
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
