import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { command, Problem } from './problem.ts';

export const portNames = ['website', 'mailbox', 'aws', 'cognito'] as const;
export type PortName = (typeof portNames)[number];

const names: Record<PortName, string> = {
  website: 'website',
  mailbox: 'mailbox',
  aws: 'AWS endpoint',
  cognito: 'sign-in page',
};

const use = (name: PortName, port: number): string => `Port ${port}, for the ${names[name]},`;

/** The Problem to throw when another program listens on a port. */
export const portTaken = (name: PortName, port: number): Problem =>
  new Problem(
    `${use(name, port)} is taken by another program.\n`
      + `Stop that, or choose another port: ${command} --port ${name}=${port + 1} (--port 0 takes free ones for all)`,
  );

/** Listens on the loopback address. Returns the port; 0 asks for a free one. Throws a Problem if it is taken. */
export async function listen(server: Server, name: PortName, port: number): Promise<number> {
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') throw portTaken(name, port);
    throw new Problem(`${use(name, port)} cannot be used: ${message}`);
  }
}

/** A server that answers 503 until `answerWith` sets its listener. */
export async function serve(name: PortName, requestedPort: number, scope: AsyncDisposableStack) {
  let answer: RequestListener = (_, response) => {
    response.writeHead(503, { 'Retry-After': '1', 'Content-Type': 'text/plain' }).end('The local stack is starting\n');
  };
  const server = createServer((request, response) => answer(request, response));
  // Only clients close connections: one that the server closes just as it is used again looks like an error.
  server.keepAliveTimeout = 0;
  const port = await listen(server, name, requestedPort);
  scope.defer(() => {
    server.close();
    server.closeAllConnections();
  });
  return {
    port,
    answerWith(listener: RequestListener) {
      answer = listener;
    },
  };
}
