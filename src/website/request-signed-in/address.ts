import { ID } from '../request/request.ts';

/** The request's id in `#id=…`; undefined if it is missing, repeated or invalid. */
export function idIn(hash: string): string | undefined {
  const [id, ...others] = new URLSearchParams(hash.replace(/^#/, '')).getAll('id');
  return id !== undefined && ID.test(id) && others.length === 0 ? id.toLowerCase() : undefined;
}
