import type { Memory } from '../base/memory.ts';

/** Text that was typed but not sent. It survives a reload and a sign-in. */
export type Draft = ReturnType<typeof draftIn>;

/** The draft of a request, kept in this tab. */
export function draftIn(memory: Memory, id: string) {
  const nameOf = (name: string) => `draft:${id}:${name}`;
  return {
    get: (name: string) => memory.get(nameOf(name)) ?? '',
    set: (name: string, text: string) => memory.set(nameOf(name), text),
  };
}
