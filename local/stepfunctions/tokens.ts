import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { AwsError } from '../endpoint/error.ts';
import type { StatesError } from './errors.ts';

interface WaitingTask {
  /** `output` is JSON text. */
  succeed(output: string): void;
  fail(error: StatesError): void;
}

const header = Buffer.from('AAAAKgAAAAIAAAAA', 'base64');
const randomLength = 448;
const macLength = 32;

/**
 * Makes task tokens and keeps the waiting tasks. A token ends in a MAC with a key of this process, which distinguishes
 * a finished task's token from an invented one, although neither is kept.
 */
export class TaskTokens {
  readonly #key = randomBytes(32);
  readonly #waiting = new Map<string, WaitingTask>();

  /** Returns a unique token of about 650 characters. */
  mint(): string {
    const body = Buffer.concat([header, randomBytes(randomLength)]);
    return Buffer.concat([body, this.#mac(body)]).toString('base64');
  }

  open(token: string, task: WaitingTask): void {
    this.#waiting.set(token, task);
  }

  close(token: string): void {
    this.#waiting.delete(token);
  }

  /** Throws InvalidToken for an invented token, TaskTimedOut if the task no longer waits. */
  find(token: string): WaitingTask {
    const task = this.#waiting.get(token);
    if (task) return task;
    if (!this.#isOurs(token)) throw new AwsError('InvalidToken', "Invalid Token: 'Invalid token'");
    throw new AwsError('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'");
  }

  #isOurs(token: string): boolean {
    const bytes = Buffer.from(token, 'base64');
    if (bytes.length !== header.length + randomLength + macLength || bytes.toString('base64') !== token) return false;
    const body = bytes.subarray(0, -macLength);
    return timingSafeEqual(bytes.subarray(-macLength), this.#mac(body));
  }

  #mac(body: Uint8Array): Buffer {
    return createHmac('sha256', this.#key).update(body).digest();
  }
}
