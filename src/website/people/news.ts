import type { Person } from './person.ts';

/** The changes between two looks, in sentences for screen readers: at most two of a kind, else their number. */
export function news(before: readonly Person[], now: readonly Person[]): string[] {
  const [was, is] = [byId(before), byId(now)];
  const added = now.filter(({ id }) => !was.has(id)).map(({ name }) => `New: ${name}.`);
  const removed = before.filter(({ id }) => !is.has(id)).map(({ name }) => `${name} was removed.`);
  const renamed = now.flatMap(({ id, name }) => {
    const old = was.get(id)?.name ?? name;
    return old === name ? [] : [`${old} is now called ${name}.`];
  });
  return [
    ...few(added, 'new people'),
    ...few(removed, 'people were removed'),
    ...few(renamed, 'people have new names'),
  ];
}

function byId(people: readonly Person[]): ReadonlyMap<string, Person> {
  return new Map(people.map(person => [person.id, person]));
}

function few(sentences: readonly string[], what: string): readonly string[] {
  return sentences.length > 2 ? [`${sentences.length} ${what}.`] : sentences;
}
