import { Memory } from '../base/memory.ts';

/** A tab's memory, and its content. */
export function tabMemory(): { readonly memory: Memory; readonly kept: Map<string, string> } {
  const kept = new Map<string, string>();
  const memory = new Memory(() => ({
    getItem: name => kept.get(name) ?? null,
    setItem: (name, value) => kept.set(name, value),
    removeItem: name => kept.delete(name),
  }));
  return { memory, kept };
}
