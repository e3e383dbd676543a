import { join } from 'node:path';
import { resourcePaths } from '../../local/apigateway/rest-api.ts';
import { resourcesOf } from '../../local/stack/resources.ts';
import { resolvedStack } from '../stack/resolved.ts';
import type { RunningStack } from '../stack/running-stack.ts';

/** A route of the API. */
export interface Route {
  method: string;
  /** A path such as `/requests/{id}`. */
  path: string;
  isSignedIn: boolean;
}

/** The routes in the template that runs, so that a new route is tried, too. */
export function routesOf(results: string, running: RunningStack): Route[] {
  const { stack } = resolvedStack(join(results, 'cdk.out'), running);
  const paths = resourcePaths(resourcesOf(stack, 'AWS::ApiGateway::Resource'));
  return resourcesOf(stack, 'AWS::ApiGateway::Method').map(({ properties }) => ({
    method: properties.HttpMethod as string,
    path: paths.get(properties.ResourceId as string)!,
    isSignedIn: properties.AuthorizationType !== 'NONE',
  }));
}
