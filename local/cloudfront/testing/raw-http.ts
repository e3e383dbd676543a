import { connect } from 'node:net';

/**
 * Sends raw bytes. Returns the answer when the server closes the connection, or when nothing more came for `quiet`
 * milliseconds. Empty if the server closed without an answer.
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
    // After its answer, a server may reset the connection to refuse the rest of a request.
    socket.on('error', error => (/ECONNRESET|EPIPE/.test(error.message) ? resolve(received) : reject(error)));
    socket.on('close', () => resolve(received));
  });
}

/** The status codes of all answers on a connection. */
export function statuses(text: string): number[] {
  return [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(match => Number(match[1]));
}

/** Sends a request with this raw target and no body. Returns the whole answer. */
export function ask(port: number, method: string, target: string, ...headerLines: string[]): Promise<string> {
  const lines = [`${method} ${target} HTTP/1.1`, 'Host: localhost', ...headerLines, 'Connection: close', '', ''];
  return exchange(port, Buffer.from(lines.join('\r\n'), 'latin1'));
}
