import { createContext, runInContext } from 'node:vm';
import { valuesByName, type Answer, type Header } from '../http/message.ts';
import { pairOf, splitQuery, type Target } from '../http/target.ts';
import { resourcesOf } from '../stack/resources.ts';
import { Section } from '../stack/section.ts';
import type { ResolvedStack } from '../stack/types.ts';

export interface Viewer extends Target {
  method: string;
  headers: Header[];
  address: string;
}

/** Returns the path to ask the origin for, or the answer. */
type ViewerRequestFunction = (viewer: Viewer) => Promise<string | Answer>;

/** A value, with the others of the same name. */
type Values = Record<string, { value: string; multiValue?: { value: string }[] }>;

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-event-structure.html */
interface Returned {
  uri?: string;
  statusCode?: number;
  headers?: Values;
  body?: string;
}

/** Milliseconds. */
const longestRun = 1000;

/** The CloudFront function of a behaviour. It runs in Node.js, which knows more of JavaScript than CloudFront does. */
export function functionOf(stack: ResolvedStack, behavior: Section): ViewerRequestFunction | undefined {
  const [association, ...others] = behavior.sections('FunctionAssociations');
  if (association === undefined) return undefined;
  if (others.length > 0) behavior.stop('FunctionAssociations', 'has several functions; the runner supports only one');
  association.only('EventType FunctionARN');
  const eventType = association.text('EventType');
  if (eventType !== 'viewer-request')
    association.stop('EventType', `is ${eventType}, which the runner does not support`);
  const arn = association.text('FunctionARN');
  const resource = resourcesOf(stack, 'AWS::CloudFront::Function').find(({ ref }) => ref === arn);
  if (resource === undefined)
    return association.stop('FunctionARN', `is ${arn}, which is not a function of this stack`);
  return compiled(new Section(resource));
}

function compiled(section: Section): ViewerRequestFunction {
  section.only('AutoPublish FunctionCode FunctionConfig', 'Name');
  if (!section.flag('AutoPublish')) section.stop('AutoPublish', 'is false: a distribution runs published functions');
  const config = section.requiredSection('FunctionConfig').only(['Runtime'], ['Comment']);
  const runtime = config.text('Runtime');
  if (runtime !== 'cloudfront-js-2.0') config.stop('Runtime', `is ${runtime}, which the runner does not support`);
  const context = createContext({});
  try {
    runInContext(section.text('FunctionCode'), context);
  } catch (error) {
    section.stop('FunctionCode', `does not run: ${(error as Error).message}`);
  }

  return async viewer => {
    const event = eventOf(viewer);
    const call = `handler(${JSON.stringify(event)})`;
    const returned = (await runInContext(call, context, { timeout: longestRun })) as Returned;
    if (returned.statusCode !== undefined) return answerOf(returned);
    const { uri = '', ...rest } = returned;
    const { uri: _uri, ...sent } = event.request;
    if (JSON.stringify(rest) !== JSON.stringify(sent))
      throw new Error('The CloudFront function changes more of the request than its path, which the runner cannot do.');
    return uri;
  };
}

function eventOf({ method, path, query, headers, address }: Viewer) {
  const isCookie = ([name]: Header) => name.toLowerCase() === 'cookie';
  const cookies = headers.filter(isCookie).flatMap(([, value]) => value.split(/; */));
  return {
    version: '1.0',
    context: { eventType: 'viewer-request' },
    viewer: { ip: address },
    request: {
      method,
      uri: path,
      querystring: valuesOf(splitQuery(query)),
      headers: valuesOf(headers.filter(header => !isCookie(header))),
      cookies: valuesOf(cookies.map(pairOf)),
    },
  };
}

function valuesOf(pairs: readonly Header[]): Values {
  const values = valuesByName(pairs.map(([name, value]) => [name.toLowerCase(), value]));
  return Object.fromEntries(
    [...values].map(([name, [value = '', ...others]]) => {
      const multiValue = [value, ...others].map(each => ({ value: each }));
      return [name, { value, ...(others.length > 0 && { multiValue }) }];
    }),
  );
}

function answerOf({ statusCode = 0, headers = {}, body = '' }: Returned): Answer {
  const lines = Object.entries(headers).map(([name, { value }]): Header => [name, value]);
  return { status: statusCode, headers: [['Server', 'CloudFront'], ...lines], body: Buffer.from(body) };
}
