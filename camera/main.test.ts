import assert from 'node:assert/strict';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'node:test';
import sharp from 'sharp';
import { fakeFfmpeg, type Seen } from './testing/fake-ffmpeg.ts';
import { broken, withFaces, withoutFaces } from './testing/frames.ts';
import { runCamera, temporaryFolder } from './testing/run-camera.ts';
import { S3StandIn } from './testing/s3-stand-in.ts';

test('A folder’s images with a face are uploaded, and the log names the others', async context => {
  await using s3 = new S3StandIn();
  const folder = await temporaryFolder(context);
  await writeFile(join(folder, 'a.jpg'), withFaces);
  await writeFile(join(folder, 'b.JPEG'), withoutFaces);
  await writeFile(join(folder, 'c.png'), await sharp(withFaces).png().toBuffer());
  await writeFile(join(folder, 'd.jpg'), broken);
  await writeFile(join(folder, 'notes.txt'), 'no image');
  const camera = runCamera(context, await s3.start(), ['--folder', folder]);

  assert.equal(await camera.exitCode, 1, camera.output());
  const lines = camera
    .output()
    .trim()
    .split('\n')
    .slice(1)
    .map(line => line.replace(/^\S+ /, ''))
    .sort();
  assert.match(lines[0]!, /^a\.jpg: face 0\.\d\d, uploaded as frames\/lobby\/[\dT.-]+Z\.jpg$/);
  assert.match(lines[1]!, /^b\.JPEG: no face$/);
  assert.match(lines[2]!, /^c\.png: face 0\.\d\d, uploaded as frames\/lobby\/[\dT.-]+Z\.png$/);
  assert.match(lines[3]!, /^d\.jpg: not a readable image: /);
  assert.equal(lines.length, 4);
  assert.deepEqual(
    s3.puts.map(put => put.headers['content-type']),
    ['image/jpeg', 'image/png'],
  );
  assert.deepEqual(s3.puts[0]!.body, withFaces);
  assert.ok(camera.output().includes(s3.puts[0]!.key));
});

test('An empty folder is a success, a missing one an error', async context => {
  await using s3 = new S3StandIn();
  const [endpoint, folder] = [await s3.start(), await temporaryFolder(context)];
  assert.equal(await runCamera(context, endpoint, ['--folder', folder]).exitCode, 0);
  const missing = runCamera(context, endpoint, ['--folder', join(folder, 'none')]);
  assert.equal(await missing.exitCode, 1);
  assert.match(missing.output(), /The folder cannot be read: ENOENT/);
});

test('With --watch, new and changed images are looked at until a stop', async context => {
  await using s3 = new S3StandIn();
  const folder = await temporaryFolder(context);
  await writeFile(join(folder, 'before.jpg'), withFaces);
  const camera = runCamera(context, await s3.start(), ['--folder', folder, '--watch']);
  await camera.wrote(/new images in/);
  // The first look at the folder follows the line.
  await new Promise(resolve => setTimeout(resolve, 500));
  await writeFile(join(folder, 'new.jpg.part'), withFaces);
  await rename(join(folder, 'new.jpg.part'), join(folder, 'new.jpg'));
  await camera.wrote(/new\.jpg: face .* uploaded/);
  await writeFile(join(folder, 'before.jpg'), withoutFaces);
  await camera.wrote(/before\.jpg: no face/);
  camera.stop();
  assert.equal(await camera.exitCode, 0, camera.output());
  assert.equal(s3.puts.length, 1);
});

test('A refusal by S3 ends the script with the reason', async context => {
  await using s3 = new S3StandIn();
  const folder = await temporaryFolder(context);
  for (const name of ['a.jpg', 'b.jpg', 'c.jpg']) await writeFile(join(folder, name), withFaces);
  s3.refusals.push({ status: 403, code: 'AccessDenied' });
  const camera = runCamera(context, await s3.start(), ['--folder', folder, '--queue', '1']);
  assert.equal(await camera.exitCode, 1);
  assert.match(camera.output(), /\nS3 refuses frames for the bucket frames-bucket: 403 AccessDenied Not now/m);
  assert.equal(s3.requests, 1);
});

test('Frames of a camera come from ffmpeg, which gets the password on its standard input', async context => {
  await using s3 = new S3StandIn();
  const folder = await temporaryFolder(context);
  const path = await fakeFfmpeg(folder, [withFaces, withoutFaces, withFaces]);
  const camera = runCamera(context, await s3.start(), ['--rtsp', 'rtsp://10.0.0.9/stream1', '--every', '0.5'], {
    PATH: path,
    CAMERA_USER: 'viewer',
    CAMERA_PASSWORD: "pa/ss 'word'",
  });
  await camera.wrote(/frame 3: face .* uploaded/);
  const ffmpeg = JSON.parse(await readFile(join(folder, 'seen.json'), 'utf8')) as Seen;
  camera.stop();
  assert.equal(await camera.exitCode, 0, camera.output());
  assert.match(camera.output(), /frame 2: no face/);
  assert.deepEqual(
    s3.puts.map(({ body }) => body),
    [withFaces, withFaces],
  );
  assert.match(ffmpeg.input, /^file 'rtsp:\/\/viewer:pa%2Fss%20%27word%27@10\.0\.0\.9\/stream1'$/m);
  assert.ok(ffmpeg.args.includes('fps=1/0.5'));
  assert.ok(!ffmpeg.args.some(each => each.includes('pa%2Fss')));
  assert.deepEqual(
    ffmpeg.names.filter(name => /^(AWS|CAMERA)_/.test(name)),
    [],
  );
  assert.ok(!camera.output().includes('ss%20'));
  // ffmpeg has ended with the script.
  assert.throws(() => process.kill(ffmpeg.pid, 0), { code: 'ESRCH' });
});

test('ffmpeg is restarted when it fails, and the password is not in the log', async context => {
  await using s3 = new S3StandIn();
  const folder = await temporaryFolder(context);
  const path = await fakeFfmpeg(folder, [withFaces], 'Impossible to open rtsp://viewer:hunter2@10.0.0.9/ now');
  const camera = runCamera(context, await s3.start(), ['--rtsp', 'rtsp://viewer:hunter2@10.0.0.9/'], { PATH: path });
  await camera.wrote(/frame 2: face .* uploaded/);
  if (process.platform === 'linux')
    assert.ok(!(await readFile(`/proc/${camera.pid}/cmdline`, 'utf8')).includes('hunter2'));
  camera.stop();
  assert.equal(await camera.exitCode, 0);
  assert.match(camera.output(), /stopped sending frames\. Trying again in 1 s\. ffmpeg ended with code 1 and said:/);
  assert.match(camera.output(), /rtsp:\/\/\*\*\*@10\.0\.0\.9\/ now/);
  assert.ok(!camera.output().includes('hunter2'));
});

test('A camera without any frame and a missing ffmpeg are explained', async context => {
  const folder = await temporaryFolder(context);
  const PATH = await fakeFfmpeg(folder, [], 'Cannot open video device');
  const failing = runCamera(context, 'http://127.0.0.1:9', ['--webcam', '/dev/video9'], { PATH });
  assert.equal(await failing.exitCode, 1);
  assert.match(failing.output(), /^The camera sent no frame\. ffmpeg ended with code 1 and said:\nCannot open video/m);
  const args = (JSON.parse(await readFile(join(folder, 'seen.json'), 'utf8')) as Seen).args;
  assert.equal(args[args.indexOf('-i') + 1], '/dev/video9');

  const missing = runCamera(context, 'http://127.0.0.1:9', ['--webcam', '0'], { PATH: await temporaryFolder(context) });
  assert.equal(await missing.exitCode, 1);
  assert.match(missing.output(), /`ffmpeg` is not on the PATH\. Install it/);
});
