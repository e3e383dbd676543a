import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { program } from './run-camera.ts';

/** What the fake ffmpeg received. */
export interface Seen {
  args: string[];
  input: string;
  names: string[];
  pid: number;
}

/** Writes what it received to seen.json, and the frames to its output. Then it fails with the message, or waits. */
export async function fakeFfmpeg(folder: string, frames: Buffer[], message = ''): Promise<string> {
  await writeFile(join(folder, 'frames.mjpeg'), Buffer.concat(frames));
  return program(
    folder,
    'ffmpeg',
    `
    const { readFileSync, writeFileSync } = require('node:fs');
    const input = readFileSync(0, 'utf8');
    const [, , ...args] = process.argv;
    writeFileSync(${JSON.stringify(join(folder, 'seen.json'))},
      JSON.stringify({ args, input, names: Object.keys(process.env), pid: process.pid }));
    process.stdout.write(readFileSync(${JSON.stringify(join(folder, 'frames.mjpeg'))}), () => {
      const message = ${JSON.stringify(message)};
      if (message === '') setInterval(() => {}, 1000);
      else process.stderr.write(message, () => process.exit(1));
    });
  `,
  );
}
