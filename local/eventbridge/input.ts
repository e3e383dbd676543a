import { compilePath } from '../json-path.ts';
import type { Section } from '../stack/section.ts';
import type { Event } from './event.ts';

interface RuleNames {
  name: string;
  arn: string;
}

/**
 * What a target receives, as text that should be JSON: its Input, InputPath or InputTransformer, else the whole event.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
export function compileInput(target: Section, rule: RuleNames): (event: Event) => string {
  const input = target.optionalText('Input');
  if (input !== undefined) return () => input;
  const path = target.optionalText('InputPath');
  if (path !== undefined) {
    const get = pathOf(target, 'InputPath', path);
    return event => JSON.stringify(defined(get(event), null));
  }
  const transformer = target.section('InputTransformer')?.only(['InputPathsMap', 'InputTemplate']);
  return transformer ? compileTransformer(transformer, rule) : event => JSON.stringify(event);
}

function pathOf(section: Section, name: string, path: string): (event: Event) => unknown {
  return compilePath(path) ?? section.stop(name, `is ${path}; the runner supports only paths of names and indices`);
}

function compileTransformer(transformer: Section, rule: RuleNames): (event: Event) => string {
  const template = transformer.text('InputTemplate');
  const paths = [...transformer.map('InputPathsMap')].map(
    ([name, path]) => [name, pathOf(transformer, 'InputPathsMap', path)] as const,
  );
  return event => {
    const values = new Map<string, unknown>([
      ['aws.events.rule-arn', rule.arn],
      ['aws.events.rule-name', rule.name],
      ['aws.events.event.ingestion-time', event.time],
      ['aws.events.event', { ...event, detail: undefined }],
      ['aws.events.event.json', event],
      ...paths.map(([name, get]) => [name, defined(get(event), '')] as const),
    ]);
    return fill(template, values);
  };
}

/** Inserts values: as text within quotes, elsewhere as JSON. A path without a value gives an empty text. */
function fill(template: string, values: Map<string, unknown>): string {
  return template.replace(/"(?:\\.|[^"\\])*"|<([\w.-]+)>/g, (token, name: string | undefined) => {
    if (name !== undefined) return values.has(name) ? JSON.stringify(values.get(name)) : token;
    return token.replace(/<([\w.-]+)>/g, (variable, inner: string) => {
      if (!values.has(inner)) return variable;
      const value = values.get(inner);
      return JSON.stringify(typeof value === 'string' ? value : JSON.stringify(value)).slice(1, -1);
    });
  });
}

const defined = (value: unknown, otherwise: unknown) => (value === undefined ? otherwise : value);
