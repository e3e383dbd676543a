import type { LocalHosts } from '../stack/local-urls.ts';
import { resolveStack } from '../stack/resolve.ts';
import type { TemplateResource } from '../stack/template.ts';
import type { ResolvedStack } from '../stack/types.ts';

export const localHosts: LocalHosts = {
  websiteHost: 'localhost:8080',
  cognitoHost: 'localhost:9229',
  awsHost: 'localhost:4566',
};

export const stackOf = (Resources: Record<string, TemplateResource>, hosts: LocalHosts = localHosts): ResolvedStack =>
  resolveStack({ template: { Resources }, stackName: 'Test', ...hosts });

type Maybe<T> = T | undefined | false;

/** Waits until the probe returns a value. Fails after a minute, which no machine should need. */
export async function until<T>(what: string, probe: () => Promise<Maybe<T>> | Maybe<T>): Promise<T> {
  const end = performance.now() + 60_000;
  for (;;) {
    const value = await probe();
    if (value) return value;
    if (performance.now() > end) throw new Error(`Waited in vain until ${what}`);
    await new Promise(resolve => setTimeout(resolve, 10));
  }
}
