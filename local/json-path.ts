const segment = /\.([^.[\]'"*()?@\s]+)|\['((?:\\.|[^'\\])*)'\]|\[(\d{1,9})\]/gy;

/**
 * Compiles a path to one value, such as `$`, `$.detail.items[0]` or `$['a b'].c`, to a function that reads it.
 * Undefined for any other path.
 */
export function compilePath(path: string): ((value: unknown) => unknown) | undefined {
  if (!path.startsWith('$')) return undefined;
  const names: string[] = [];
  let end = 1;
  for (const [whole, name, quoted, index] of path.slice(1).matchAll(segment)) {
    names.push(name ?? quoted?.replace(/\\(.)/g, '$1') ?? index!);
    end += whole.length;
  }
  if (end < path.length) return undefined;
  return value =>
    names.reduce(
      (each: unknown, name) =>
        // Enumerable only: a list's length is an own property, too, but not part of its JSON.
        typeof each === 'object' && each !== null && Object.prototype.propertyIsEnumerable.call(each, name)
          ? (each as Record<string, unknown>)[name]
          : undefined,
      value,
    );
}
