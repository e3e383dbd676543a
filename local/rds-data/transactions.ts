import { randomBytes } from 'node:crypto';
import { databaseError, invalid, transactionNotFound } from './errors.ts';
import type { DatabaseName, Session } from './sql-server.ts';

interface Transaction {
  database: DatabaseName;
  session: Session;
  isBusy: boolean;
  expiry?: NodeJS.Timeout | undefined;
}

/** The number of ended transactions to remember, for the error message. */
const mostEnded = 1000;

/**
 * The open transactions. One that is unused for three minutes is rolled back
 * (https://docs.aws.amazon.com/rdsdataservice/latest/APIReference/API_BeginTransaction.html).
 */
export class Transactions {
  readonly #open = new Map<string, Transaction>();
  readonly #ended = new Set<string>();
  readonly #idleMs: number;

  constructor(idleMs: number) {
    this.#idleMs = idleMs;
  }

  /** Keeps a session whose transaction has begun. Returns the transaction's id. */
  add(database: DatabaseName, session: Session): string {
    const id = randomBytes(96).toString('base64');
    const transaction: Transaction = { database, session, isBusy: false };
    this.#open.set(id, transaction);
    this.#wait(id, transaction);
    return id;
  }

  /** Runs work in a transaction. Until it ends, other calls with the same id fail. */
  async use<T>(id: string, { cluster, name }: DatabaseName, work: (session: Session) => Promise<T>): Promise<T> {
    const transaction = this.#find(id, cluster);
    if (name !== undefined && name !== transaction.database.name)
      throw invalid('Database name is not the same as transaction');
    transaction.isBusy = true;
    clearTimeout(transaction.expiry);
    try {
      return await work(transaction.session);
    } finally {
      transaction.isBusy = false;
      if (this.#open.has(id)) this.#wait(id, transaction);
    }
  }

  async end(id: string, cluster: string, how: 'commit' | 'rollback'): Promise<void> {
    const { session } = this.#find(id, cluster);
    this.#forget(id);
    this.#ended.add(id);
    const [oldest] = this.#ended;
    if (this.#ended.size > mostEnded) this.#ended.delete(oldest!);
    await session[how]().finally(() => session.close());
  }

  /** Rolls back all open transactions. */
  async stop(): Promise<void> {
    await Promise.all([...this.#open.keys()].map(id => this.#drop(id)));
  }

  #find(id: string, cluster: string): Transaction {
    const transaction = this.#open.get(id);
    if (transaction?.database.cluster !== cluster) {
      throw transactionNotFound(
        id,
        this.#ended.has(id)
          ? 'One previous call resulted in a termination of your transaction.'
          : 'Transaction may be expired.',
      );
    }
    if (transaction.isBusy) throw databaseError('Transaction is still running a query');
    return transaction;
  }

  #wait(id: string, transaction: Transaction): void {
    transaction.expiry = setTimeout(() => void this.#drop(id), this.#idleMs).unref();
  }

  #forget(id: string): Transaction {
    const transaction = this.#open.get(id)!;
    clearTimeout(transaction.expiry);
    this.#open.delete(id);
    return transaction;
  }

  async #drop(id: string): Promise<void> {
    const { session } = this.#forget(id);
    // An error does not matter: the engine rolls back when the session closes.
    await session.rollback().catch(() => {});
    await session.close();
  }
}
