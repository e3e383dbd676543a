import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { stackOf } from '../testing/stack.ts';
import { stepFunctionsOf } from './index.ts';
import { readMocks } from './mocks.ts';
import { Local, machineArn } from './testing/local.ts';

const folder = mkdtempSync(join(tmpdir(), 'mocks-test-'));
after(() => rmSync(folder, { recursive: true }));

function mocksOf(config: unknown) {
  const file = join(folder, 'MockConfigFile.json');
  writeFileSync(file, typeof config === 'string' ? config : JSON.stringify(config));
  return readMocks(file);
}

const build = (Project: string) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::codebuild:startBuild.sync',
  Parameters: { ProjectName: Project },
});

/** A deployment as the CDK writes it: it builds, asks, deploys, and rolls back if that fails. */
const pipeline = {
  StartAt: 'Build',
  States: {
    Build: {
      ...build('build'),
      ResultPath: '$.build',
      Retry: [{ ErrorEquals: ['CodeBuild.AWSCodeBuildException'], IntervalSeconds: 0, MaxAttempts: 3 }],
      Next: 'Ask',
    },
    Ask: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Parameters: { FunctionName: 'Ask', Payload: { 'taskToken.$': '$$.Task.Token', 'build.$': '$.build.Build.Id' } },
      ResultPath: '$.approval',
      Next: 'Approved?',
    },
    'Approved?': {
      Type: 'Choice',
      Choices: [{ Variable: '$.approval.result', BooleanEquals: true, Next: 'Deploy' }],
      Default: 'Roll back',
    },
    Deploy: {
      ...build('deploy'),
      Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'Roll back' }],
      End: true,
    },
    'Roll back': { ...build('roll-back'), Next: 'Rolled back' },
    'Rolled back': { Type: 'Fail', Error: 'RolledBack', Cause: 'The change is undone.' },
  },
};

const config = {
  StateMachines: {
    Test: {
      TestCases: {
        Deploys: { Build: 'Retried', Deploy: 'Succeeds', 'Roll back': 'Succeeds' },
        RollsBack: { Build: 'Succeeds', Ask: 'Approves', Deploy: 'Fails', 'Roll back': 'Succeeds' },
        TooOften: { Build: 'Throttled', Deploy: 'Succeeds', 'Roll back': 'Succeeds' },
      },
    },
  },
  MockedResponses: {
    Succeeds: { 0: { Return: { Build: { Id: 'b:1', Duration: 1.5 } } } },
    Approves: { 0: { Return: { result: true } } },
    Fails: { 0: { Throw: { Error: 'States.TaskFailed', Cause: 'no disk' } } },
    Retried: {
      '0-1': { Throw: { Error: 'CodeBuild.AWSCodeBuildException' } },
      2: { Return: { Build: { Id: 'b:2' } } },
    },
    Throttled: { 0: { Throw: { Error: 'CodeBuild.AWSCodeBuildException' } } },
  },
};

const asked: { build: string; taskToken: string }[] = [];
const local = () =>
  new Local(pipeline, {
    testCases: mocksOf(config).get('Test'),
    functions: { Ask: payload => void asked.push(payload) },
  });

test('a mock answers builds, also after retries, and a person’s answer goes on as without mocks', async () => {
  const stepFunctions = local();
  const arn = await stepFunctions.start({});
  const [taskToken] = await stepFunctions.tokens(arn);
  assert.equal(asked[0]!.build, 'b:2');
  await stepFunctions.call('SendTaskSuccess', { taskToken, output: '{"result":true}' });
  const { status, output } = await stepFunctions.end(arn);
  assert.deepEqual([status, output], ['SUCCEEDED', '{"Build":{"Id":"b:1","Duration":1.5}}']);
  const names = (await stepFunctions.events(arn)).flatMap(({ taskFailedEventDetails: failed }) => failed ?? []);
  assert.deepEqual(
    names,
    Array(2).fill({ resourceType: 'codebuild', resource: 'startBuild.sync', error: 'CodeBuild.AWSCodeBuildException' }),
  );
});

test('an execution chooses its test case by its name after #, which may also answer instead of a person', async () => {
  const stepFunctions = local();
  const run = async (testCase: string) => {
    const stateMachineArn = `${machineArn}#${testCase}`;
    const { executionArn } = await stepFunctions.call('StartExecution', { stateMachineArn, input: '{}' });
    return stepFunctions.end(executionArn);
  };
  const { status, error, cause, stateMachineArn } = await run('RollsBack');
  assert.deepEqual(
    [status, error, cause, stateMachineArn],
    ['FAILED', 'RolledBack', 'The change is undone.', machineArn],
  );
  assert.match((await run('TooOften')).cause, /^The mock has no answer 1\.$/);
  await assert.rejects(run('Other'), { name: 'InvalidArn', message: "Invalid Arn: 'Test has no test case Other'" });
});

test('without a mock, the state is refused by its name, and with one that does not fit, so is that', () => {
  const refused =
    /State machine Test: state "Build": the resource \S+startBuild\.sync is not available locally; --mocks/;
  assert.throws(() => new Local(pipeline), { name: 'Problem', message: refused });
  const withCase = (states: object) => {
    const TestCases = { ...config.StateMachines.Test.TestCases, Other: states };
    return () =>
      new Local(pipeline, { testCases: mocksOf({ ...config, StateMachines: { Test: { TestCases } } }).get('Test') });
  };
  assert.throws(withCase({ Deploy: 'Succeeds', 'Roll back': 'Succeeds' }), refused);
  for (const state of ['Bild', 'Approved?'])
    assert.throws(
      withCase({ ...config.StateMachines.Test.TestCases.Deploys, [state]: 'Succeeds' }),
      new RegExp(`the test case "Other" answers "${RegExp.escape(state)}", which is no task`),
    );
  const Properties = { DefinitionString: JSON.stringify(pipeline), RoleArn: 'r' };
  const stack = stackOf({ Pipeline2E01534F: { Type: 'AWS::StepFunctions::StateMachine', Properties } });
  const start = (name: string) => {
    const StateMachines = { [name]: config.StateMachines.Test };
    return stepFunctionsOf(stack, {} as never, { put: () => {} }, mocksOf({ ...config, StateMachines }));
  };
  for (const name of ['Test-Pipeline', 'Test-Pipeline2E01534F']) start(name);
  assert.throws(() => start('Test'), {
    name: 'Problem',
    message: 'The mocks are for the state machine Test, which is not here; there are: Test-Pipeline',
  });
});

test('a mock configuration that cannot be read is refused with the member that is wrong', () => {
  const { MockedResponses } = config;
  const StateMachines = { M: { TestCases: { A: { Build: 'Nobody' } } } };
  const answer = (value: unknown) => ({ StateMachines: {}, MockedResponses: { A: value } });
  const table: [config: unknown, message: RegExp][] = [
    ['{', /MockConfigFile\.json cannot be read as a mock configuration: /],
    ['[]', /cannot be read as a mock configuration: it is not an object/],
    [{ StateMachines: {} }, /json: MockedResponses must be an object$/],
    [{ MockedResponses }, /: StateMachines must be an object$/],
    [{ StateMachines: { M: {} }, MockedResponses }, /: StateMachines\.M\.TestCases must be an object$/],
    [{ StateMachines, MockedResponses }, /TestCases\.A\.Build must name one of MockedResponses: Succeeds, Approves, /],
    [answer({ first: { Return: 1 } }), /MockedResponses\.A\.first must be a number, or a range like 1-2$/],
    [answer({ 0: {} }), /MockedResponses\.A\.0 must be \{ "Return": … \} or \{ "Throw": /],
    [answer({ 0: { Return: 1, Throw: { Error: 'E' } } }), /A\.0 must be/],
    [answer({ 0: { Throw: { Cause: 'c' } } }), /A\.0 must be/],
  ];
  for (const [value, message] of table) assert.throws(() => mocksOf(value), { name: 'Problem', message });
});
