import type { IncomingHttpHeaders } from 'node:http';
import type { Section } from '../stack/section.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html */
export const corsRulesOf = (cors: Section) =>
  cors.sections('CorsRules').map(rule => {
    rule.only(['AllowedHeaders', 'AllowedMethods', 'AllowedOrigins', 'ExposedHeaders', 'Id', 'MaxAge']);
    return {
      origins: rule.texts('AllowedOrigins'),
      methods: rule.texts('AllowedMethods'),
      headers: rule.texts('AllowedHeaders'),
      exposed: rule.texts('ExposedHeaders'),
      maxAge: rule.integer('MaxAge'),
    };
  });

/** The headers that let a web page read the answer; undefined if no rule lets it. */
export function corsHeaders(
  rules: ReturnType<typeof corsRulesOf>,
  method: string,
  {
    origin,
    'access-control-request-method': wanted,
    'access-control-request-headers': names = '',
  }: IncomingHttpHeaders,
): Record<string, string> | undefined {
  if (origin === undefined) return undefined;
  const asked = names.split(',').flatMap(name => name.trim().toLowerCase() || []);
  const rule = rules.find(
    ({ origins, methods, headers }) =>
      origins.some(each => fits(each, origin))
      && methods.includes(wanted ?? method)
      && asked.every(name => headers.some(each => fits(each.toLowerCase(), name))),
  );
  return (
    rule && {
      'access-control-allow-origin': rule.origins.includes('*') ? '*' : origin,
      'access-control-allow-methods': rule.methods.join(', '),
      ...(asked.length > 0 && { 'access-control-allow-headers': asked.join(', ') }),
      ...(rule.exposed.length > 0 && { 'access-control-expose-headers': rule.exposed.join(', ') }),
      ...(rule.maxAge !== undefined && { 'access-control-max-age': String(rule.maxAge) }),
      ...(!rule.origins.includes('*') && { 'access-control-allow-credentials': 'true' }),
      vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
    }
  );
}

/** In a rule's text, one star stands for any text. */
function fits(pattern: string, text: string): boolean {
  const [start, end] = pattern.split('*') as [string, string?];
  if (end === undefined) return pattern === text;
  return text.length >= start.length + end.length && text.startsWith(start) && text.endsWith(end);
}
