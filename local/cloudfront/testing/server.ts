import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import { apiOrigins, type ApiOptions } from '../../apigateway/api-gateway.ts';
import { serve } from '../../ports.ts';
import { contentTypeOf } from '../../s3/deployment.ts';
import { Store } from '../../s3/store.ts';
import type { InvocationResult, ResolvedStack } from '../../stack/types.ts';
import { bucketOrigins } from '../s3.ts';
import { website } from '../website.ts';
import { bucketName, stackOf, type StackParts } from './stack.ts';

/** The members of a proxy event that tests read. */
interface ProxyEvent {
  resource: string;
  path: string;
  httpMethod: string;
  headers: Record<string, string>;
  multiValueHeaders: Record<string, string[]>;
  queryStringParameters: Record<string, string> | null;
  multiValueQueryStringParameters: Record<string, string[]> | null;
  pathParameters: Record<string, string> | null;
  requestContext: Record<string, unknown> & { identity: Record<string, unknown> };
  body: string | null;
  isBase64Encoded: boolean;
}

export type RunningSite = Awaited<ReturnType<typeof startSite>>;

export interface RunOptions {
  stack?: ResolvedStack;
  files?: Record<string, Uint8Array>;
  /** What a function returns: JSON text, or an object to be sent as JSON. */
  answer?: (event: ProxyEvent) => unknown;
  tokens?: ApiOptions['tokens'];
  stepFunctions?: ApiOptions['backends']['stepFunctions'];
}

/** For stacks without user pools. */
const noTokens: ApiOptions['tokens'] = { claimsOf: async () => 'invalid' };

/** The website of a stack without backends, for tests in which its constructor throws. */
export function siteOf(...parts: StackParts[]): RequestListener {
  const backends = { lambda: { invoke: async () => ({ payload: '' }) }, stepFunctions: async () => ({}) };
  const store = new Store([bucketName], () => {});
  return websiteOf(stackOf(...parts), { backends, tokens: noTokens, log: assert.fail }, store);
}

const websiteOf = (stack: ResolvedStack, api: ApiOptions, store: Store): RequestListener =>
  website({ stack, origins: [apiOrigins(stack, api), bucketOrigins(stack, store)], log: api.log });

export async function json(answer: Response): Promise<[number, unknown]> {
  return [answer.status, await answer.json()];
}

export async function text(answer: Response): Promise<[number, string]> {
  return [answer.status, await answer.text()];
}

/** Starts the website on a free port of the loopback address. */
export async function startSite(options: RunOptions = {}) {
  const { stack = stackOf(), files = {}, answer, tokens = noTokens } = options;
  const { stepFunctions = async () => ({}) } = options;
  const events: ProxyEvent[] = [];
  const functionArns: string[] = [];
  const lines: string[] = [];
  const lambda = {
    async invoke(functionName: string, payload: string): Promise<InvocationResult> {
      const event = JSON.parse(payload) as ProxyEvent;
      events.push(event);
      functionArns.push(functionName);
      const result = answer === undefined ? { statusCode: 200, body: '{"ok":true}' } : await answer(event);
      if (result instanceof Error) {
        const failure = { errorType: result.name, errorMessage: result.message, stackTrace: ['at secret.cs'] };
        return { payload: JSON.stringify(failure), functionError: 'Unhandled' };
      }
      return { payload: typeof result === 'string' ? result : JSON.stringify(result) };
    },
  };
  const store = new Store([bucketName], () => {});
  for (const [key, content] of Object.entries(files)) {
    const headers = { 'content-type': contentTypeOf(key) };
    store.put({ bucket: bucketName, key, content: Buffer.from(content), headers, how: 'Put' });
  }
  const api: ApiOptions = { backends: { lambda, stepFunctions }, tokens, log: line => lines.push(line) };
  const scope = new AsyncDisposableStack();
  const { port, answerWith } = await serve('website', 0, scope);
  answerWith(websiteOf(stack, api, store));
  const close = () => scope.disposeAsync();
  return { url: `http://127.0.0.1:${port}`, port, events, functionArns, lines, store, [Symbol.asyncDispose]: close };
}
