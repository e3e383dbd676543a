import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import type { Bucket } from './buckets.ts';
import { keepWhole, type StoredObject, type Store } from './objects.ts';

/* Runs s3rver in a thread of its own, which ends with the runner, whatever ends it. */

/** What the thread tells: that it listens, that it does not, or what was stored. */
export type Message = { port: number } | { failure: string } | { stored: StoredObject };

interface Running {
  store: Store;
  run(): Promise<{ port: number }>;
}

const require = createRequire(import.meta.url);
const S3rver = require('s3rver') as new (options: object) => Running;
const { directory, buckets } = workerData as { directory: string; buckets: Bucket[] };
const tell = (message: Message) => parentPort!.postMessage(message);

const server = new S3rver({
  address: '127.0.0.1',
  port: 0,
  directory,
  silent: true,
  allowMismatchedSignatures: true,
  vhostBuckets: false,
  configureBuckets: buckets.map(({ name, cors }) => ({ name, configs: cors === undefined ? [] : [cors] })),
});
keepWhole(server.store, stored => tell({ stored }));
try {
  tell({ port: (await server.run()).port });
} catch (error) {
  tell({ failure: (error as Error).message });
}
