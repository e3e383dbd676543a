import { BoundedQueue } from './bounded-queue.ts';

export interface Frame {
  /** The frame's name in the log. */
  label: string;
  bytes: Buffer;
  /** The time at which it was taken. */
  at: Date;
}

export interface Parts {
  frames: AsyncIterable<Frame>;
  /** Whether the frames come from a camera, which does not wait. Files can wait. */
  live: boolean;
  /** The camera's name. */
  name: string;
  /** The highest score of a face; undefined if there is none. */
  look(bytes: Buffer): Promise<number | undefined>;
  put(key: string, bytes: Buffer, contentType: string): Promise<void>;
  /** The most frames that wait for their upload. */
  queue: number;
  log(line: string): void;
  /** Ends the frames after a failure that ends the pipeline. */
  stop(): void;
}

/** The most live frames that wait for the detector. Few, so that a slow detector gets recent frames. */
const waiting = 2;

/** Looks at each frame and uploads those with a face. Returns how many frames were dropped or failed. */
export async function run({ frames, live, name, look, put, queue, log, stop }: Parts): Promise<number> {
  let failed = 0;
  const fail = (label: string, why: string) => {
    failed++;
    log(`${label}: ${why}`);
  };
  const taken = new BoundedQueue<Frame>(waiting, ({ label }) =>
    fail(label, 'dropped, because looking at a frame takes longer than --every'),
  );
  const found = new BoundedQueue<Frame & { score: number }>(queue, ({ label }) =>
    fail(label, `dropped, because ${queue} newer ones wait for their upload`),
  );

  async function take() {
    for await (const frame of frames) await (live ? taken.push(frame) : taken.put(frame));
  }

  async function lookAtAll() {
    for await (const frame of taken) {
      try {
        const score = await look(frame.bytes);
        if (score === undefined) log(`${frame.label}: no face`);
        else await (live ? found.push({ ...frame, score }) : found.put({ ...frame, score }));
      } catch (error) {
        if ((error as Error).name !== 'NotAnImage') throw error;
        fail(frame.label, `not a readable image: ${(error as Error).message}`);
      }
    }
  }

  async function uploadAll() {
    const keyOf = keys(name);
    for await (const { label, bytes, at, score } of found) {
      const png = bytes[0] === 0x89;
      const key = keyOf(at, png ? 'png' : 'jpg');
      try {
        await put(key, bytes, png ? 'image/png' : 'image/jpeg');
        log(`${label}: face ${score.toFixed(2)}, uploaded as ${key}`);
      } catch (error) {
        if ((error as Error).name === 'Problem') throw error;
        fail(label, `face ${score.toFixed(2)}, not uploaded: ${(error as Error).message}`);
      }
    }
  }

  const ends: (readonly [() => Promise<void>, () => void])[] = [
    [take, () => taken.close()],
    [
      lookAtAll,
      () => {
        taken.close();
        found.close();
      },
    ],
    [uploadAll, () => found.close()],
  ];
  const results = await Promise.allSettled(
    ends.map(async ([part, close]) => {
      try {
        await part();
      } catch (error) {
        stop();
        throw error;
      } finally {
        close();
      }
    }),
  );
  for (const result of results) if (result.status === 'rejected') throw result.reason;
  return failed;
}

/** Unique keys, made of the time in UTC. */
function keys(name: string): (at: Date, extension: string) => string {
  let last = 0;
  return (at, extension) => {
    last = Math.max(at.getTime(), last + 1);
    return `frames/${name}/${new Date(last).toISOString().replaceAll(':', '-')}.${extension}`;
  };
}
