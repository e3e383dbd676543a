import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';

// Runs maildev in a separate thread: parsing mails does not block the runner, and the thread always ends with it.

interface MailServer {
  listen(callback: (error?: Error) => void): void;
  smtp: { server: { address(): AddressInfo } };
  /** All mails, the oldest first. */
  store: { id: string }[];
  on(event: 'new', callback: () => void): void;
  deleteEmail(id: string, callback: () => void): void;
}

const require = createRequire(import.meta.url);
const maildev = require('maildev') as (config: object) => MailServer;
const web = require('maildev/lib/web') as { server: Server };
const { webPort, directory, kept } = workerData as { webPort: number; directory: string; kept: number };

const mailServer = maildev({
  // Strings, because maildev takes the number 0 for a missing port.
  smtp: '0',
  web: String(webPort),
  ip: '127.0.0.1',
  webIp: '127.0.0.1',
  mailDirectory: directory,
  silent: true,
});

mailServer.on('new', () => {
  const [oldest] = mailServer.store;
  if (mailServer.store.length > kept) mailServer.deleteEmail(oldest!.id, () => undefined);
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
