import { once } from 'node:events';
import type { Server } from 'node:http';
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
