import type { Route } from './rest-api.ts';

export interface Match {
  route: Route;
  /** Percent-encoded values by name. API Gateway does not decode them for a proxy integration. */
  pathParameters: Record<string, string>;
}

interface Node {
  methods: Map<string, Route>;
  literals: Map<string, Node>;
  parameter: { name: string; node: Node } | undefined;
  greedy: { name: string; node: Node } | undefined;
}

/** The methods that `ANY` stands for. */
const methods = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'];

/**
 * Finds the method for a request. API Gateway chooses the most specific resource that has the request's method (or
 * `ANY`): a literal segment before a `{parameter}` before `{greedy+}`; a resource without the method does not hide
 * another one that has it.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-settings-method-request.html
 */
export class Router {
  readonly #root = emptyNode();

  constructor(routes: Route[]) {
    for (const route of routes) {
      let node = this.#root;
      for (const segment of segmentsOf(route.resourcePath)) node = childFor(node, segment);
      node.methods.set(route.httpMethod, route);
    }
  }

  /** `path` begins after the stage. A trailing slash is ignored. */
  match(method: string, path: string): Match | undefined {
    return find(this.#root, method, segmentsOf(path), {});
  }
}

function find(
  node: Node,
  method: string,
  segments: string[],
  pathParameters: Record<string, string>,
): Match | undefined {
  const [segment, ...rest] = segments;
  if (segment === undefined) {
    const route = node.methods.get(method) ?? (methods.includes(method) ? node.methods.get('ANY') : undefined);
    return route === undefined ? undefined : { route, pathParameters };
  }
  const { greedy } = node;
  const literal = node.literals.get(segment);
  const parameter = segment === '' ? undefined : node.parameter;
  const withParameter = (name: string, value: string): Record<string, string> => ({ ...pathParameters, [name]: value });
  return (
    (literal && find(literal, method, rest, pathParameters))
    ?? (parameter && find(parameter.node, method, rest, withParameter(parameter.name, segment)))
    ?? (greedy && find(greedy.node, method, [], withParameter(greedy.name, segments.join('/'))))
  );
}

function childFor(node: Node, segment: string): Node {
  const name = /^\{([^}+]+)(\+?)\}$/.exec(segment);
  if (name?.[2] === '+') return (node.greedy ??= { name: name[1] ?? '', node: emptyNode() }).node;
  if (name) return (node.parameter ??= { name: name[1] ?? '', node: emptyNode() }).node;
  const child = node.literals.get(segment) ?? emptyNode();
  node.literals.set(segment, child);
  return child;
}

function emptyNode(): Node {
  return { methods: new Map(), literals: new Map(), parameter: undefined, greedy: undefined };
}

function segmentsOf(path: string): string[] {
  const inner = path.replace(/^\/+/, '').replace(/\/+$/, '');
  return inner === '' ? [] : inner.split('/');
}
