import { AwsError, unsupported } from '../endpoint/error.ts';
import { fromJson, isObject } from '../json.ts';

/** Whether a session policy allows an action, such as `s3:GetObject`, on the resource with an ARN. */
export type SessionPolicy = (action: string, resource: string) => boolean;

/**
 * Compiles a session policy whose statements have only actions and resources. Throws MalformedPolicyDocument as STS
 * does, and another error for conditions and anything else that the runner does not support.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function compilePolicy(text: string): SessionPolicy {
  const document = fromJson(text, () => {
    throw malformed('This policy contains invalid Json');
  });
  if (!isObject(document)) return malformedSyntax();
  const statements = [document.Statement].flat().map(read);
  return (action, resource) => {
    const matching = statements.filter(
      ({ actions, resources }) =>
        actions.some(each => each.test(action)) && resources.some(each => each.test(resource)),
    );
    return matching.length > 0 && matching.every(({ effect }) => effect === 'Allow');
  };
}

function read(statement: unknown) {
  if (!isObject(statement)) return malformedSyntax();
  const { Sid: _, Effect, Action, Resource, ...others } = statement;
  const [more] = Object.keys(others);
  if (more !== undefined) throw unsupported(`a session policy with ${more}`);
  if (Effect !== 'Allow' && Effect !== 'Deny') return malformedSyntax();
  return { effect: Effect, actions: patterns(Action, 'i'), resources: patterns(Resource, '') };
}

function patterns(value: unknown, flags: string): RegExp[] {
  return [value].flat().map(text => {
    if (typeof text !== 'string') return malformedSyntax();
    return new RegExp(`^${RegExp.escape(text).replaceAll('\\*', '.*').replaceAll('\\?', '.')}$`, `s${flags}`);
  });
}

function malformedSyntax(): never {
  throw malformed('Syntax errors in policy.');
}

const malformed = (message: string) => new AwsError('MalformedPolicyDocument', message);
