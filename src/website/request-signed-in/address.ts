import { membersOf } from '../request/address.ts';
import { ID } from '../request/request.ts';

/** The request's id in the page's address, `…#id=…`; undefined if it is missing, repeated or invalid. */
export function idIn(address: string): string | undefined {
  const [id, ...others] = membersOf(address).getAll('id');
  return id !== undefined && ID.test(id) && others.length === 0 ? id.toLowerCase() : undefined;
}
