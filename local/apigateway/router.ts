import type { Route } from './rest-api.ts';

interface Match {
  route: Route;
  /** Percent-encoded values by name. API Gateway does not decode them for a proxy integration. */
  pathParameters: Record<string, string>;
}

/** The methods that `ANY` stands for. */
const methods = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'];

/**
 * Finds the method for a request. API Gateway chooses the most specific resource that has the request's method (or
 * `ANY`): a literal segment before a `{parameter}` before `{greedy+}`; a resource without the method does not hide
 * another one that has it. The path begins after the stage; a trailing slash is ignored.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-settings-method-request.html
 */
export function routerOf(routes: Route[]): (method: string, path: string) => Match | undefined {
  const inOrder = routes.map(compiled).sort((a, b) => (a.order < b.order ? -1 : 1));
  return (method, path) => {
    const inner = trimmed(path);
    for (const { route, pattern, names } of inOrder) {
      const isMeant = route.httpMethod === method || (route.httpMethod === 'ANY' && methods.includes(method));
      const found = isMeant && pattern.exec(inner);
      if (found) return { route, pathParameters: Object.fromEntries(names.map((name, i) => [name, found[i + 1]!])) };
    }
    return undefined;
  };
}

function compiled(route: Route) {
  const segments = trimmed(route.resourcePath)
    .split('/')
    .map(segment => {
      const [, name, greedy] = /^\{([^}+]+)(\+?)\}$/.exec(segment) ?? [];
      if (name === undefined) return { pattern: RegExp.escape(segment), name: [], rank: 0 };
      return { pattern: greedy ? '(.+)' : '([^/]+)', name: [name], rank: greedy ? 2 : 1 };
    });
  return {
    route,
    pattern: new RegExp(`^${segments.map(({ pattern }) => pattern).join('/')}$`, 's'),
    names: segments.flatMap(({ name }) => name),
    order: `${segments.map(({ rank }) => rank).join('')} ${route.httpMethod === 'ANY' ? 'last' : 'first'}`,
  };
}

const trimmed = (path: string): string => path.replace(/^\/+|\/+$/g, '');
