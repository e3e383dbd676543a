import { createServer } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';
import { listen } from '../ports.ts';
import { preload } from './directory.ts';
import { UserPoolServer, type SetUp } from './server.ts';

/*
 * Runs cognito-local in a thread of its own: loading it does not hold up the rest, and the thread ends with the runner,
 * whatever ends it.
 */

const { port } = workerData as { port: number };
const print = (line: string): void => parentPort!.postMessage({ line });
let userPools: UserPoolServer | undefined;
const server = createServer((request, response) => {
  if (userPools) userPools.handle(request, response);
  else response.writeHead(503, { 'Retry-After': '1', 'Content-Type': 'text/plain' }).end('It is starting\n');
});
server.keepAliveTimeout = 0;

parentPort!.on('message', (setUp: SetUp) => {
  UserPoolServer.create(setUp, print).then(
    created => {
      userPools = created;
      parentPort!.postMessage({ keys: created.keys });
    },
    (error: Error) => parentPort!.postMessage({ message: error.message }),
  );
});
try {
  parentPort!.postMessage({ port: await listen(server, 'cognito', port) });
  preload();
} catch (error) {
  parentPort!.postMessage({ message: (error as Error).message });
}
