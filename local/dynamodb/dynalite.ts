import type { Server } from 'node:http';
import { createRequire } from 'node:module';

type Options = Partial<Record<'createTableMs' | 'updateTableMs' | 'deleteTableMs', number>>;

const require = createRequire(import.meta.url);
const memory = createRequire(require.resolve('dynalite'))('memory-level') as {
  MemoryLevel: new (options: object) => object;
};

// dynalite stores Buffers, many of which share a piece of memory: one that stays keeps it all. Views have their own.
memory.MemoryLevel = class extends memory.MemoryLevel {
  constructor(options: object) {
    super({ ...options, storeEncoding: 'view' });
  }
};

export const dynalite = require('dynalite') as (options: Options) => Server;
