import { Members } from '../base/members.ts';
import { readImage, type Image } from '../picture/image.ts';

/** Somebody whose face is known. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly image: Image | undefined;
  readonly addedAt: string | undefined;
  readonly addedBy: string | undefined;
  /** When a camera saw the person last; undefined if none did since they are known. */
  readonly detectedAt: string | undefined;
}

/** The people in an answer's body, in its order; undefined if it has none. */
export function readPeople(body: unknown): readonly Person[] | undefined {
  const members = new Members(body);
  return Array.isArray(members.get('items')) ? members.list('items').flatMap(readPerson) : undefined;
}

function readPerson(value: unknown): Person[] {
  const members = new Members(value);
  const id = members.text('id');
  const name = members.text('name');
  if (id === undefined || name === undefined) return [];
  const person: Person = {
    id,
    name,
    image: readImage(members.get('image')),
    addedAt: members.text('addedAt'),
    addedBy: members.text('addedBy'),
    detectedAt: members.text('detectedAt'),
  };
  return [person];
}
