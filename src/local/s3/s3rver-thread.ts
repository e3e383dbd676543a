import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import type { Bucket } from './buckets.ts';

/* Runs s3rver in a thread of its own, which ends with the runner, whatever ends it. */

interface Running {
  run(): Promise<{ port: number }>;
}

const require = createRequire(import.meta.url);
const S3rver = require('s3rver') as new (options: object) => Running;
const { directory, buckets } = workerData as { directory: string; buckets: Bucket[] };

const server = new S3rver({
  address: '127.0.0.1',
  port: 0,
  directory,
  silent: true,
  allowMismatchedSignatures: true,
  vhostBuckets: false,
  configureBuckets: buckets.map(({ name, cors }) => ({ name, configs: cors === undefined ? [] : [cors] })),
});
try {
  parentPort!.postMessage({ port: (await server.run()).port });
} catch (error) {
  parentPort!.postMessage({ message: (error as Error).message });
}
