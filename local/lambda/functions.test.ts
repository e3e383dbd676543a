import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import type { AwsError } from '../endpoint/error.ts';
import { fakeRuntime, testFunction } from '../testing/functions.ts';
import { isRunning } from '../testing/processes.ts';
import { until } from '../testing/stack.ts';
import { Functions } from './functions.ts';

const fn = testFunction({ environment: { TABLE_NAME: 'table', AWS_REGION: 'from-the-template' } });

interface Answer {
  served: number;
  pid: number;
  headers: Record<string, string>;
  env: Record<string, string>;
}

function functions({
  mode = 'serve',
  maxWorkers = 2,
  timeoutSeconds = 10,
  reservedConcurrency = undefined as number | undefined,
} = {}) {
  const lines: string[] = [];
  const all = new Functions({
    functions: [{ ...fn, timeoutSeconds, reservedConcurrency }],
    awsEndpoint: 'http://127.0.0.1:1',
    maxWorkers,
    print: line => lines.push(line),
    command: fakeRuntime(mode),
  });
  after(() => all.stop());
  const invoke = async (event: object) => {
    const result = await all.invoke('Echo', JSON.stringify(event));
    return { ...result, answer: JSON.parse(result.payload) as Answer & Record<string, unknown> };
  };
  return { all, invoke, lines };
}

describe('Lambda functions', { concurrency: true }, () => {
  it('start on demand, are reused, and answer', async () => {
    const { all, invoke } = functions();
    assert.deepEqual(all.pids, []);
    const first = await invoke({ a: 1 });
    const second = await invoke({ a: 2 });
    assert.equal(first.functionError, undefined);
    assert.deepEqual(second.answer.event, { a: 2 });
    assert.equal(second.answer.pid, first.answer.pid);
    assert.equal(second.answer.served, 2);
  });

  it('are found by name and by ARN', async () => {
    const { all } = functions();
    for (const name of ['Echo', fn.arn]) assert.equal((await all.invoke(name, '{}')).functionError, undefined, name);
    await assert.rejects(all.invoke('Other', '{}'), { name: 'ResourceNotFoundException', status: 404 });
  });

  it('have the environment of Lambda and of the template, and almost nothing of this machine', async () => {
    process.env.SECRET_OF_THIS_MACHINE = 'x';
    process.env.AWS_PROFILE = 'mine';
    const before = Date.now();
    const { invoke } = functions();
    const { env, headers } = (await invoke({})).answer;
    assert.equal(env.SECRET_OF_THIS_MACHINE, undefined);
    assert.equal(env.AWS_PROFILE, undefined);
    assert.equal(env.TABLE_NAME, 'table');
    assert.equal(env.AWS_REGION, 'us-east-1');
    assert.equal(env.AWS_LAMBDA_FUNCTION_NAME, 'Echo');
    assert.equal(env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE, '256');
    assert.equal(env.AWS_LAMBDA_LOG_FORMAT, 'JSON');
    assert.equal(env.AWS_ENDPOINT_URL, 'http://127.0.0.1:1');
    assert.equal(env._HANDLER, 'Some.Assembly');
    assert.equal(env.LAMBDA_TASK_ROOT, fn.folder);
    assert.ok(env.AWS_ACCESS_KEY_ID && env.AWS_SECRET_ACCESS_KEY && env.PATH);
    assert.equal(headers['lambda-runtime-invoked-function-arn'], fn.arn);
    const traceId = /^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0$/;
    assert.match(headers['lambda-runtime-trace-id']!, traceId);
    const deadline = Number(headers['lambda-runtime-deadline-ms']);
    assert.ok(deadline >= before + 10_000 && deadline <= Date.now() + 10_000);
  });

  it('pass on the error that they report, and continue', async () => {
    const { invoke } = functions();
    const failed = await invoke({ do: 'fail' });
    assert.equal(failed.functionError, 'Unhandled');
    assert.deepEqual(failed.answer, { errorType: 'Oops', errorMessage: 'It failed' });
    assert.equal((await invoke({})).answer.served, 2);
  });

  it('report a crash as Lambda does, and the next call gets a new process', async () => {
    const { invoke, lines } = functions();
    const { pid } = (await invoke({})).answer;
    const crashed = await invoke({ do: 'crash' });
    assert.equal(crashed.functionError, 'Unhandled');
    assert.equal(crashed.answer.errorType, 'Runtime.ExitError');
    const message = /^RequestId: [0-9a-f-]{36} Error: Runtime exited with error: exit status 1$/;
    assert.match(String(crashed.answer.errorMessage), message);
    const left = await invoke({ do: 'leave' });
    assert.match(String(left.answer.errorMessage), /Error: Runtime exited without providing a reason$/);
    const next = (await invoke({})).answer;
    assert.notEqual(next.pid, pid);
    assert.equal(next.served, 1);
    assert.ok(
      lines.some(line => /Echo.*ERROR RequestId: .* exit status 1/.test(line)),
      lines.join('\n'),
    );
  });

  it('report a kill as Lambda does, to the current call', async () => {
    const { all, invoke, lines } = functions();
    const working = invoke({ do: 'hang' });
    await until('it works', () => lines.some(line => line.endsWith('hanging')));
    process.kill(all.pids[0]!, 'SIGKILL');
    const { functionError, answer } = await working;
    assert.deepEqual([functionError, answer.errorType], ['Unhandled', 'Runtime.ExitError']);
    const message = /^RequestId: [0-9a-f-]{36} Error: Runtime exited with error: signal: killed$/;
    assert.match(String(answer.errorMessage), message);
    assert.equal((await invoke({})).answer.served, 1);
  });

  it('are killed at their time-out, and the next call gets a new process', async () => {
    const { all, invoke } = functions({ timeoutSeconds: 1 });
    await invoke({});
    const [pid] = all.pids;
    const result = await invoke({ do: 'hang' });
    assert.equal(result.functionError, 'Unhandled');
    assert.equal(result.answer.errorType, 'Sandbox.Timedout');
    const message = /^RequestId: [0-9a-f-]{36} Error: Task timed out after 1.00 seconds$/;
    assert.match(String(result.answer.errorMessage), message);
    await until('the process is gone', () => !isRunning(pid!));
    assert.equal((await invoke({})).answer.served, 1);
  });

  it('report an error or a crash of their initialization to the call that started them', async () => {
    const { answer } = await functions({ mode: 'init-error' }).invoke({});
    assert.deepEqual(answer, { errorType: 'Bad.Setting', errorMessage: 'TABLE_NAME is not set' });
    const crashed = await functions({ mode: 'init-crash' }).invoke({});
    assert.equal(crashed.functionError, 'Unhandled');
    assert.match(String(crashed.answer.errorMessage), /exit status 7$/);
  });

  it('run concurrently up to the limit; further calls wait', async () => {
    const { invoke } = functions({ maxWorkers: 2 });
    const answers = await Promise.all(Array.from({ length: 6 }, () => invoke({ do: 'wait', ms: 200 })));
    const pids = new Set(answers.map(({ answer }) => answer.pid));
    assert.equal(pids.size, 2);
    assert.equal(answers.filter(({ functionError }) => functionError).length, 0);
  });

  it('with reserved concurrency refuse further calls, and let events wait in order', async () => {
    const { all, invoke } = functions({ maxWorkers: 5, reservedConcurrency: 1 });
    const done: string[] = [];
    const inTurn = (name: string, event: object, until = Number.POSITIVE_INFINITY) =>
      all.invokeInTurn('Echo', JSON.stringify(event), { requestId: name, until }).then(
        ({ payload }) => {
          const { headers } = JSON.parse(payload) as Answer;
          assert.equal(headers['lambda-runtime-aws-request-id'], name);
          done.push(name);
        },
        (error: AwsError) => done.push(`${name} ${error.name} ${error.status}`),
      );
    const waiting = [
      inTurn('first', { do: 'wait', ms: 200 }),
      inTurn('second', { do: 'wait', ms: 50 }),
      inTurn('late', {}, Date.now()),
      inTurn('third', {}),
    ];
    await assert.rejects(invoke({}), { name: 'TooManyRequestsException', status: 429, message: 'Rate Exceeded.' });
    await Promise.all(waiting);
    assert.deepEqual(done, ['first', 'second', 'late TooManyRequestsException 429', 'third']);
    assert.equal(all.pids.length, 1);
    assert.equal((await invoke({})).answer.served, 4);
    await assert.rejects(functions({ reservedConcurrency: 0 }).invoke({}), { name: 'TooManyRequestsException' });
  });

  it('free their concurrency after every kind of failure', async () => {
    const { invoke } = functions({ reservedConcurrency: 1, timeoutSeconds: 1 });
    for (const event of [{ do: 'crash' }, { do: 'fail' }, { do: 'hang' }])
      assert.equal((await invoke(event)).functionError, 'Unhandled');
    assert.equal((await invoke({})).functionError, undefined);
  });

  it('use one process for sequential calls', async () => {
    const { all, invoke } = functions({ maxWorkers: 5 });
    for (let i = 0; i < 50; i++) await invoke({});
    assert.equal(all.pids.length, 1);
  });

  it('cannot answer another invocation than their own, nor with more than 6 MB', async () => {
    const { invoke } = functions();
    assert.equal((await invoke({ do: 'wrong-id' })).answer.status, 400);
    assert.deepEqual((await invoke({ do: 'huge' })).answer, { errorType: 'TooLarge', errorMessage: '413' });
  });

  it('log readable lines with the name of the function', async () => {
    const { invoke, lines } = functions();
    await invoke({ do: 'log' });
    await until('the line is there', () => lines.some(line => /Echo.*  INFO Hello table=T$/.test(line)));
  });

  it('leave no process behind after a stop, busy or not', async () => {
    const { all, invoke } = functions();
    const busy = invoke({ do: 'hang' });
    await invoke({ do: 'wait', ms: 1 });
    const { pids } = all;
    assert.equal(pids.length, 2);
    const waiting = [invoke({ do: 'hang' }), invoke({})];
    await all.stop();
    assert.deepEqual(pids.map(isRunning), [false, false]);
    assert.equal((await busy).functionError, 'Unhandled');
    for (const each of waiting) await each;
    assert.equal((await invoke({})).functionError, 'Unhandled');
  });

  it('report why they cannot start', async () => {
    const none = new Functions({
      functions: [fn],
      awsEndpoint: '',
      maxWorkers: 1,
      print: () => undefined,
      command: () => ['/no/such/program'],
    });
    const { payload } = await none.invoke('Echo', '{}');
    assert.match(payload, /could not start.*ENOENT/);
  });
});
