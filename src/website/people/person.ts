import { Members, type Read } from '../base/members.ts';
import { readImage } from '../picture/image.ts';

/** Somebody whose face is known. */
export type Person = Read<typeof readPerson>;

/** The people in an answer's body, in its order; undefined if it has none. */
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
    /** When a camera saw the person last; undefined if none did since they are known. */
    detectedAt: members.text('detectedAt'),
  };
}
