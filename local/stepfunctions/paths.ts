/*
 * The interpreter's context object has the fields `Execution.Input` and `Execution.StartTime` of its own, and it finds
 * no value at the path `$` of an input that is null, false, 0 or "". So a state is run with a context `{"Local":
 * {"Context", "Input", "Result", "Texts"}}`, and its paths are rewritten: `$$.x` becomes `$$.Local.Context.x`, and `$`
 * alone what it stands for below Local.
 */
export const localContext = '$$.Local.Context';
export const localInput = '$$.Local.Input';
export const localResult = '$$.Local.Result';

/**
 * A string literal of an intrinsic function or a quoted member name, the root of the context, or the root of the data
 * alone.
 */
const roots = /'(?:\\.|[^'\\])*'|\$\$|\$(?![.[\w])/g;

/** `root` is the path below the context at which the data is, where that is known. */
export function rewriteExpression(expression: string, root?: string): string {
  return expression.replace(roots, match => (match === '$$' ? localContext : match === '$' ? (root ?? '$') : match));
}

/** Rewrites what a payload template (Parameters, ResultSelector, ItemSelector) takes from elsewhere. */
export function rewriteTemplate(template: unknown, rewrite: (expression: string) => string): unknown {
  if (Array.isArray(template)) return template.map(item => rewriteTemplate(item, rewrite));
  if (typeof template !== 'object' || template === null) return template;
  return Object.fromEntries(
    Object.entries(template).map(([key, value]) => [
      key,
      key.endsWith('.$') && typeof value === 'string' ? rewrite(value) : rewriteTemplate(value, rewrite),
    ]),
  );
}

/** Where a state's effective input is found below the context, if it can be said. */
export function effectiveInput(inputPath: unknown): string | undefined {
  if (inputPath === undefined) return localInput;
  if (typeof inputPath !== 'string') return undefined;
  return inputPath.startsWith('$$') ? localContext + inputPath.slice(2) : localInput + inputPath.slice(1);
}

/** A rewritten path, in the words of the definition. */
export function originalPaths(text: string): string {
  return text
    .replaceAll(localContext, () => '$$')
    .replaceAll(localInput, () => '$')
    .replaceAll(localResult, () => '$');
}
