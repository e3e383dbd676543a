// Finds which of the pinned packages the configured NuGet sources have.
import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A setup step that cannot go on; its message says what to do. */
export class SetupError extends Error {}

export type Pin = [id: string, version: string];

export async function dotnet(args: string[], cwd: string): Promise<{ succeeded: boolean; output: string }> {
  try {
    const { stdout } = await promisify(execFile)('dotnet', args, { cwd, maxBuffer: 1 << 24 });
    return { succeeded: true, output: stdout };
  } catch (error) {
    const failure = error as NodeJS.ErrnoException & { stdout?: string };
    if (failure.code === 'ENOENT') {
      throw new SetupError('`dotnet` is not on the PATH. Install the .NET 10 SDK, then run `npm install` again.');
    }
    return { succeeded: false, output: `${failure.stdout ?? ''}${failure.message}` };
  }
}

/**
 * The packages that a failed restore names as missing. NU1101, NU1102, NU1103 and NU1603 are NuGet's answers for a
 * package or version that no source has. Undefined where there is another fault, which must not be taken for a "no".
 */
export function absentIn(output: string, pins: Pin[]): string[] | undefined {
  const errors = output.split('\n').filter(line => /\berror\b/.test(line) && !/error NU1102:\s+- Found/.test(line));
  const named = errors.map(line => /error NU(?:110[123]|1603): .*?(?:package|depends on) ([\w.]*\w)/.exec(line)?.[1]);
  const isKnown = (id: string | undefined) => pins.some(([pin]) => pin === id);
  if (named.length === 0 || !named.every(isKnown)) return undefined;
  return pins.map(([id]) => id).filter(id => named.includes(id));
}

/** Which of these packages no configured NuGet source has. `root` is where the repository's NuGet.config would be. */
export async function absentPackages(pins: Pin[], root: string): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'approval-workflow-setup-'));
  try {
    const references = pins.map(([id, version]) => `<PackageReference Include="${id}" Version="${version}" />`);
    await writeFile(
      join(folder, 'Probe.csproj'),
      `<Project Sdk="Microsoft.NET.Sdk">
        <PropertyGroup>
          <TargetFramework>net10.0</TargetFramework>
          <WarningsAsErrors>NU1603</WarningsAsErrors>
        </PropertyGroup>
        <ItemGroup>${references.join('')}</ItemGroup>
      </Project>`,
    );
    // The repository's NuGet.config, if a team adds one, is part of "the configured sources".
    await cp(join(root, 'NuGet.config'), join(folder, 'NuGet.config')).catch(() => {});
    const { succeeded, output } = await dotnet(['restore', '--nologo', '-v', 'quiet'], folder);
    const absent = succeeded ? [] : absentIn(output, pins);
    if (absent) return absent;
    throw new SetupError(
      'NuGet could not be asked for the AWS packages. Check its sources (`dotnet nuget list source`), then run '
        + `\`npm install\` again.\n${output}`,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The packages to build instead of restore, where some are absent. Those of Lambda fit each other only as a whole. */
export function standInsFor(absent: string[], candidates: string[]): string[] {
  const isLambda = (id: string) => id.startsWith('Amazon.Lambda.');
  return candidates.filter(id => absent.includes(id) || (isLambda(id) && absent.some(isLambda)));
}
