/* The calls that the runner makes of packages which bring no types. */

declare module 'nodemailer' {
  export interface Transporter {
    sendMail(mail: object): Promise<unknown>;
    close(): void;
  }
  export function createTransport(options: object): Transporter;
}

declare module 'mime-types' {
  export function lookup(extension: string): string | false;
}

declare module 'dynalite' {
  import type { Server } from 'node:http';
  export default function dynalite(options: {
    createTableMs?: number;
    updateTableMs?: number;
    deleteTableMs?: number;
    path?: string;
  }): Server;
}
