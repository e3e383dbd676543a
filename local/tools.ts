import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Tool } from './config.ts';
import { Problem } from './problem.ts';

/** Throws a Problem that says what to install, if something that `cdk synth` needs is missing. */
export async function checkTools(project: string, tools: Tool[]): Promise<void> {
  if (!existsSync(join(project, 'cdk.json')))
    throw new Problem(`${project} has no cdk.json: run this in the folder of a CDK app, or --app DIR`);
  for (const { command, args, what, from } of tools) {
    try {
      await promisify(execFile)(command, args, { cwd: project });
    } catch (error) {
      const { code, stdout, stderr } = error as { code?: unknown; stdout?: string; stderr?: string };
      if (code === 'ENOENT') throw new Problem(`\`${command}\` is not on the PATH. Install ${what}: ${from}`);
      throw new Problem(`\`${[command, ...args].join(' ')}\` failed; ${what} is needed. It said:\n${stdout}${stderr}`);
    }
  }
}
