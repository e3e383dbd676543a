import assert from 'node:assert/strict';
import { spawn, type SpawnOptions } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, it } from 'node:test';
import { signInResources } from './cognito/testing/sign-in.ts';
import type { Endpoints } from './endpoints.ts';
import { listen } from './ports.ts';
import { writeAssembly, writeStacks } from './testing/assembly.ts';
import { processesWith, withoutProc } from './testing/processes.ts';
import { until } from './testing/stack.ts';

const root = join(import.meta.dirname, '..');
const main = join(import.meta.dirname, 'main.ts');

function folder() {
  const created = mkdtempSync(join(tmpdir(), 'main-test-'));
  after(() => rmSync(created, { recursive: true }));
  return created;
}

/** Starts a program and watches its output and its processes. */
function start(program: string, args: string[], options: SpawnOptions = {}) {
  const mark = `STARTED_BY_TEST=${crypto.randomUUID()}`;
  const env = { ...process.env, NO_COLOR: '1', ...options.env, STARTED_BY_TEST: mark.slice(mark.indexOf('=') + 1) };
  const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], ...options, env });
  let said = '';
  child.stdout!.on('data', data => {
    said += String(data);
  });
  child.stderr!.on('data', data => {
    said += String(data);
  });
  const ended = new Promise<number | null>(resolve => child.once('close', resolve));
  return { child, ended, said: () => said, left: () => processesWith(mark) };
}

/** Starts the runner with a small stack on free ports, in a new folder with this configuration. */
function runner(more: Parameters<typeof writeAssembly>[1] = {}, args: string[] = [], config?: string) {
  const app = folder();
  writeAssembly(app, more);
  if (config !== undefined) writeFileSync(join(app, 'local.config.ts'), config);
  const file = join(app, 'endpoints.json');
  const temporary = join(app, 'temporary');
  mkdirSync(temporary);
  const all = [main, '--app', app, '--port', '0', '--endpoints', file, ...args];
  const started = start(process.execPath, all, { cwd: app, env: { TMPDIR: temporary } });
  const endpoints = <T = Endpoints>() =>
    until(
      `the runner has started, which said:\n${started.said()}`,
      () => existsSync(file) && (JSON.parse(readFileSync(file, 'utf8')) as T),
    );
  return { ...started, file, temporary, endpoints };
}

/** Calls operations of the services with a JSON protocol. */
const caller =
  (aws: string) =>
  async (target: string, body: object): Promise<any> =>
    (
      await fetch(aws, {
        method: 'POST',
        headers: { 'x-amz-target': target, authorization: 'AWS4-HMAC-SHA256 x' },
        body: JSON.stringify(body),
      })
    ).json();

describe('The runner', { concurrency: 2 }, () => {
  it('delivers events by the stack’s rules, and prints them', async () => {
    const { child, ended, said, endpoints } = runner({
      Rule: {
        Type: 'AWS::Events::Rule',
        Properties: {
          EventPattern: { source: ['shop'] },
          Targets: [{ Id: 'T', Arn: { Ref: 'Machine' }, RoleArn: 'arn:role' }],
        },
      },
    });
    const { aws, outputs } = await endpoints();
    const call = caller(aws);
    await call('AWSEvents.PutEvents', { Entries: [{ Source: 'shop', DetailType: 'Sold', Detail: '{"n": 1}' }] });
    await until('an execution has started', async () => {
      const { executions } = await call('AWSStepFunctions.ListExecutions', {
        stateMachineArn: outputs.StateMachineArn,
      });
      return executions.length === 1;
    });
    assert.match(said(), /^Event {2}Sold {2}shop {2}\{"n":1\}$/m);
    child.kill('SIGTERM');
    assert.equal(await ended, 0);
  });

  it('runs two CDK outputs: a change asks for a build, which a mock answers, and its outcome goes to the other', async () => {
    const [platform, mocks] = [folder(), join(folder(), 'mocks.json')];
    const machine = (States: object) => ({
      Type: 'AWS::StepFunctions::StateMachine',
      Properties: { DefinitionString: { 'Fn::Join': ['', [JSON.stringify(States)]] }, RoleArn: 'arn:role' },
    });
    const rule = (source: string, target: object) => ({
      Type: 'AWS::Events::Rule',
      Properties: { EventPattern: { source: [source] }, Targets: [{ Id: 'T', RoleArn: 'arn:role', ...target }] },
    });
    writeStacks(platform, {
      Team: {
        Parameters: { Outcomes: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/approvals/outcomes' } },
        Resources: {
          Project: { Type: 'AWS::CodeBuild::Project' },
          Pipeline: machine({
            StartAt: 'Build',
            States: {
              Build: {
                Type: 'Task',
                Resource: 'arn:aws:states:::codebuild:startBuild.sync',
                Parameters: { ProjectName: 'Project' },
                ResultPath: '$.build',
                Next: 'Tell',
              },
              Tell: {
                Type: 'Task',
                Resource: 'arn:aws:states:::events:putEvents',
                Parameters: {
                  Entries: [
                    {
                      Source: 'pipeline',
                      DetailType: 'Deployed',
                      Detail: { 'change.$': '$.subject', 'status.$': '$.build.Build.BuildStatus' },
                    },
                  ],
                },
                End: true,
              },
            },
          }),
          Change: rule('ci', {
            Arn: { Ref: 'Pipeline' },
            InputTransformer: {
              InputPathsMap: { 'detail-version': '$.detail.version' },
              InputTemplate: '{"subject":"Deploy <detail-version>?"}',
            },
          }),
          Outcome: rule('pipeline', { Arn: { Ref: 'Outcomes' }, InputPath: '$.detail' }),
        },
      },
      Platform: {
        Resources: {
          Outcomes: machine({ StartAt: 'Done', States: { Done: { Type: 'Succeed' } } }),
          Name: {
            Type: 'AWS::SSM::Parameter',
            Properties: { Name: '/approvals/outcomes', Type: 'String', Value: { Ref: 'Outcomes' } },
          },
        },
        Outputs: { Outcomes: { Value: { Ref: 'Outcomes' } } },
      },
    });
    writeFileSync(
      mocks,
      JSON.stringify({
        StateMachines: { 'Team-Pipeline': { TestCases: { Builds: { Build: 'Built' } } } },
        MockedResponses: { Built: { 0: { Return: { Build: { BuildStatus: 'SUCCEEDED' } } } } },
      }),
    );
    const refused = runner({}, ['--app', platform]);
    assert.equal(await refused.ended, 1);
    assert.match(
      refused.said(),
      /state "Build": the resource \S+codebuild:startBuild\.sync is not .* --mocks FILE can/,
    );

    const { child, ended, endpoints } = runner({}, ['--app', platform, '--mocks', mocks]);
    const { aws, outputs } = await endpoints();
    const call = caller(aws);
    await call('AWSEvents.PutEvents', { Entries: [{ Source: 'ci', DetailType: 'Change', Detail: '{"version":7}' }] });
    const executionArn = await until('the other stack has the outcome', async () => {
      const { executions } = await call('AWSStepFunctions.ListExecutions', { stateMachineArn: outputs.Outcomes });
      return executions[0]?.executionArn as string | undefined;
    });
    const { input } = await call('AWSStepFunctions.DescribeExecution', { executionArn });
    assert.deepEqual(JSON.parse(input), { change: 'Deploy 7?', status: 'SUCCEEDED' });
    child.kill('SIGTERM');
    assert.equal(await ended, 0);
  });

  it('lets the first who gets mails sign in, without a configuration', async () => {
    const { child, ended, said, endpoints } = runner({
      ...signInResources,
      Mails: {
        Type: 'AWS::SNS::Subscription',
        Properties: { TopicArn: { Ref: 'Topic' }, Protocol: 'email', Endpoint: 'ann@example.com' },
      },
    });
    const { account } = await endpoints();
    assert.equal(account!.name, 'ann@example.com');
    for (const kind of [/[a-z]/, /[A-Z]/, /[0-9]/, /[^\w]/, /^.{12,}$/]) assert.match(account!.password, kind);
    await until('it says so', () => said().includes(`as ann@example.com with the password ${account!.password}\n`));
    child.kill('SIGTERM');
    assert.equal(await ended, 0);
  });

  it('prints its URLs and outputs, answers at all of them, and ends cleanly on SIGTERM', async () => {
    const { child, ended, said, file, endpoints, left } = runner();
    const { website, mailbox, aws, outputs, account } = await endpoints();
    assert.deepEqual([outputs.SiteUrl, account], [`${website}/`, undefined]);
    assert.match(outputs.StateMachineArn!, /^arn:aws:states:us-east-1:000000000000:stateMachine:/);
    assert.equal(await (await fetch(website)).text(), '<p>Hello</p>');
    assert.deepEqual(await (await fetch(`${mailbox}/email`)).json(), []);
    const response = await fetch(aws, {
      method: 'POST',
      headers: { 'x-amz-target': 'AWSStepFunctions.StartExecution', authorization: 'AWS4-HMAC-SHA256 x' },
      body: JSON.stringify({ stateMachineArn: outputs.StateMachineArn, input: '{}' }),
    });
    assert.equal(response.status, 200, await response.text());
    for (const url of [website, mailbox, aws]) assert.ok(said().includes(` ${url}\n`), url);
    assert.match(said(), new RegExp(`\\n  StateMachineArn   ${outputs.StateMachineArn}\\n`));
    assert.match(said(), /AWS_ACCESS_KEY_ID=/);
    assert.doesNotMatch(said(), /password/);

    child.kill('SIGTERM');
    assert.equal(await ended, 0);
    assert.equal(existsSync(file), false);
    if (!withoutProc) assert.deepEqual(left(), []);
  });

  it('applies the configuration, serves the buckets, and leaves no files behind', async () => {
    const { child, ended, said, temporary, endpoints } = runner(
      signInResources,
      [],
      `export default {
      account: resources =>
        ({ name: resources('AWS::Cognito::UserPool')[0].ref + '@example.com', password: 'Pa-1234' }),
      welcome: ({ outputs }) => 'Begin with ' + outputs.TableName,
      endpoints: ({ account, ...others }) => ({ ...others, admin: account.name }),
    }`,
    );
    const { aws, cognito, outputs, account, admin } = await endpoints<Endpoints & { admin: string }>();
    assert.match(admin, /^us-east-1_\w+@example\.com$/);
    assert.equal(account, undefined);
    await until('it says how to begin', () => said().includes(`\nBegin with ${outputs.TableName}\n`));
    assert.ok(said().includes(` as ${admin} with the password Pa-1234\n`));
    assert.doesNotMatch(said(), /Outputs:/);
    const pools = await fetch(aws, {
      method: 'POST',
      headers: {
        'x-amz-target': 'AWSCognitoIdentityProviderService.ListUserPools',
        authorization: 'AWS4-HMAC-SHA256 x',
      },
      body: '{"MaxResults":1}',
    });
    const {
      UserPools: [pool],
    } = (await pools.json()) as { UserPools: { Id: string }[] };
    assert.equal((await fetch(`${cognito}/${pool!.Id}/.well-known/jwks.json`)).status, 200);
    const headers = {
      authorization: 'AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/s3/aws4_request,SignedHeaders=x,Signature=0',
      'x-amz-content-sha256': 'UNSIGNED-PAYLOAD',
      'x-amz-date': new Date().toISOString().replaceAll(/[-:]|\.\d+/g, ''),
    };
    assert.match(await (await fetch(`${aws}/`, { headers })).text(), /<Name>shop-bucket</);
    assert.equal((await fetch(`${aws}/shop-bucket/x`, { method: 'PUT', body: 'x', headers })).status, 200);
    // Those of the mailbox and of DynamoDB. The contents of buckets are in a file without a name.
    assert.equal(readdirSync(temporary).length, 2);
    child.kill('SIGTERM');
    assert.equal(await ended, 0);
    assert.deepEqual(readdirSync(temporary), []);
  });

  for (const [how, signal, group] of [
    ['the Ctrl-C of a terminal, which all its processes get', 'SIGINT', true],
    ['a signal to npm alone', 'SIGTERM', false],
  ] as const) {
    it(`started by npm is ended by ${how}`, { skip: withoutProc }, async () => {
      const app = folder();
      writeAssembly(app);
      const file = join(app, 'endpoints.json');
      const { child, ended, said, left } = start(
        'npm',
        ['start', '--', '--app', app, '--port', '0', '--endpoints', file],
        { detached: true },
      );
      await until('it has started', () => existsSync(file));
      process.kill(group ? -child.pid! : child.pid!, signal);
      assert.equal(await ended, 0, said());
      assert.equal(existsSync(file), false);
      assert.deepEqual(left(), []);
    });
  }

  it('leaves no process behind if it ends during synthesis', { skip: withoutProc }, async () => {
    const app = folder();
    const { child, ended, said, left } = start(process.execPath, [
      main,
      '--output',
      join(app, 'out'),
      '--port',
      '0',
      '--endpoints',
      join(app, 'endpoints.json'),
    ]);
    await until('it builds', () => left().some(line => /^\d+ \S*dotnet run /.test(line)));
    child.kill('SIGINT');
    assert.equal(await ended, 130, said());
    await until('no process is left', () => left().length === 0);
    assert.equal(existsSync(join(app, 'endpoints.json')), false);
  });

  it('started a second time says which one runs, and leaves its file alone', async () => {
    const { child, ended, file, endpoints } = runner();
    const { aws } = await endpoints();
    const second = start(process.execPath, [main, '--port', '0', '--app', dirname(file), '--endpoints', file]);
    assert.equal(await second.ended, 1);
    assert.ok(second.said().includes(`Another local stack (process ${child.pid}) runs with the file ${file}.\n`));
    assert.equal((await endpoints()).aws, aws);
    child.kill('SIGTERM');
    assert.equal(await ended, 0);
  });

  it('names a taken port and the option that changes it', async () => {
    const other = createServer();
    const port = await listen(other, 'aws', 0);
    after(() => other.close());
    for (const name of ['website', 'mailbox', 'aws', 'cognito']) {
      const { ended, said, file } = runner({}, ['--port', `${name}=${port}`]);
      assert.equal(await ended, 1);
      assert.match(said(), new RegExp(`Port ${port}, for the .*, is taken[^]*--port ${name}=${port + 1} `));
      assert.doesNotMatch(said(), /\n {4}at /);
      assert.equal(existsSync(file), false);
    }
  });

  it('runs only the named stack, and explains an invalid configuration', async () => {
    const { ended, said } = runner({}, ['--stack', 'Office']);
    assert.equal(await ended, 1);
    assert.match(said(), /has no stack Office/);
    const wrong = runner({}, [], 'export default { welcome: 1 }');
    assert.equal(await wrong.ended, 1);
    assert.match(wrong.said(), /^\n\S+local\.config\.ts: welcome must be a function\n$/);
  });

  it('names what it does not support in the template', async () => {
    const { ended, said } = runner({ Stream: { Type: 'AWS::Kinesis::Stream' } });
    assert.equal(await ended, 1);
    assert.match(said(), /\nStream \(AWS::Kinesis::Stream\): the runner does not support this type of resource\n$/);
    const Properties = { DefinitionString: '{"StartAt":"Nowhere","States":{}}', RoleArn: 'r' };
    const broken = runner({ Other: { Type: 'AWS::StepFunctions::StateMachine', Properties } });
    assert.equal(await broken.ended, 1);
    assert.match(broken.said(), /Nowhere/);
    assert.doesNotMatch(broken.said(), /\n {4}at /);
  });

  it('explains an invalid command line, and prints its options', async () => {
    const wrong = start(process.execPath, [main, '--colour']);
    assert.equal(await wrong.ended, 1);
    assert.match(wrong.said(), /Unknown option '--colour'/);
    const help = start(process.execPath, [main, '--help']);
    assert.equal(await help.ended, 0);
    assert.match(help.said(), /local-stack[^]*--context[^]*--port[^]*--output[^]*--endpoints/);
  });

  it('says which Node.js it needs to an older one', async () => {
    const older = 'data:text/javascript,delete globalThis.AsyncDisposableStack';
    const { ended, said } = start(process.execPath, ['--import', older, main, '--help']);
    assert.equal(await ended, 1);
    assert.match(said(), /^\nThis needs Node\.js 24 or later, and is run by v\d+\.\d+\.\d+: https:\/\/nodejs\.org\n$/);
  });

  it('reports that dotnet is missing', async () => {
    const { ended, said } = start(process.execPath, [main], { env: { PATH: '/nowhere' } });
    assert.equal(await ended, 1);
    assert.match(said(), /`dotnet` is not on the PATH\. Install the \.NET 10 SDK/);
  });
});
