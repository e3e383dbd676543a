import { hostname } from 'node:os';
import { parseArgs } from 'node:util';
import { Problem } from '../local/problem.ts';
import type { Destination } from './bucket.ts';
import type { Camera } from './ffmpeg.ts';

export interface Options {
  help: boolean;
  destination: Destination;
  /** The camera's name. Keys are `frames/NAME/TIME.jpg`. */
  name: string;
  source: Camera | { folder: string; watch: boolean };
  everySeconds: number;
  /** The detector's minimum score for a face, 0 to 1. */
  threshold: number;
  /** The most frames that wait for their upload. */
  queue: number;
}

export const help = `Puts the frames of a camera that may show a face into the frames bucket.

  node camera/main.ts --bucket NAME (--webcam DEVICE | --rtsp URL | --folder DIR) [options]

      --bucket NAME      the bucket: the stack's output FramesBucketName
      --webcam DEVICE    /dev/video0 on Linux, 0 on macOS, video=NAME on Windows; needs ffmpeg
      --rtsp URL         a camera in the network, as rtsp://192.168.1.20/stream1; needs ffmpeg 5 or newer
      --folder DIR       the JPEG and PNG files in DIR; ends after the last one
      --watch            with --folder: only files that are added or changed, until Ctrl-C
      --camera NAME      the camera's name; keys are frames/NAME/TIME.jpg (this machine's name)
      --every SECONDS    time between two frames of a camera (2)
      --threshold N      the detector's minimum score for a face, 0 to 1 (0.4)
      --queue N          how many frames wait for their upload before the oldest is dropped (60)
      --help             this text

Environment:
  CAMERA_USER, CAMERA_PASSWORD   for the RTSP camera. In the URL they would be in the shell's history and, for a
                                 moment, in the list of processes. ffmpeg gets them on its standard input.
  AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN   without them: \`aws configure export-credentials\`
  AWS_REGION                     the bucket's Region
  AWS_ENDPOINT_URL               the local runner's endpoint, instead of AWS's
`;

/** Reads the command line and the environment. Throws a Problem for invalid ones. */
export function readOptions(args: string[], env: NodeJS.ProcessEnv): Options {
  const { values } = parse(args);
  const kinds = [values.webcam, values.rtsp, values.folder].filter(each => each !== undefined);
  if (!values.help) {
    if (kinds.length !== 1) throw new Problem(`One of --webcam, --rtsp and --folder is needed\n${seeHelp}`);
    if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(values.bucket ?? ''))
      throw new Problem(`--bucket needs the name of a bucket\n${seeHelp}`);
    if (values.watch && values.folder === undefined) throw new Problem('--watch needs --folder');
  }
  const name = values.camera ?? hostname().replace(/[^\w.-]/g, '-');
  if (!/^\w[\w.-]{0,63}$/.test(name))
    throw new Problem('--camera needs 1 to 64 letters, digits, dots, hyphens and underscores');
  const endpoint = env.AWS_ENDPOINT_URL_S3 ?? env.AWS_ENDPOINT_URL;
  const region = env.AWS_REGION ?? env.AWS_DEFAULT_REGION ?? (endpoint && 'us-east-1');
  if (!region && !values.help) throw new Problem('Set AWS_REGION to the region of the bucket');
  return {
    help: values.help ?? false,
    destination: { bucket: values.bucket ?? '', region: region ?? '', endpoint: endpoint?.replace(/\/+$/, '') },
    name,
    source:
      values.webcam !== undefined
        ? { webcam: values.webcam }
        : values.rtsp !== undefined
          ? { rtsp: rtspUrl(values.rtsp, env) }
          : { folder: values.folder ?? '', watch: values.watch ?? false },
    everySeconds: number('--every', values.every ?? '2', 0.1, 3600),
    threshold: number('--threshold', values.threshold ?? '0.4', 0, 1),
    queue: number('--queue', values.queue ?? '60', 1, 10_000),
  };
}

const seeHelp = 'node camera/main.ts --help shows the options';

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        bucket: { type: 'string' },
        webcam: { type: 'string' },
        rtsp: { type: 'string' },
        folder: { type: 'string' },
        watch: { type: 'boolean' },
        camera: { type: 'string' },
        every: { type: 'string' },
        threshold: { type: 'string' },
        queue: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new Problem(`${(error as Error).message}\n${seeHelp}`);
  }
}

/** The URL with the user and the password of the environment. */
function rtspUrl(text: string, { CAMERA_USER: user, CAMERA_PASSWORD: password }: NodeJS.ProcessEnv): URL {
  // Messages leave the text out: it may contain a password.
  if (!URL.canParse(text) || !/^rtsps?:$/.test(new URL(text).protocol))
    throw new Problem('--rtsp needs a URL that begins with rtsp:// or rtsps://');
  const url = new URL(text);
  if (user !== undefined) url.username = encodeURIComponent(user);
  if (password !== undefined) url.password = encodeURIComponent(password);
  return url;
}

function number(option: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || value < min || value > max)
    throw new Problem(`${option} needs a number from ${min} to ${max}, not ${JSON.stringify(text)}`);
  return value;
}
