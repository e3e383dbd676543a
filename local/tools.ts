import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Problem } from './problem.ts';

/** Throws a Problem that says what to do when something is missing without which the runner cannot work. */
export async function checkTools(root: string): Promise<void> {
  if (!existsSync(join(root, 'node_modules', '.bin', 'cdk')))
    throw new Problem('The npm packages are not installed. Run `npm ci` first.');
  try {
    await promisify(execFile)('dotnet', ['--version'], { cwd: root });
  } catch (error) {
    const { code, stdout, stderr } = error as { code?: unknown; stdout?: string; stderr?: string };
    if (code === 'ENOENT')
      throw new Problem('`dotnet` is not on the PATH. Install the .NET 10 SDK: https://dotnet.microsoft.com/download');
    throw new Problem(`\`dotnet --version\` failed; the .NET 10 SDK is needed. It said:\n${stdout}${stderr}`);
  }
}
