import type { Memory } from '../base/memory.ts';

/** What was typed and not sent, so that a reload or a sign-in in between does not lose it. */
export interface Draft {
  get(name: string): string;
  set(name: string, text: string): void;
}

/** What was typed on the page of a request, kept in this tab. */
export function draftIn(memory: Memory, id: string): Draft {
  const nameOf = (name: string) => `draft:${id}:${name}`;
  return {
    get: (name) => memory.get(nameOf(name)) ?? '',
    set: (name, text) => void memory.set(nameOf(name), text),
  };
}
