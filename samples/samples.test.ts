// The package as its users have it: packed, restored into empty folders, synthesized, and run by local-stack.
import assert from 'node:assert/strict';
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { arch, homedir, tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { until } from '../local/testing/stack.ts';
import { packConstructs, packRunner } from '../scripts/pack.ts';

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'samples-test-'));
const artifacts = join(folder, 'artifacts');
const samples = join(folder, 'samples');
const started: ChildProcess[] = [];

const env = {
  ...process.env,
  PATH: [join(root, 'node_modules/.bin'), dirname(process.execPath), process.env.PATH].join(delimiter),
  // Empty for our packages; others are there already.
  NUGET_PACKAGES: join(folder, 'packages'),
  RestoreFallbackFolders: process.env.NUGET_PACKAGES ?? join(homedir(), '.nuget/packages'),
  NO_COLOR: '1',
};

const run = (cwd: string, command: string, ...args: string[]) =>
  execFileSync(command, args, { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

const textOf = (...path: string[]) => readFileSync(join(...path), 'utf8');

before(() => {
  mkdirSync(artifacts);
  packConstructs(artifacts, [arch() === 'arm64' ? 'arm64' : 'x86_64']);
  const tarball = packRunner(artifacts);
  const [, standIns = ''] = /<StandIns>(.*)<\/StandIns>/.exec(textOf(root, 'AwsPackages.props')) ?? [];
  // A NuGet source that lacks what Amazon.CDK.Lib needs.
  if (standIns.split(';').includes('Constructs'))
    run(root, 'dotnet', 'pack', 'packages/Constructs', '-o', artifacts, '-v', 'quiet', '--artifacts-path', folder);
  cpSync(import.meta.dirname, samples, { recursive: true, filter: path => !/\/(bin|obj|cdk\.out)$/.test(path) });
  const [, pin] = /"Amazon\.CDK\.Asset\.AwsCliV1" Version="([^"]+)"/.exec(textOf(root, 'Directory.Packages.props'))!;
  writeFileSync(
    join(samples, 'Directory.Build.props'),
    `<Project>
      <PropertyGroup><NoWarn>$(NoWarn);NU1603;NU1608</NoWarn></PropertyGroup>
      <ItemGroup><PackageReference Include="Amazon.CDK.Asset.AwsCliV1" Version="${pin}" /></ItemGroup>
    </Project>`,
  );
  writeFileSync(join(folder, 'package.json'), '{}');
  run(folder, 'npm', 'install', '--omit=optional', '--prefer-offline', '--no-audit', '--no-fund', tarball);
});

after(() => {
  for (const child of started) child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

function synthesize(app: string): string {
  run(join(samples, app), 'cdk', 'synth', '--quiet');
  return join(samples, app, 'cdk.out');
}

/** What cdk-nag finds, except about an app's own state machines. */
function nag(output: string, ...own: string[]): string {
  try {
    return run(root, 'node', 'test/nag.ts', output, ...own);
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}

/** A running CDK output. */
async function localStack(...options: string[]) {
  const endpoints = join(folder, `endpoints-${started.length}.json`);
  const command = join(folder, 'node_modules/.bin/local-stack');
  const child = spawn(command, ['--port', '0', '--endpoints', endpoints, ...options], { cwd: folder, env });
  started.push(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', data => (said += String(data)));
  await until('the stack runs', () => existsSync(endpoints) || (child.exitCode !== null && assert.fail(said)));
  const { aws, mailbox, website } = JSON.parse(readFileSync(endpoints, 'utf8')) as Record<string, string>;

  async function call<T>(target: string, body: object): Promise<T> {
    const response = await fetch(aws!, {
      method: 'POST',
      headers: { 'x-amz-target': target, authorization: 'AWS4-HMAC-SHA256 x' },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    assert.equal(response.status, 200, text);
    return JSON.parse(text) as T;
  }
  const states = <T>(action: string, body: object) => call<T>(`AWSStepFunctions.${action}`, body);
  const decided = new Set<string>();

  /** The state machine whose name begins like this. */
  async function arnOf(name: string): Promise<string> {
    type Answer = { stateMachines: { name: string; stateMachineArn: string }[] };
    const { stateMachines } = await states<Answer>('ListStateMachines', {});
    return stateMachines.find(each => each.name.startsWith(name))!.stateMachineArn;
  }

  return {
    call,
    async start(machine: string, input: object): Promise<string> {
      const stateMachineArn = await arnOf(machine);
      const { executionArn } = await states<{ executionArn: string }>('StartExecution', {
        stateMachineArn,
        input: JSON.stringify(input),
      });
      return executionArn;
    },
    /** Approves as the next approvers whose mails arrive. A request that has enough approvals takes no more. */
    async approve(count: number, fields = {}): Promise<void> {
      for (let approvals = 0; approvals < count;) {
        const [, id, key] = await until('a mail arrives', async () => {
          const mails = (await (await fetch(`${mailbox}/email`)).json()) as { text: string }[];
          const links = mails.map(({ text }) => /#id=([0-9a-f-]{36})&key=([\w-]{22})/.exec(text));
          return links.find(link => link && !decided.has(link[2]!));
        });
        decided.add(key!);
        const response = await fetch(`${website}/api/requests/${id}/decision`, {
          method: 'POST',
          headers: { 'x-approval-key': key!, 'content-type': 'application/json' },
          body: JSON.stringify({ decision: 'approve', fields }),
        });
        if (response.status === 409) continue;
        assert.equal(response.status, 200, await response.text());
        approvals++;
      }
    },
    async outcome(executionArn: string): Promise<unknown> {
      const ended = await until('the execution ends', async () => {
        const execution = await states<{ status: string; output?: string }>('DescribeExecution', { executionArn });
        return execution.status !== 'RUNNING' && execution;
      });
      assert.equal(ended.status, 'SUCCEEDED', JSON.stringify(ended));
      return JSON.parse(ended.output!);
    },
    async executions(machine: string): Promise<string[]> {
      const stateMachineArn = await arnOf(machine);
      const { executions } = await states<{ executions: { executionArn: string }[] }>('ListExecutions', {
        stateMachineArn,
      });
      return executions.map(each => each.executionArn);
    },
    async stop(): Promise<void> {
      child.kill('SIGTERM');
      await new Promise(closed => child.once('close', closed));
    },
  };
}

test('the package has what its users need, in less than 15 MB for both processors', () => {
  const name = readdirSync(artifacts).find(each => /^ApprovalWorkflow\.Constructs\..*\.nupkg$/.test(each))!;
  const files = run(artifacts, 'unzip', '-l', name);
  for (const file of [
    'README.md',
    'icon.png',
    'lib/net10.0/ApprovalWorkflow.Constructs.xml',
    'lib/net10.0/ApprovalWorkflow.Contract.xml',
    'approval-workflow/website/review.html',
    'buildTransitive/ApprovalWorkflow.Constructs.targets',
  ])
    assert.match(files, new RegExp(` ${file.replaceAll('.', '\\.')}\n`));
  const [, functions] = / (\d+) .*approval-workflow\/functions-/.exec(files.replaceAll(/ +/g, ' '))!;
  const size = readFileSync(join(artifacts, name)).length;
  assert.ok(size + Number(functions) < 15e6, `${size} and ${functions} bytes`);
  const nuspec = run(artifacts, 'unzip', '-p', name, '*.nuspec');
  assert.match(nuspec, /<license type="expression">MIT-0</);
  assert.deepEqual(
    [...nuspec.matchAll(/<dependency id="([^"]+)"/g)].map(each => each[1]),
    ['Amazon.CDK.Lib'],
  );
  assert.ok(existsSync(join(artifacts, name.replace(/nupkg$/, 'snupkg'))));
});

test('a deployment pipeline asks two of three people, and deploys', async () => {
  const output = synthesize('deployment-pipeline');
  assert.match(nag(output, '/DeploymentPipeline/StateMachine'), /\n\d passed, 0 failed\n/);
  const mocks = join(samples, 'deployment-pipeline/mocks.json');
  const stack = await localStack('--app', output, '--mocks', mocks);

  const execution = await stack.start('DeploymentPipeline-StateMachine', {
    version: '1.2.3',
    author: 'sam@example.com',
  });
  await stack.approve(2, { ticket: 'CHG-1234' });

  const outcome = (await stack.outcome(execution)) as { approval: { decidedBy: string; fields: object } };
  assert.deepEqual(outcome.approval.fields, { ticket: 'CHG-1234' });
  await stack.stop();
});

test('an event asks for approval of a change, and another one answers', async () => {
  const output = synthesize('change-approval');
  assert.match(nag(output, '/ChangeApproval/Changes', '/ChangeApproval/Requested'), /\n\d passed, 0 failed\n/);
  const stack = await localStack('--app', output);

  const change = { change: 'Rotate keys', url: 'https://example.com/changes/7', requestedBy: 'eve@example.com' };
  await stack.call('AWSEvents.PutEvents', {
    Entries: [{ Source: 'changes', DetailType: 'Change requested', Detail: JSON.stringify(change) }],
  });
  const [execution] = await until('it is asked', async () => {
    const executions = await stack.executions('ChangeApproval-Changes');
    return executions.length > 0 && executions;
  });
  await stack.approve(1);

  assert.match(JSON.stringify(await stack.outcome(execution!)), /"FailedEntryCount":0/);
  await stack.stop();
});

test('each of several approvals needs two of its three people', async () => {
  const output = synthesize('several-approvals');
  assert.match(nag(output, '/SeveralApprovals/Release'), /\n\d passed, 0 failed\n/);
  const stack = await localStack('--app', output);

  const owners = (names: string) => [...names].map(name => `${name}@example.com`);
  const execution = await stack.start('SeveralApprovals-Release', {
    version: '1.2.3',
    regions: [
      { name: 'Europe', owners: owners('abc') },
      { name: 'Asia', owners: owners('def') },
    ],
  });
  await stack.approve(4);

  const outcome = (await stack.outcome(execution)) as { region: string }[];
  assert.deepEqual(
    outcome.map(({ region }) => region),
    ['Europe', 'Asia'],
  );
  await stack.stop();
});

test('a team asks by the approvals of a platform team, which it finds by their name', async () => {
  const write = (app: string, code: string) => {
    cpSync(join(samples, 'change-approval'), join(samples, app), { recursive: true });
    writeFileSync(
      join(samples, app, 'Program.cs'),
      `using Amazon.CDK;
      using Amazon.CDK.AWS.StepFunctions;
      using ApprovalWorkflow;

      var app = new App();
      var stack = new Stack(app, "${app}");
      ${code}
      app.Synth();`,
    );
    return synthesize(app);
  };
  const platform = write(
    'Platform',
    'new Approvals(stack, "Approvals", new() { Approvers = ["ann@example.com"], ShareAs = "platform" });',
  );
  const team = write(
    'Team',
    `var approve = new HumanApproval(stack, "Approve", new(Approvals.FromName(stack, "Approvals", "platform")));
    approve.GrantCallback(new StateMachine(stack, "Machine", new StateMachineProps {
      DefinitionBody = DefinitionBody.FromChainable(approve) }));`,
  );
  assert.match(nag(platform), /\n\d passed, 0 failed\n/);
  const stack = await localStack('--app', platform, '--app', team);

  const execution = await stack.start('Team-Machine', { subject: 'Deploy?' });
  await stack.approve(1);

  assert.equal(((await stack.outcome(execution)) as { approval: { status: string } }).approval.status, 'approved');
  await stack.stop();
});
