import { localInput, rewriteExpression } from './paths.ts';

type Rule = Record<string, unknown>;

/** What a variable must be for a comparison to hold: JavaScript would compare a number with a string. */
const guards: [prefix: RegExp, guard: string][] = [
  [/^String(?!Equals)/, 'IsString'],
  [/^Numeric(?!Equals)/, 'IsNumeric'],
  [/^Timestamp/, 'IsTimestamp'],
];

const typeTests = ['IsNull', 'IsPresent', 'IsNumeric', 'IsString', 'IsBoolean', 'IsTimestamp'];

const comparisons = ['Equals', 'LessThan', 'GreaterThan', 'LessThanEquals', 'GreaterThanEquals'];

/** The comparisons of the States Language. https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html */
export const comparisonOperators = new Set([
  ...['String', 'Numeric', 'Timestamp'].flatMap(type =>
    comparisons.flatMap(name => [type + name, `${type}${name}Path`]),
  ),
  'BooleanEquals',
  'BooleanEqualsPath',
  'StringMatches',
  ...typeTests,
]);

/** In StringMatches only `*` is special; the interpreter's matcher knows more, which is escaped here. */
const matcher = (pattern: string) =>
  pattern.replace(/\\.|[?[\]{}()!+@|]/g, found => (found.length === 1 ? `\\${found}` : found));

/** A choice rule such that the interpreter decides it as AWS does. */
export function adaptRule(rule: Rule): Rule {
  const { Next, Comment, ...test } = rule;
  return { ...adaptTest(test), ...(Next !== undefined && { Next }) };
}

function adaptTest(test: Rule): Rule {
  if (Array.isArray(test.And)) return { And: test.And.map(adaptRule) };
  if (Array.isArray(test.Or)) return { Or: test.Or.map(adaptRule) };
  if (test.Not) return { Not: adaptRule(test.Not as Rule) };

  const [operator, operand] = Object.entries(test).find(([key]) => comparisonOperators.has(key))!;
  const Variable = rewriteExpression(String(test.Variable), localInput);
  // `"IsPresent": false` would never hold.
  if (typeTests.includes(operator))
    return operand === false ? { Not: { Variable, [operator]: true } } : { Variable, [operator]: true };
  const value =
    operator === 'StringMatches'
      ? matcher(String(operand))
      : operator.endsWith('Path')
        ? rewriteExpression(String(operand), localInput)
        : operand;
  const comparison = { Variable, [operator]: value };
  const guard = guards.find(([prefix]) => prefix.test(operator))?.[1];
  return guard ? { And: [{ Variable, [guard]: true }, comparison] } : comparison;
}
