import { arn } from '../stack/arn.ts';
import { resourcesOf } from '../stack/resources.ts';
import { Section } from '../stack/section.ts';
import type { ResolvedStack } from '../stack/types.ts';

export interface Cluster {
  arn: string;
  /** The database that RDS creates with the cluster. */
  database: string | undefined;
  /** Whether the template enables the Data API for it. */
  hasDataApi: boolean;
}

export const clustersOf = (stack: ResolvedStack): Cluster[] =>
  resourcesOf(stack, 'AWS::RDS::DBCluster').map(resource => {
    const cluster = new Section(resource);
    const engine = cluster.text('Engine');
    if (engine !== 'aurora-mysql') cluster.stop('Engine', `is ${engine}; the runner supports only aurora-mysql`);
    return {
      arn: arn('rds', `cluster:${resource.ref}`),
      database: cluster.optionalText('DatabaseName'),
      hasDataApi: cluster.flag('EnableHttpEndpoint'),
    };
  });
