/** How the runner was called, for what it says to type. */
export const command = process.env.npm_lifecycle_event === 'start' ? 'npm start --' : 'local-stack';

/** Something that the person who started the runner can put right; shown as its message alone, without a stack. */
export class Problem extends Error {
  override readonly name = 'Problem';
}
