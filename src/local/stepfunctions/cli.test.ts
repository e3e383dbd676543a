/* The operations, as a person calls them. */
import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { AwsError } from '../aws/error.ts';
import { Local, MACHINE } from './testing.ts';

const installed = spawnSync('aws', ['--version']).status === 0;

const asking = {
  StartAt: 'Ask',
  States: {
    Ask: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Parameters: { FunctionName: 'Ask', Payload: { 'taskToken.$': '$$.Task.Token' } },
      End: true,
    },
  },
};

const local = new Local(asking, { functions: { Ask: () => 'asked' } });

const server = http.createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const operation = String(request.headers['x-amz-target']).replace('AWSStepFunctions.', '');
  const [status, body] = await local.service.handle(operation, JSON.parse(Buffer.concat(chunks).toString())).then(
    answer => [200, answer] as const,
    (error: AwsError) => [error.status, { __type: error.name, message: error.message }] as const,
  );
  response.writeHead(status, { 'Content-Type': 'application/x-amz-json-1.0' }).end(JSON.stringify(body));
});

/** What the CLI prints, parsed; throws `{stderr}` for an error. */
async function aws(command: string, ...parameters: string[]): Promise<any> {
  const { port } = server.address() as AddressInfo;
  const env = {
    ...process.env,
    AWS_ACCESS_KEY_ID: 'x',
    AWS_SECRET_ACCESS_KEY: 'x',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_PAGER: '',
  };
  const endpoint = ['--region', 'us-east-1', '--endpoint-url', `http://127.0.0.1:${port}`, '--output', 'json'];
  const { stdout } = await promisify(execFile)('aws', [...endpoint, 'stepfunctions', command, ...parameters], {
    env,
    maxBuffer: 1e7,
  });
  return stdout.trim() === '' ? undefined : JSON.parse(stdout);
}

const start = async (...more: string[]): Promise<string> =>
  (await aws('start-execution', '--state-machine-arn', MACHINE, ...more)).executionArn;
const status = async (arn: string): Promise<string> => (await aws('describe-execution', '--execution-arn', arn)).status;

/** The task token, from the history as the CLI gives it. */
async function tokenOf(executionArn: string): Promise<string> {
  const { events } = await aws('get-execution-history', '--execution-arn', executionArn);
  const { taskScheduledEventDetails } = events.find(({ type }: { type: string }) => type === 'TaskScheduled');
  return JSON.parse(taskScheduledEventDetails.parameters).Payload.taskToken;
}

describe('the AWS CLI', { skip: installed ? false : 'the AWS CLI (aws) is not installed', concurrency: 2 }, () => {
  before(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  after(async () => {
    await local.service.stop();
    server.close();
  });

  test('starts an execution, finds its token in the history and answers it', async () => {
    const executionArn = await start('--input', '{"subject":"Deploy v2?"}', '--name', 'by-hand');
    assert.equal(executionArn, `${MACHINE.replace('stateMachine', 'execution')}:by-hand`);
    const taskToken = await tokenOf(executionArn);
    assert.equal(await aws('send-task-heartbeat', '--task-token', taskToken), undefined);
    assert.equal(
      await aws('send-task-success', '--task-token', taskToken, '--task-output', '{"result":true}'),
      undefined,
    );
    const execution = await aws('describe-execution', '--execution-arn', executionArn);
    assert.deepEqual(
      [execution.status, execution.input, execution.output],
      ['SUCCEEDED', '{"subject":"Deploy v2?"}', '{"result":true}'],
    );
    await assert.rejects(aws('send-task-success', '--task-token', taskToken, '--task-output', '{"result":true}'), {
      stderr:
        /\(TaskTimedOut\) when calling the SendTaskSuccess .*: Task Timed Out: 'Provided task does not exist anymore'/,
    });
    await assert.rejects(start('--name', 'by-hand'), {
      stderr: /\(ExecutionAlreadyExists\).*: Execution Already Exists: '/,
    });
  });

  test('fails a task, and is told what is wrong with a token and an output', async () => {
    const executionArn = await start();
    const taskToken = await tokenOf(executionArn);
    await assert.rejects(aws('send-task-success', '--task-token', taskToken, '--task-output', 'yes'), {
      stderr: /\(InvalidOutput\)/,
    });
    await assert.rejects(aws('send-task-success', '--task-token', 'made-up', '--task-output', '1'), {
      stderr:
        /An error occurred \(InvalidToken\) when calling the SendTaskSuccess operation: Invalid Token: 'Invalid token'/,
    });
    await aws('send-task-failure', '--task-token', taskToken, '--error', 'Refused', '--cause', 'not today');
    const { status, error, cause } = await aws('describe-execution', '--execution-arn', executionArn);
    assert.deepEqual([status, error, cause], ['FAILED', 'Refused', 'not today']);
  });

  test('stops an execution', async () => {
    const executionArn = await start();
    assert.ok(
      (await aws('stop-execution', '--execution-arn', executionArn, '--error', 'Enough', '--cause', 'late')).stopDate,
    );
    assert.equal(await status(executionArn), 'ABORTED');
    await assert.rejects(aws('stop-execution', '--execution-arn', `${executionArn}x`), {
      stderr: /\(ExecutionDoesNotExist\)/,
    });
  });

  test('lists and describes', async () => {
    const executionArn = await start('--name', 'to-list');
    const list = await aws(
      'list-executions',
      '--state-machine-arn',
      MACHINE,
      '--status-filter',
      'RUNNING',
      '--max-items',
      '100',
      '--page-size',
      '1',
    );
    assert.ok(list.executions.some((execution: { executionArn: string }) => execution.executionArn === executionArn));
    const history = await aws(
      'get-execution-history',
      '--execution-arn',
      executionArn,
      '--reverse-order',
      '--page-size',
      '2',
    );
    assert.deepEqual(
      history.events.map(({ type }: { type: string }) => type),
      ['TaskSubmitted', 'TaskStarted', 'TaskScheduled', 'TaskStateEntered', 'ExecutionStarted'],
    );
    assert.equal((await aws('list-state-machines')).stateMachines[0].stateMachineArn, MACHINE);
    assert.equal(
      (await aws('describe-state-machine', '--state-machine-arn', MACHINE)).definition,
      JSON.stringify(asking),
    );
    assert.equal((await aws('describe-state-machine-for-execution', '--execution-arn', executionArn)).name, 'Test');
  });

  test('is told of what is not there', async () => {
    await assert.rejects(aws('start-execution', '--state-machine-arn', `${MACHINE}Gone`), {
      stderr: /\(StateMachineDoesNotExist\)/,
    });
    await assert.rejects(aws('describe-execution', '--execution-arn', 'x'), { stderr: /\(InvalidArn\)/ });
    await assert.rejects(start('--input', 'deploy'), { stderr: /\(InvalidExecutionInput\)/ });
    await assert.rejects(start('--name', 'a b'), { stderr: /\(InvalidName\)/ });
    await assert.rejects(aws('redrive-execution', '--execution-arn', MACHINE.replace('stateMachine', 'execution')), {
      stderr: /\(UnknownOperationException\)/,
    });
  });
});
