import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { Problem } from '../local/problem.ts';
import { end, start } from '../local/processes.ts';
import { jpegs } from './jpegs.ts';

export type Camera = { webcam: string } | { rtsp: URL };

/** ffmpeg's input options for webcams (https://ffmpeg.org/ffmpeg-devices.html). */
const webcamInput: Partial<Record<NodeJS.Platform, string[]>> = {
  linux: ['-f', 'v4l2'],
  // avfoundation accepts only rates that the camera has. All cameras have this one.
  darwin: ['-f', 'avfoundation', '-framerate', '30'],
  win32: ['-f', 'dshow'],
};

const firstPauseMs = 1_000;
const longestPauseMs = 60_000;

/** A camera hangs if it sends no frame for this time, or for ten intervals if that is longer. */
const silenceMs = 30_000;

/** The number of ffmpeg's last lines to show. */
const mostLines = 10;

/** A camera's frames as JPEGs. Restarts ffmpeg when it fails. Throws a Problem if there was never a frame. */
export async function* framesOf(
  camera: Camera,
  everySeconds: number,
  log: (line: string) => void,
  stop: AbortSignal,
  patienceMs = silenceMs,
): AsyncGenerator<Buffer> {
  let pauseMs = firstPauseMs;
  for (let seen = false; !stop.aborted;) {
    const ffmpeg = startFfmpeg(camera, everySeconds);
    const failure = failureOf(ffmpeg);
    const endIt = () => {
      if (ffmpeg.pid !== undefined) void end(ffmpeg);
    };
    const silence = setTimeout(endIt, Math.max(patienceMs, everySeconds * 10_000));
    stop.addEventListener('abort', endIt);
    try {
      for await (const jpeg of jpegs(ffmpeg.stdout as Readable)) {
        silence.refresh();
        [seen, pauseMs] = [true, firstPauseMs];
        yield jpeg;
      }
    } finally {
      clearTimeout(silence);
      stop.removeEventListener('abort', endIt);
      if (ffmpeg.pid !== undefined) await end(ffmpeg);
    }
    const reason = await failure;
    if (stop.aborted) return;
    if (!seen) throw new Problem(`The camera sent no frame. ${reason}`);
    log(`The camera stopped sending frames. Trying again in ${pauseMs / 1000} s. ${reason}`);
    await pause(pauseMs, undefined, { signal: stop }).catch(() => {});
    pauseMs = Math.min(pauseMs * 2, longestPauseMs);
  }
}

function startFfmpeg(camera: Camera, everySeconds: number): ChildProcess {
  const input =
    'webcam' in camera
      ? [...(webcamInput[process.platform] ?? []), '-i', camera.webcam]
      : ['-f', 'concat', '-safe', '0', '-protocol_whitelist', 'pipe,rtsp,rtp,udp,tcp,tls', '-i', 'pipe:0'];
  const output = ['-an', '-vf', `fps=1/${everySeconds}`, '-f', 'image2pipe', '-c:v', 'mjpeg', '-q:v', '3', 'pipe:1'];
  // ffmpeg's environment needs neither the camera's password nor AWS's keys.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(AWS|CAMERA)_/.test(name)));
  const ffmpeg = start('ffmpeg', ['-hide_banner', '-loglevel', 'error', ...input, ...output], { stdio: 'pipe', env });
  // If ffmpeg cannot start or ends early, failureOf reports why.
  ffmpeg.stdin!.on('error', () => {});
  ffmpeg.stdin!.end('rtsp' in camera ? playlist(camera.rtsp) : '');
  return ffmpeg;
}

/** A playlist with only the camera's URL. On the command line, all users of the machine could see the password. */
const playlist = (url: URL) =>
  `ffconcat version 1.0\nfile '${url.href.replaceAll("'", '%27')}'\noption rtsp_flags prefer_tcp\n`;

/** Resolves with the reason when ffmpeg has ended. */
async function failureOf(ffmpeg: ChildProcess): Promise<string> {
  let said = '';
  ffmpeg.stderr!.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).split('\n').slice(-mostLines).join('\n');
  });
  try {
    const [code, signal] = (await once(ffmpeg, 'close')) as [number | null, string | null];
    // ffmpeg's messages contain the URL with the password.
    said = said.trim().replaceAll(/\/\/[^\s/@]*@/g, '//***@');
    return `ffmpeg ended with ${signal ?? `code ${code}`}${said === '' ? '' : ` and said:\n${said}`}`;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') return `ffmpeg: ${(error as Error).message}`;
    return (
      '`ffmpeg` is not on the PATH. Install it (Debian, Ubuntu: `apt install ffmpeg`, macOS: `brew install '
      + 'ffmpeg`, others: https://ffmpeg.org/download.html), or use --folder, which does not need it.'
    );
  }
}
