/** How the user started the runner, for messages that say what to type. */
export const command = process.env.npm_lifecycle_event === 'start' ? 'npm start --' : 'npx local-stack';

/** An error that the user can fix. The message is printed without a stack trace. */
export class Problem extends Error {
  override readonly name = 'Problem';
}
