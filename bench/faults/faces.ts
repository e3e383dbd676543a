import { photoBytes } from '../../local/rekognition/testing/photos.ts';
import type { RunningStack } from '../stack/running-stack.ts';
import { until, type Ended } from './request.ts';

/** Shows copies of a photo of several strangers at once. Each stranger must get one request, and each frame a count. */
export async function frames(stack: RunningStack, copies: number): Promise<Ended[]> {
  if (copies === 0) return [];
  const { outputs } = stack.endpoints;
  const photo = photoBytes(1);
  const { FaceDetails: people } = await stack.aws.call<{ FaceDetails: object[] }>('RekognitionService.DetectFaces', {
    Image: { Bytes: photo.toString('base64') },
  });
  const keys = Array.from({ length: copies }, (_, index) => `frames/faults/${index}.jpg`);
  await Promise.all(keys.map(key => stack.aws.put(outputs.FramesBucketName!, key, photo)));

  const outcomes = new Map<string, string>();
  await until('all frames are counted', async () => {
    const lines = stack.printed.map(line => /Frame (\S+) of \d+ bytes: (\w+)/.exec(line)).filter(found => found);
    for (const found of lines) outcomes.set(found![1]!, found![2]!);
    return outcomes.size + deadLetters(stack) >= copies;
  });
  const { executions } = await stack.aws.call<{ executions: object[] }>('AWSStepFunctions.ListExecutions', {
    stateMachineArn: outputs.FaceStateMachineArn,
    maxResults: 1000,
  });
  const wrong =
    executions.length === people.length ? [] : [`${people.length} strangers got ${executions.length} requests`];
  const given = Array.from({ length: copies - outcomes.size }, () => 'given up');
  return [...outcomes.values(), ...given].map((outcome, index) => {
    return { scenario: 'frame', outcome, doubled: 0, wrong: index === 0 ? wrong : [] };
  });
}

/** How many events were given up after three tries. They are in a queue. */
const deadLetters = (stack: RunningStack): number =>
  stack.printed.filter(line => line.includes('ERROR The event is in the queue')).length;
