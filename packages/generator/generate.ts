// Writes C# clients of AWS services from AWS's own models, like those of the AWS SDK for .NET: stand-ins for packages
// that a NuGet source may lack, and clients that tests compare with the official ones.
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readEndpointRules, readServiceModels } from './models.ts';
import type { EndpointRules, ServiceModel } from './models.ts';
import { writeClient } from './client.ts';
import { layOut } from './code.ts';
import { writeEndpoints } from './endpoints.ts';
import { writeJson } from './json.ts';
import { writeQuery } from './query.ts';
import { compared, standIns, type Service } from './services.ts';
import { Surface } from './surface.ts';
import { writeTypes } from './types.ts';

const project = (version: string): string => `<Project Sdk="Microsoft.NET.Sdk">
  <!-- Written by packages/generator. -->
  <PropertyGroup>
    <Version>${version}</Version>
  </PropertyGroup>
  <Import Project="../generator/runtime/Client.props" />
</Project>
`;

const protocols: Record<string, (surface: Surface) => string[]> = {
  json: writeJson,
  'rest-json': writeJson,
  query: writeQuery,
};

/** A client's source files, by their path in its folder. */
export function clientOf(
  model: ServiceModel,
  rules: EndpointRules,
  service: Service,
  version: string,
  root = 'Amazon',
): Map<string, string> {
  const surface = new Surface(model, service, root);
  const protocol = protocols[model.metadata.protocol];
  if (!protocol)
    throw new Error(`${service.package} speaks "${model.metadata.protocol}", which the generator does not support.`);
  const files = {
    ...writeClient(surface, version),
    ...writeTypes(surface),
    [`Internal/${surface.prefix}EndpointProvider.cs`]: writeEndpoints(surface, rules),
    'Model/Internal/Wire.cs': protocol(surface),
  };
  return new Map(Object.entries(files).map(([path, lines]) => [path, layOut(lines)]));
}

/** Writes these files and removes all others. Unchanged files keep their time, so that they are not built again. */
async function synchronize(folder: string, files: Map<string, string>): Promise<void> {
  const there = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const stale = there
    .filter(entry => entry.isFile() && !/[\\/](bin|obj)([\\/]|$)/.test(entry.parentPath))
    .map(entry => join(entry.parentPath, entry.name))
    .filter(path => ![...files.keys()].some(file => join(folder, file) === path));
  await Promise.all(stale.map(path => rm(path)));
  for (const [file, text] of files) {
    const path = join(folder, file);
    if ((await readFile(path, 'utf8').catch(() => undefined)) === text) continue;
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }
}

/** Writes all clients below `folder`. `versions` are those of the packages, which are not in the models. */
export async function generate(folder: string, versions: Map<string, string>): Promise<void> {
  const services = [...standIns, ...compared].map(service => service.model);
  const [models, rules] = [readServiceModels(services), readEndpointRules(services)];
  const sources = (service: Service, root: string) =>
    clientOf(models.get(service.model)!, rules.get(service.model)!, service, versions.get(service.package)!, root);
  await Promise.all(
    standIns.map(service =>
      synchronize(
        join(folder, service.package),
        new Map([
          ...sources(service, 'Amazon'),
          [`${service.package}.csproj`, project(versions.get(service.package)!)],
        ]),
      ),
    ),
  );
  await synchronize(
    join(folder, 'Compared'),
    new Map([
      ...compared.flatMap(service =>
        [...sources(service, 'Compared')].map(([path, text]) => [`${service.package}/${path}`, text] as const),
      ),
      ['Compared.csproj', project('0.0.0')],
    ]),
  );
}
