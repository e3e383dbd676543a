import type { Memory } from '../base/memory.ts';

/** What was typed and not sent, so that a reload or a sign-in in between does not lose it. */
export type Draft = ReturnType<typeof draftIn>;

/** The draft of a request, kept in this tab. */
export function draftIn(memory: Memory, id: string) {
  const nameOf = (name: string) => `draft:${id}:${name}`;
  return {
    get: (name: string) => memory.get(nameOf(name)) ?? '',
    set: (name: string, text: string) => void memory.set(nameOf(name), text),
  };
}
