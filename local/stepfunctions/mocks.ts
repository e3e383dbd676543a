import { readFileSync } from 'node:fs';
import { isObject, parseJson } from '../json.ts';
import { Problem } from '../problem.ts';
import { StatesError, uncatchable } from './errors.ts';
import type { Integration } from './integration.ts';
import type { Answer, TestCase } from './run.ts';

/** A state machine's test cases, by name. */
export type TestCases = ReadonlyMap<string, TestCase>;

/** The test cases of state machines, by the machine's name. */
export type Mocks = ReadonlyMap<string, TestCases>;

/**
 * Reads a file in the format of Step Functions Local's mock configuration. Throws a Problem that names the member that
 * is wrong. https://docs.aws.amazon.com/step-functions/latest/dg/sfn-local-mock-cfg-file.html
 */
export function readMocks(file: string): Mocks {
  const refuse = (path: string, must: string): never => {
    throw new Problem(`${file}: ${path} must ${must}`);
  };
  const members = (value: unknown, path: string) =>
    isObject(value) ? Object.entries(value) : refuse(path, 'be an object');
  const answersOf = (value: unknown, path: string): Answer[] => {
    const answers: Answer[] = [];
    for (const [range, answer] of members(value, path)) {
      const at = `${path}.${range}`;
      const [, first, last = first] =
        /^(\d+)(?:-(\d+))?$/.exec(range) ?? refuse(at, 'be a number, or a range like 1-2');
      const { Return, Throw } = isObject(answer) ? answer : {};
      if ((Return === undefined) === !isObject(Throw) || (isObject(Throw) && typeof Throw.Error !== 'string'))
        refuse(at, 'be { "Return": … } or { "Throw": { "Error": …, "Cause": … } }');
      for (let retry = Number(first); retry <= Number(last); retry++) answers[retry] = answer as Answer;
    }
    return answers;
  };
  const config = read(file);
  const responses = new Map(
    members(config.MockedResponses, 'MockedResponses').map(([name, value]) => [
      name,
      answersOf(value, `MockedResponses.${name}`),
    ]),
  );
  const casesOf = (value: unknown, path: string): TestCases =>
    new Map(
      members(value, path).map(([name, states]) => [
        name,
        new Map(
          members(states, `${path}.${name}`).map(([state, response]) => [
            state,
            responses.get(String(response))
              ?? refuse(`${path}.${name}.${state}`, `name one of MockedResponses: ${[...responses.keys()].join(', ')}`),
          ]),
        ),
      ]),
    );
  return new Map(
    members(config.StateMachines, 'StateMachines').map(([name, machine]) => [
      name,
      casesOf(isObject(machine) ? machine.TestCases : machine, `StateMachines.${name}.TestCases`),
    ]),
  );
}

function read(file: string): Record<string, unknown> {
  try {
    const config = parseJson(readFileSync(file, 'utf8'));
    if (isObject(config)) return config;
    throw new Error('it is not an object');
  } catch (error) {
    throw new Problem(`${file} cannot be read as a mock configuration: ${(error as Error).message}`);
  }
}

/** Calls no service: answers the attempt at a task as the mock says. As in Step Functions Local, no token is needed. */
export const mocked = (integration: Integration, answers: Answer[], retry: number): Integration => ({
  ...integration,
  waitsForToken: false,
  async call() {
    const answer = answers[retry];
    if (!answer) throw uncatchable('States.Runtime', `The mock has no answer ${retry}.`);
    if ('Throw' in answer) throw new StatesError(answer.Throw.Error, answer.Throw.Cause);
    return answer.Return;
  },
});
