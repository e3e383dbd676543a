import { killAll } from '../local/processes.ts';
import { Problem } from '../local/problem.ts';
import { Bucket } from './bucket.ts';
import { credentialSource } from './credentials.ts';
import { framesOf } from './ffmpeg.ts';
import { filesOf } from './folder.ts';
import { help, readOptions, type Options } from './options.ts';
import { run, type Frame } from './pipeline.ts';

/** The time for pending uploads after a stop. */
const flushMs = 10_000;
const interrupted = 130;

/** Runs until the folder has been read or a signal stops it. Returns the exit code. */
async function main(args: string[]): Promise<number> {
  const options = readOptions(args, process.env);
  if (options.help) {
    process.stdout.write(help);
    return 0;
  }
  const { source, name, destination, queue, threshold } = options;
  // Overwrites the arguments that the list of processes shows.
  if ('rtsp' in source && source.rtsp.password !== '') process.title = `camera ${name}`;
  const credentials = credentialSource(process.env);
  // Fails now if credentials are missing, not at the first face.
  await credentials();
  const { FaceDetector } = await import('./face-detector.ts');
  const detector = await FaceDetector.load(threshold);

  const stop = new AbortController();
  const giveUp = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (stop.signal.aborted) process.exit(interrupted);
      log('Stopping. Press Ctrl-C again to stop at once.');
      stop.abort();
      setTimeout(() => giveUp.abort(), flushMs).unref();
    });
  }
  const bucket = new Bucket(destination, credentials);
  log(`${name}: ${describe(options)}; those with a face go to the bucket ${destination.bucket}`);
  const failed = await run({
    frames: frames(options, stop.signal),
    live: !('folder' in source),
    look: bytes => detector.bestScore(bytes),
    put: (key, bytes, contentType) => bucket.put(key, bytes, contentType, giveUp.signal),
    stop: () => stop.abort(),
    name,
    queue,
    log,
  });
  return failed > 0 && 'folder' in source ? 1 : 0;
}

async function* frames({ source, everySeconds }: Options, stop: AbortSignal): AsyncGenerator<Frame> {
  if ('folder' in source) {
    for await (const { name, bytes } of filesOf(source.folder, source.watch, stop))
      yield { label: name, bytes, at: new Date() };
  } else {
    let count = 0;
    for await (const bytes of framesOf(source, everySeconds, log, stop))
      yield { label: `frame ${++count}`, bytes, at: new Date() };
  }
}

function describe({ source, everySeconds }: Options): string {
  if ('folder' in source) return source.watch ? `new images in ${source.folder}` : `the images in ${source.folder}`;
  return `a frame every ${everySeconds} s from ${'webcam' in source ? source.webcam : source.rtsp.host}`;
}

function log(line: string): void {
  process.stdout.write(`${new Date().toISOString()} ${line}\n`);
}

process.on('exit', killAll);
try {
  process.exit(await main(process.argv.slice(2)));
} catch (error) {
  process.stderr.write(`${error instanceof Problem ? error.message : String((error as Error).stack)}\n`);
  process.exit(1);
}
