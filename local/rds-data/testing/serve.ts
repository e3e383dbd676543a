/*
 * Serves the Data API on both engines for tests that are not in TypeScript. Prints {"SQLite": URL, "MariaDB": URL}, and
 * ends when its standard input closes. The secret whose ARN has "reader" is that of a user who may only read.
 * `POST /_faults {"lose": [2], "deadFrom": 5}`: the second call from now is done, but not answered; from the fifth on,
 * none is done.
 */
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { AwsEndpoint } from '../../endpoint/endpoint.ts';
import { listen } from '../../ports.ts';
import { RdsData } from '../rds-data.ts';
import { startMariaDb } from './mariadb.ts';

const reader = JSON.stringify({ username: 'report_reader', password: "it's \\ secret" });

async function serve(mysqlUrl?: string): Promise<string> {
  const api = new RdsData({
    clusters: [],
    mysqlUrl,
    secretText: arn => (arn.includes('reader') ? reader : undefined),
    // Short: some tests wait for both.
    idleMs: 3000,
    statementMs: 8000,
  });
  const endpoint = new AwsEndpoint({
    services: [api.service],
    s3: { handle: async () => {} },
    sessions: { find: () => undefined },
  });
  let faults: { lose?: number[]; deadFrom?: number } = {};
  let calls = 0;
  const server = createServer((request, response) => {
    if (request.url === '/_faults') {
      void json(request).then(given => {
        [faults, calls] = [given as typeof faults, 0];
        response.end();
      });
      return;
    }
    calls++;
    if (calls >= (faults.deadFrom ?? Infinity)) return void request.socket.destroy();
    if (faults.lose?.includes(calls)) response.writeHead = response.end = () => response.destroy();
    endpoint.handle(request, response);
  });
  return `http://127.0.0.1:${await listen(server, 'aws', 0)}`;
}

const mariaDb = await startMariaDb();
console.log(JSON.stringify({ SQLite: await serve(), MariaDB: await serve(mariaDb.url) }));
process.stdin.resume().on('end', () => void mariaDb.stop().finally(() => process.exit()));
