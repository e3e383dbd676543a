// Holds every synthesized template against cdk-nag's AwsSolutions and Serverless rules, CloudFormation's validation
// and, where it is installed, cfn-lint. A finding needs an acknowledgement beside its resource in the CDK app
// (`Acknowledge`), which gives the reason; an acknowledgement that matches no finding is a failure, too. Ends with
// `N passed, N failed`. With arguments, it checks an existing CDK output instead: the output's folder, then the paths
// of constructs of that app, whose findings do not count.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { App, Stack } from 'aws-cdk-lib';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..');
const project = 'src/ApprovalWorkflow';

/** What is deployed must exist in each of these Regions. */
const regions = ['us-east-1', 'us-west-2', 'eu-west-1', 'eu-central-1', 'ap-southeast-2', 'ap-northeast-1'];

/** Settings whose templates differ in their resources. */
const variants: Record<string, Record<string, string>> = {
  'review, retain, sample database, alarms': {
    clickMode: 'review',
    removalPolicy: 'retain',
    reports: 'true',
    alarmEmail: 'ops@example.com',
  },
  'oneClick, destroy, sample database': { clickMode: 'oneClick', removalPolicy: 'destroy', reports: 'true' },
  'review, destroy, own database': {
    removalPolicy: 'destroy',
    reports: 'true',
    'report:clusterArn': 'arn:aws:rds:eu-west-1:123456789012:cluster:sales',
    'report:secretArn': 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:sales-AbCdEf',
    'report:database': 'sales',
    'report:query': 'SELECT * FROM orders ORDER BY id',
  },
  'mails by SES': { mail: 'ses', mailFrom: 'approvals@example.com', alarmEmail: 'ops@example.com' },
  'no faces, shared, Slack, Teams, webhook': {
    faces: 'false',
    shareAs: 'platform',
    slack: 'approvals/slack',
    teams: 'approvals/teams',
    webhook: 'approvals/webhook',
  },
};

interface Template {
  name: string;
  file: string;
  /** The part that CfnInclude can read. */
  includable: string;
  /** The construct path of each resource, by logical id. */
  paths: Map<string, string>;
  acknowledgements: { path: string; rule: string; reason: string }[];
}

interface Finding {
  rule: string;
  description: string;
  logicalId: string;
}

/** The output of a program that failed. */
function outputOf(error: unknown): string {
  const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
  return `${stdout}${stderr}`.trim() || String(error);
}

/** Runs the CDK app as its CLI does, but does not build the assets: templates have only their hashes. */
async function synthesize(settings: Record<string, string>, output: string): Promise<void> {
  const { context } = JSON.parse(await readFile(join(root, 'cdk.json'), 'utf8')) as { context: object };
  const environment = {
    ...process.env,
    CDK_OUTDIR: output,
    CDK_CONTEXT_JSON: JSON.stringify({
      ...context,
      approvers: 'first@example.com,second@example.com',
      ...settings,
      'aws:cdk:bundling-stacks': [],
      'aws:cdk:enable-path-metadata': true,
    }),
  };
  await run('dotnet', ['run', '--no-build', '--project', project], { cwd: root, env: environment });
}

async function readJson<T>(...path: string[]): Promise<T> {
  return JSON.parse(await readFile(join(...path), 'utf8')) as T;
}

/** CfnInclude supports only one of the two ways in which a stack refers to another one's output. */
async function writeIncludable(file: string): Promise<string> {
  interface Reference {
    'Fn::GetStackOutput'?: { OutputName: string };
  }
  const template: unknown = JSON.parse(await readFile(file, 'utf8'), (_, value: Reference | null) => {
    const output = value?.['Fn::GetStackOutput'];
    return output ? { 'Fn::ImportValue': output.OutputName } : value;
  });
  const includable = `${file}.includable.json`;
  await writeFile(includable, JSON.stringify(template));
  return includable;
}

async function readTemplates(folder: string): Promise<Template[]> {
  interface Artifact {
    type: string;
    properties?: { templateFile?: string };
    additionalMetadataFile?: string;
  }
  interface Entry {
    type: string;
    data?: unknown;
  }
  const { artifacts } = await readJson<{ artifacts: Record<string, Artifact> }>(folder, 'manifest.json');
  const stacks = Object.entries(artifacts).filter(([, artifact]) => artifact.type === 'aws:cloudformation:stack');
  return Promise.all(
    stacks.map(async ([name, artifact]) => {
      const file = join(folder, artifact.properties!.templateFile!);
      const includable = await writeIncludable(file);
      const { Resources } = await readJson<{ Resources: Record<string, { Metadata: Record<string, string> }> }>(file);
      const metadata = await readJson<Record<string, Entry[]>>(folder, artifact.additionalMetadataFile!);
      return {
        name,
        file,
        includable,
        paths: new Map(Object.entries(Resources).map(([id, { Metadata }]) => [id, `/${Metadata['aws:cdk:path']!}`])),
        acknowledgements: Object.entries(metadata).flatMap(([path, entries]) =>
          entries
            .filter(entry => entry.type === 'aws:cdk:acknowledged-rules')
            .flatMap(entry => Object.entries(entry.data as Record<string, string>))
            // CDK itself acknowledges those findings of CloudFormation's checks that it knows to be harmless.
            .filter(([rule]) => !rule.startsWith('CloudFormation-Validate::'))
            .map(([rule, reason]) => ({ path, rule: rule.replace(/^Annotation::/i, ''), reason })),
        ),
      };
    }),
  );
}

function findings(template: Template): Finding[] {
  const app = new App();
  new CfnInclude(new Stack(app, 'Included'), 'Template', { templateFile: template.includable });
  return [new AwsSolutionsChecks(), new ServerlessChecks()]
    .flatMap(pack => pack.validateScope(app).violations)
    .flatMap(({ ruleName, description, violatingResources }) =>
      violatingResources.map(({ constructPath }) => ({
        rule: ruleName,
        description,
        logicalId: constructPath!.split('/').at(-1)!,
      })),
    );
}

/** A template's problems for cdk-nag: findings without an acknowledgement, and acknowledgements without a finding. */
function nag(template: Template): string[] {
  const pathOf = ({ logicalId }: Finding): string => `${template.paths.get(logicalId)!}/`;
  const found = findings(template).filter(finding => !own.some(path => pathOf(finding).startsWith(`${path}/`)));
  const answers = ({ path, rule }: Template['acknowledgements'][number], finding: Finding): boolean =>
    rule === finding.rule && pathOf(finding).startsWith(`${path}/`);
  return [
    ...found
      .filter(finding => !template.acknowledgements.some(one => one.reason !== '' && answers(one, finding)))
      .map(({ rule, description, logicalId }) => `${rule} at ${template.paths.get(logicalId)!}: ${description}`),
    ...template.acknowledgements
      .filter(one => !found.some(finding => answers(one, finding)))
      .map(({ path, rule }) => `${rule} is acknowledged at ${path}, but not found there: take it away`),
  ];
}

/** The results of CloudFormation's own checks that CDK recorded, warnings included. */
async function validation(folder: string): Promise<string[]> {
  interface Violation {
    ruleName: string;
    description: string;
    violatingConstructs?: { constructPath?: string }[];
  }
  interface Report {
    pluginReports: { violations: Violation[] }[];
  }
  const { pluginReports } = await readJson<Report>(folder, 'validation-report.json');
  const violations = pluginReports.flatMap(report => report.violations);
  return violations.map(
    ({ ruleName, description, violatingConstructs = [] }) =>
      `${ruleName}: ${description} ${violatingConstructs.map(({ constructPath }) => constructPath).join(' ')}`,
  );
}

/** Undefined where cfn-lint is not installed. */
async function lint({ file }: Template): Promise<string[] | undefined> {
  try {
    // W3005: CDK adds dependencies that a reference already implies.
    const options = ['--ignore-checks', 'W3005', '--format', 'parseable', '--regions', ...regions];
    await run('cfn-lint', ['--template', file, ...options]);
    return [];
  } catch (error) {
    return (error as { code?: string }).code === 'ENOENT' ? undefined : outputOf(error).split('\n');
  }
}

const count = { passed: 0, failed: 0 };

function report(check: string, problems: string[]): void {
  if (problems.length === 0) count.passed++;
  else count.failed++;
  console.log([`${problems.length === 0 ? 'ok  ' : 'FAIL'} ${check}`, ...problems].join('\n     '));
}

async function checkVariant(name: string, settings: Record<string, string>, folder: string): Promise<void> {
  const failure = await synthesize(settings, folder).catch(outputOf);
  if (failure) {
    report(`${name}: synthesis`, [failure]);
    return;
  }
  await checkOutput(name, folder);
}

async function checkOutput(name: string, folder: string): Promise<void> {
  report(`${name}: CloudFormation's validation`, await validation(folder));
  for (const template of await readTemplates(folder)) {
    report(`${name}: cdk-nag on ${template.name}, ${template.acknowledgements.length} acknowledgements`, nag(template));
    const problems = await lint(template);
    if (problems) report(`${name}: cfn-lint on ${template.name}`, problems);
    else console.log(`skip ${name}: cfn-lint on ${template.name}: it is not installed`);
  }
}

async function checkApp(): Promise<void> {
  const failure = await run('dotnet', ['build', project, '--nologo', '-v', 'quiet'], { cwd: root }).catch(outputOf);
  if (typeof failure === 'string') report('build of the CDK app', [failure]);
  else
    await Promise.all(
      Object.entries(variants).map(([name, settings]) => checkVariant(name, settings, join(folder, name))),
    );
}

const [given, ...own] = process.argv.slice(2);
const folder = await mkdtemp(join(tmpdir(), 'approval-workflow-nag-'));
try {
  if (given !== undefined) await checkOutput(given, given);
  else await checkApp();
} finally {
  await rm(folder, { recursive: true, force: true });
}

console.log(`${count.passed} passed, ${count.failed} failed`);
process.exitCode = count.failed === 0 ? 0 : 1;
