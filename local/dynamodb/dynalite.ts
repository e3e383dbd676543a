import type { Server } from 'node:http';
import { createRequire } from 'node:module';

type Options = { path: string } & Partial<Record<'createTableMs' | 'updateTableMs' | 'deleteTableMs', number>>;

interface Database {
  status: string;
  close(): Promise<void>;
  get(key: string): Promise<unknown>;
  getSync(key: string): unknown;
}

interface Level {
  Level: new (folder: string, options: object) => Database;
}

type Iterators = Record<'AbstractKeyIterator' | 'AbstractValueIterator', { prototype: Record<string, unknown> }>;

const require = createRequire(import.meta.url);
const ofDynalite = createRequire(require.resolve('dynalite'));
const level = ofDynalite('level') as Level;
const { AbstractKeyIterator, AbstractValueIterator } = createRequire(ofDynalite.resolve('level'))(
  'abstract-level',
) as Iterators;

// dynalite ends a query's iterator by `return`, which abstract-level calls `close`. An iterator that stays open keeps
// all that its database had, in memory and on disk.
for (const { prototype } of [AbstractKeyIterator, AbstractValueIterator]) prototype.return = prototype.close;

let opened: Database;
level.Level = class extends level.Level {
  constructor(folder: string, options: object) {
    super(folder, options);
    // dynalite closes its database only together with a server that listens.
    opened = this;
  }

  /** Finding an item takes less time than asking another thread for it. */
  override async get(key: string): Promise<unknown> {
    return this.status === 'open' ? this.getSync(key) : super.get(key);
  }
};
const create = require('dynalite') as (options: Options) => Server;

/** A server that does not listen, and its database in the folder `path`. */
export function dynalite(options: Options): { server: Server; database: Database } {
  const server = create(options);
  return { server, database: opened };
}
