import { mean, median, percentile, spread, type Spread } from '../statistics.ts';
import { AwsStub } from './aws-stub.ts';
import { callback, read, update } from './decision-calls.ts';
import { FunctionProcess } from './function-process.ts';
import { zipSize, type Subject } from './subjects.ts';

interface Effort {
  coldStarts: number;
  warmInvocations: number;
}

export interface Measured {
  name: string;
  /** Milliseconds from the process's start to the first answer. */
  coldStart: Spread;
  /**
   * The mean processor time until the first answer, in milliseconds. Other work on the machine disturbs this figure
   * least.
   */
  coldProcessorTime: number | undefined;
  /** Milliseconds from the event's delivery to the answer. */
  warm: { p50: number; p95: number; count: number };
  /** The peak resident memory in bytes. */
  memory: { afterFirst: number | undefined; afterWarm: number | undefined };
  /** Bytes of the zip file that is deployed. */
  packageSize: number;
}

/** Measures the subjects alternately, so that disturbances affect all of them. */
export async function measureDecisions(
  subjects: Subject[],
  effort: Effort,
  at: (detail: string) => void,
): Promise<Measured[]> {
  const stub = await AwsStub.start();
  try {
    const cold = await measureCold(subjects, effort.coldStarts, stub, at);
    const warm = await measureWarm(subjects, effort.warmInvocations, stub, at);
    const results: Measured[] = [];
    for (const subject of subjects) {
      const { times, processor, memory } = cold.get(subject)!;
      results.push({
        name: subject.name,
        coldStart: spread(times),
        coldProcessorTime: processor.length > 0 ? mean(processor) : undefined,
        warm: warm.get(subject)!.latency,
        memory: { afterFirst: memory.length > 0 ? median(memory) : undefined, afterWarm: warm.get(subject)!.memory },
        packageSize: zipSize(subject.folder),
      });
    }
    checkCalls(stub);
    return results;
  } finally {
    stub.stop();
  }
}

interface Cold {
  times: number[];
  processor: number[];
  memory: number[];
}

async function measureCold(
  subjects: Subject[],
  count: number,
  stub: AwsStub,
  at: (detail: string) => void,
): Promise<Map<Subject, Cold>> {
  const results = new Map(subjects.map(subject => [subject, { times: [], processor: [], memory: [] } as Cold]));
  // The first round only loads the files into memory.
  for (let round = 0; round <= count; round++) {
    at(`cold start ${round} of ${count}`);
    for (const subject of round % 2 === 0 ? subjects : subjects.toReversed()) {
      const [running, time] = await FunctionProcess.start(subject, stub.endpoint);
      try {
        const { times, processor, memory } = results.get(subject)!;
        if (round === 0) continue;
        const [peak, spent] = [running.peakMemory(), running.processorTime()];
        times.push(time);
        if (peak !== undefined) memory.push(peak);
        if (spent !== undefined) processor.push(spent);
      } finally {
        await running.stop();
      }
    }
  }
  return results;
}

interface Warm {
  latency: { p50: number; p95: number; count: number };
  memory: number | undefined;
}

async function measureWarm(
  subjects: Subject[],
  count: number,
  stub: AwsStub,
  at: (detail: string) => void,
): Promise<Map<Subject, Warm>> {
  const running = new Map<Subject, FunctionProcess>();
  const times = new Map(subjects.map(subject => [subject, [] as number[]]));
  const block = 50;
  try {
    for (const subject of subjects) running.set(subject, (await FunctionProcess.start(subject, stub.endpoint))[0]);
    for (let done = 0; done < count; done += block) {
      at(`warm invocation ${done} of ${count}`);
      for (const [subject, each] of running)
        for (let i = 0; i < Math.min(block, count - done); i++) times.get(subject)!.push(await each.invoke());
    }
    return new Map(
      subjects.map(subject => {
        const all = times.get(subject)!;
        return [
          subject,
          {
            latency: { p50: median(all), p95: percentile(all, 95), count: all.length },
            memory: running.get(subject)!.peakMemory(),
          },
        ];
      }),
    );
  } finally {
    for (const each of running.values()) await each.stop();
  }
}

/** Each decision must make one call of each kind, so that all subjects do the same work. */
function checkCalls({ calls, problem }: AwsStub): void {
  if (problem !== undefined) throw new Error(`A function made a call that a decision does not make: ${problem}`);
  const [reads, updates, callbacks] = [calls[read], calls[update], calls[callback]];
  if (!updates || reads !== updates || updates !== callbacks)
    throw new Error(`The functions did not make one call of each kind per decision: ${JSON.stringify(calls)}`);
}
