import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';

/*
 * Runs maildev in a thread of its own: parsing mails does not hold up the rest, and the thread ends with the runner,
 * whatever ends it.
 */

interface MailServer {
  listen(callback: (error?: Error) => void): void;
  smtp: { server: { address(): AddressInfo } };
}

const require = createRequire(import.meta.url);
const maildev = require('maildev') as (config: object) => MailServer;
const web = require('maildev/lib/web') as { server: Server };
const { webPort, directory } = workerData as { webPort: number; directory: string };

const mailServer = maildev({
  // As strings, because maildev takes the number 0 for a port that is not given.
  smtp: '0',
  web: String(webPort),
  ip: '127.0.0.1',
  webIp: '127.0.0.1',
  mailDirectory: directory,
  silent: true,
});

const smtpPort = new Promise<number>((resolve, reject) =>
  mailServer.listen(error => (error ? reject(error) : resolve(mailServer.smtp.server.address().port))),
);
const boundWebPort = new Promise<number>((resolve, reject) => {
  const bound = () => resolve((web.server.address() as AddressInfo).port);
  if (web.server.listening) bound();
  else web.server.once('listening', bound).once('error', reject);
});

try {
  parentPort!.postMessage({ smtpPort: await smtpPort, webPort: await boundWebPort });
} catch (error) {
  parentPort!.postMessage({ code: (error as NodeJS.ErrnoException).code, message: (error as Error).message });
}
