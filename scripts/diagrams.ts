// Draws docs/state-machines.md: `npx node scripts/diagrams.ts`. Tests hold the definitions equal to the synthesized
// templates, so the diagrams show what is deployed.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
export const page = join(root, 'docs/state-machines.md');

const approval = 'Approvals/HumanApproval.asl.json';

type Condition = { Variable: string; And?: Condition[]; Next?: string } & Record<string, unknown>;

interface State {
  Type: string;
  Next?: string;
  End?: boolean;
  Default?: string;
  Error?: string;
  Choices?: (Condition & { Next: string })[];
  Catch?: { ErrorEquals: string[]; Next: string }[];
  Branches?: Machine[];
  ItemProcessor?: Machine;
}

interface Machine {
  StartAt: string;
  States: Record<string, State>;
}

const read = (file: string): Machine =>
  JSON.parse(readFileSync(join(root, 'test/ApprovalWorkflow.Tests', file), 'utf8')) as Machine;

const idOf = (state: string): string => state.replace(/\W/g, '_');

function conditionOf(condition: Condition): string {
  const checks = (condition.And ?? [condition]).flatMap(({ Variable, Next, ...checks }) =>
    Object.entries(checks).map(([check, value]) => ({ Variable, check, value })),
  );
  // A comparison implies that the value is present and a boolean.
  const isSaid = (variable: string, check: string): boolean =>
    /^Is(Present|Boolean)$/.test(check) && checks.filter(other => other.Variable === variable).length > 1;
  return checks
    .filter(({ Variable, check }) => !isSaid(Variable, check))
    .map(({ Variable, check, value }) => {
      const is = check.startsWith('Is') ? `is ${value ? '' : 'not '}${check.slice(2).toLowerCase()}` : `= ${value}`;
      return `${Variable.replace('$.', '')} ${is}`;
    })
    .join(' and ');
}

/** The next states of a state, each with the reasons; no reason for success. */
function exitsOf(state: State): Map<string, string[]> {
  const exits = new Map<string, string[]>();
  const add = (to: string, ...why: string[]): unknown => exits.set(to, [...(exits.get(to) ?? []), ...why]);
  for (const choice of state.Choices ?? []) add(choice.Next, conditionOf(choice));
  if (state.Default !== undefined) exits.set(state.Default, ['else']);
  for (const { ErrorEquals, Next } of state.Catch ?? [])
    if (Next !== state.Next) add(Next, ...ErrorEquals.map(error => (error === 'States.ALL' ? 'any error' : error)));
  if (state.Next !== undefined) add(state.Next);
  if (state.Type === 'Fail') add('', state.Error ?? 'fails');
  else if (state.End || state.Type === 'Succeed') add('');
  return exits;
}

function lines({ StartAt, States }: Machine): string[] {
  const end = (state: string): string => (state in States ? idOf(state) : '[*]');
  const declared = Object.entries(States).flatMap(([name, { Branches, ItemProcessor }]) => {
    const inner = (Branches ?? (ItemProcessor ? [ItemProcessor] : [])).map(lines);
    const named = `state "${name}" as ${idOf(name)}`;
    if (inner.length === 0) return [named];
    return [`${named} {`, ...inner.flatMap((branch, index) => (index > 0 ? ['--', ...branch] : branch)), '}'];
  });
  const arrows = Object.entries(States).flatMap(([name, state]) =>
    [...exitsOf(state)].map(
      ([to, why]) => `${idOf(name)} --> ${end(to)}${why.length > 0 ? ` : ${why.join(' or ')}` : ''}`,
    ),
  );
  return [...declared, `[*] --> ${idOf(StartAt)}`, ...arrows];
}

/** The states that a use adds to those of HumanApproval. */
function used(patch: string): Machine {
  const known = read(approval).States;
  const added = Object.entries(read(patch).States).filter(([name]) => !(name in known));
  return {
    StartAt: 'HumanApproval',
    States: { HumanApproval: { Type: 'Parallel', Next: 'Approved?' }, ...Object.fromEntries(added) },
  };
}

const section = (title: string, text: string, machine: Machine): string =>
  `## ${title}\n\n${text}\n\n\`\`\`mermaid\nstateDiagram-v2\n${lines(machine)
    .map(line => `    ${line}\n`)
    .join('')}\`\`\`\n`;

export const drawn = (): string => `<!-- Written by scripts/diagrams.ts from the definitions in test/; do not edit. -->

# State machines

An arrow without text means success. Retries are not drawn, nor errors that lead where success leads.
[Architecture](architecture.md#the-states) says what the states of an approval do.

${[
  section('HumanApproval', 'Each use below continues from here with `Approved?`.', read(approval)),
  section('The general workflow', 'Asks for approval of any input.', used('Approvals/GeneralWorkflow.patch.json')),
  section('MLApprovalProcess', 'Asks who a stranger is.', used('Faces/FaceWorkflow.patch.json')),
  section('Withdrawals', 'Closes the requests of an ended execution.', read('Approvals/Withdrawals.asl.json')),
  section('CreateReport', 'Makes a [report](reports.md).', read('Reports/CreateReport.asl.json')),
].join('\n')}`;

if (import.meta.main) writeFileSync(page, drawn());
