import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import test from 'node:test';
import { run, type Frame, type Parts } from './pipeline.ts';

const at = new Date('2026-01-02T03:04:05.006Z');

async function* frames(count: number, gapMs = 0): AsyncGenerator<Frame> {
  for (let number = 1; number <= count; number++) {
    yield { label: `frame ${number}`, bytes: Buffer.from([number]), at };
    await pause(gapMs);
  }
}

/** Runs the pipeline with these parts. Returns its result, the log and the keys. */
async function result(parts: Partial<Parts>): Promise<{ failed: number; lines: string[]; keys: string[] }> {
  const [lines, keys]: [string[], string[]] = [[], []];
  const failed = await run({
    frames: frames(0),
    live: true,
    name: 'lobby',
    queue: 2,
    stop: () => {},
    look: async () => 0.75,
    put: async key => {
      keys.push(key);
    },
    log: line => {
      lines.push(line);
    },
    ...parts,
  });
  return { failed, lines, keys };
}

test('Keys are unique times in UTC', async () => {
  const { failed, lines, keys } = await result({ frames: frames(2, 1) });
  assert.deepEqual(
    keys,
    ['006', '007'].map(ms => `frames/lobby/2026-01-02T03-04-05.${ms}Z.jpg`),
  );
  assert.deepEqual(
    lines,
    keys.map((key, i) => `frame ${i + 1}: face 0.75, uploaded as ${key}`),
  );
  assert.equal(failed, 0);
});

test('If uploads are slow, a camera’s oldest frames are dropped, and the log says so', async () => {
  const { failed, lines, keys } = await result({ frames: frames(5, 5), put: () => pause(100) });
  assert.deepEqual(
    lines.slice(0, 2),
    [2, 3].map(number => `frame ${number}: dropped, because 2 newer ones wait for their upload`),
  );
  assert.deepEqual(
    lines.slice(2).map(line => line.slice(0, 7)),
    ['frame 1', 'frame 4', 'frame 5'],
  );
  assert.deepEqual([failed, keys.length], [2, 0]);
});

test('If the detector is slow, a camera’s frames are dropped, and the log says so', async () => {
  const { lines } = await result({ frames: frames(6, 1), look: () => pause(50, undefined) });
  assert.match(lines[0]!, /^frame 2: dropped, because looking at a frame takes longer than --every$/);
  assert.equal(lines.at(-1), 'frame 6: no face');
});

test('Files are never dropped', async () => {
  const { failed, lines } = await result({ frames: frames(9), live: false, queue: 1, put: () => pause(5) });
  assert.deepEqual(
    lines.map(line => /^frame (\d): face 0\.75, uploaded/.exec(line)?.[1]),
    [...'123456789'],
  );
  assert.equal(failed, 0);
});

test('A failed upload is counted, and the next one is tried', async () => {
  let count = 0;
  const put = async () => {
    if (++count === 1) throw new Error('503 SlowDown');
  };
  const { failed, lines } = await result({ frames: frames(2, 1), put });
  assert.equal(lines[0], 'frame 1: face 0.75, not uploaded: 503 SlowDown');
  assert.deepEqual([failed, lines.length], [1, 2]);
});

test('A refused upload or a failure of the detector ends the pipeline', async () => {
  const stop = new AbortController();
  const put = async () => {
    throw Object.assign(new Error('403'), { name: 'Problem' });
  };
  async function* endless() {
    while (!stop.signal.aborted) yield* frames(1, 1);
  }
  await assert.rejects(result({ frames: endless(), put, stop: () => stop.abort() }), /403/);
  await assert.rejects(result({ frames: frames(9), look: () => Promise.reject(new Error('no memory')) }), /no memory/);
});
