import assert from 'node:assert/strict';
import type { Answer } from '../base/api.ts';

export type Answers = (Answer | Promise<Answer>)[];

export const none: Answer = { status: 0, body: undefined };
export const saying = (status: number, message?: string): Answer => ({ status, body: { message } });

/** An API that gives these answers in order. `calls` are the calls it received. */
export function inTurn(answers: Answers) {
  const calls: string[] = [];
  const next = async (call: string): Promise<Answer> => {
    calls.push(call);
    const answer = answers.shift();
    assert.ok(answer !== undefined, `no answer for ${call}`);
    return answer;
  };
  return { calls, next };
}
