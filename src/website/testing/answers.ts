import assert from 'node:assert/strict';
import type { Answer } from '../base/api.ts';

export type Answers = (Answer | Promise<Answer>)[];

export const none: Answer = { status: 0, body: undefined };
export const saying = (status: number, message?: string): Answer => ({ status, body: { message } });

/** What an API that gives these answers in turn answers to a call; `calls` is what it was asked. */
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
