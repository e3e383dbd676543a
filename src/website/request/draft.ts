import type { Memory } from '../base/memory.ts';
import type { Draft } from './form.ts';

/** What was typed on the page of a request, kept in this tab. */
export function draftIn(memory: Memory, id: () => string): Draft {
  const nameOf = (name: string) => `draft:${id()}:${name}`;
  return {
    get: (name) => memory.get(nameOf(name)) ?? '',
    set: (name, text) => void memory.set(nameOf(name), text),
  };
}
