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
  const mapOf = <T>(value: unknown, path: string, read: (value: unknown, path: string) => T): Map<string, T> => {
    if (!isObject(value)) return refuse(path, 'be an object');
    return new Map(Object.entries(value).map(([name, each]) => [name, read(each, `${path}.${name}`)]));
  };
  const answerOf = (answer: unknown, path: string): Answer => {
    const { Return, Throw } = isObject(answer) ? answer : {};
    if ((Return === undefined) === !isObject(Throw) || (isObject(Throw) && typeof Throw.Error !== 'string'))
      refuse(path, 'be { "Return": … } or { "Throw": { "Error": …, "Cause": … } }');
    return answer as Answer;
  };
  const { MockedResponses, StateMachines } = read(file);
  const responses = mapOf(MockedResponses, 'MockedResponses', (value, path) => {
    const answers: Answer[] = [];
    for (const [range, answer] of mapOf(value, path, answerOf)) {
      const [, first, last = first] =
        /^(\d+)(?:-(\d+))?$/.exec(range) ?? refuse(`${path}.${range}`, 'be a number, or a range like 1-2');
      for (let retry = Number(first); retry <= Number(last); retry++) answers[retry] = answer;
    }
    return answers;
  });
  const testCase = (value: unknown, path: string): TestCase =>
    mapOf(
      value,
      path,
      (response, at) =>
        responses.get(String(response))
        ?? refuse(at, `name one of MockedResponses: ${[...responses.keys()].join(', ')}`),
    );
  return mapOf(StateMachines, 'StateMachines', (machine, path) =>
    mapOf(isObject(machine) ? machine.TestCases : machine, `${path}.TestCases`, testCase),
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
