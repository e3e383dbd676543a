import assert from 'node:assert/strict';
import test from 'node:test';
import { readOptions } from './options.ts';

const env = { AWS_REGION: 'eu-west-1' };
const webcam = ['--bucket', 'frames-bucket', '--webcam', '/dev/video0'];

test('Omitted options have defaults', () => {
  const options = readOptions(webcam, env);
  assert.deepEqual(options.destination, { bucket: 'frames-bucket', region: 'eu-west-1', endpoint: undefined });
  assert.deepEqual(options.source, { webcam: '/dev/video0' });
  assert.deepEqual([options.everySeconds, options.threshold, options.queue], [2, 0.4, 60]);
  assert.match(options.name, /^[\w.-]+$/);
});

test('The endpoint of the local runner needs no region', () => {
  const { destination } = readOptions(webcam, { AWS_ENDPOINT_URL: 'http://localhost:4566/' });
  assert.deepEqual(destination, { bucket: 'frames-bucket', region: 'us-east-1', endpoint: 'http://localhost:4566' });
});

test('An RTSP camera gets its user and password from the environment', () => {
  const args = ['--bucket', 'frames-bucket', '--rtsp', 'rtsp://10.0.0.9:554/a?b=c'];
  const { source } = readOptions(args, { ...env, CAMERA_USER: 'me', CAMERA_PASSWORD: 'p@ss:/?' });
  assert.equal('rtsp' in source && source.rtsp.href, 'rtsp://me:p%40ss%3A%2F%3F@10.0.0.9:554/a?b=c');
});

test('Invalid options are refused', () => {
  const refused = (args: string[], message: RegExp, environment: NodeJS.ProcessEnv = env) =>
    assert.throws(() => readOptions(args, environment), { name: 'Problem', message });
  refused([], /One of --webcam, --rtsp and --folder is needed/);
  refused([...webcam, '--folder', 'x'], /One of --webcam/);
  refused(['--webcam', '0'], /--bucket needs/);
  refused(['--bucket', 'a/../b', '--webcam', '0'], /--bucket needs/);
  refused([...webcam, '--watch'], /--watch needs --folder/);
  refused([...webcam, '--camera', '../people'], /--camera needs/);
  refused([...webcam, '--every', '0'], /--every needs a number from 0\.1 to 3600/);
  refused([...webcam, '--threshold', '1.5'], /--threshold needs/);
  refused([...webcam, '--queue', 'many'], /--queue needs/);
  refused([...webcam, '--unknown'], /--help shows the options/);
  refused(webcam, /Set AWS_REGION/, {});
  assert.throws(() => readOptions(['--bucket', 'frames-bucket', '--rtsp', 'http://me:hunter2@x/'], env), {
    name: 'Problem',
    message: '--rtsp needs a URL that begins with rtsp:// or rtsps://',
  });
});
