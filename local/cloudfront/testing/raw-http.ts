import { connect } from 'node:net';

/**
 * Sends bytes as they are and gives what comes back until the server closes, or, for a request that keeps the
 * connection, until nothing came for `quiet` milliseconds after the first bytes. Empty if the server just closed.
 */
export function exchange(port: number, bytes: string | Uint8Array, quiet = 150): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let received = '';
    socket.setEncoding('latin1');
    socket.setTimeout(5_000, () => {
      socket.destroy();
      if (received === '') reject(new Error(`no answer to ${JSON.stringify(String(bytes).slice(0, 200))}`));
    });
    socket.on('connect', () => socket.write(bytes));
    socket.on('data', chunk => {
      received += String(chunk);
      socket.setTimeout(quiet);
    });
    // A reset after the answer is the server's way to refuse the rest of a request.
    socket.on('error', error => (/ECONNRESET|EPIPE/.test(error.message) ? resolve(received) : reject(error)));
    socket.on('close', () => resolve(received));
  });
}

/** The status code of each answer in the text of a connection. */
export function statuses(text: string): number[] {
  return [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(match => Number(match[1]));
}

/** Sends a request without a body, its target as it is, and gives the whole answer; the server closes after it. */
export function ask(port: number, method: string, target: string, ...headerLines: string[]): Promise<string> {
  const lines = [`${method} ${target} HTTP/1.1`, 'Host: localhost', ...headerLines, 'Connection: close', '', ''];
  return exchange(port, Buffer.from(lines.join('\r\n'), 'latin1'));
}
