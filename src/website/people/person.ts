import { Members, type Read } from '../base/members.ts';
import { readImage } from '../picture/image.ts';

/** A person whose face is known. */
export type Person = Read<typeof readPerson>;

/** The people in an answer's body, in its order; undefined if it has no list. */
export function readPeople(body: unknown): readonly Person[] | undefined {
  const members = new Members(body);
  return Array.isArray(members.get('items')) ? members.each('items', readPerson) : undefined;
}

function readPerson(value: unknown) {
  const members = new Members(value);
  const id = members.text('id');
  const name = members.text('name');
  if (id === undefined || name === undefined) return undefined;
  return {
    id,
    name,
    image: readImage(members.get('image')),
    addedAt: members.text('addedAt'),
    addedBy: members.text('addedBy'),
    /** When a camera last saw the person; undefined if none has yet. */
    detectedAt: members.text('detectedAt'),
  };
}
