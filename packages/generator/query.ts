// Writes what puts requests into a form and reads answers from XML, for the query protocol.
import type { Reference } from '../../src/local/models/service-model.ts';
import { apart, block, quote } from './code.ts';
import { errorOf } from './json.ts';
import type { Call, Class, Surface } from './surface.ts';

function written(surface: Surface, reference: Reference, value: string, name: string, depth = 0): string[] {
  const shape = surface.shapeOf(reference);
  const text = (converter: string) => [`form.Add(${name}, StringUtils.${converter}(${value}));`];
  switch (shape.type) {
    case 'string': return text('FromString');
    case 'integer': return text('FromInt');
    case 'long': return text('FromLong');
    case 'float': return text('FromFloat');
    case 'double': return text('FromDouble');
    case 'boolean': return text('FromBool');
    case 'timestamp': return text('FromDateTimeToISO8601WithOptionalMs');
    case 'blob': return text('FromMemoryStream');
    case 'structure': return [`Write(form, ${name} + ".", ${value});`];
    case 'list': return each(`item${depth}`, value, name, 'member', depth, (place) =>
      written(surface, shape.member!, `item${depth}`, place, depth + 1));
    case 'map': return each(`(key${depth}, value${depth})`, value, name, 'entry', depth, (place) => [
      `form.Add(${place} + ".${shape.key!.locationName ?? 'key'}", key${depth});`,
      ...written(surface, shape.value!, `value${depth}`, `${place} + ".${shape.value!.locationName ?? 'value'}"`, depth + 1),
    ]);
  }
}

/** Items are counted from one. An empty collection is sent as an empty text. */
function each(
  item: string, collection: string, name: string, label: string, depth: number, body: (place: string) => string[],
): string[] {
  const [count, place] = [`count${depth}`, `place${depth}`];
  return [
    ...block(`if (${collection}.Count == 0)`, [`form.Add(${name}, "");`]),
    `var ${count} = 0;`,
    ...block(`foreach (var ${item} in ${collection})`, [
      `var ${place} = ${name} + ".${label}." + StringUtils.FromInt(++${count});`, ...body(place),
    ]),
  ];
}

function read(surface: Surface, reference: Reference, item = false): string {
  const shape = surface.shapeOf(reference);
  const by = (unmarshaller: string) => `${unmarshaller}Unmarshaller.Instance.Unmarshall(context)`;
  const orNull = item ? '' : 'Nullable';
  switch (shape.type) {
    case 'string': return by('String');
    case 'integer': return by(`${orNull}Int`);
    case 'long': return by(`${orNull}Long`);
    case 'float': return by(`${orNull}Float`);
    case 'double': return by(`${orNull}Double`);
    case 'boolean': return by(`${orNull}Bool`);
    case 'timestamp': return by(`${orNull}DateTime`);
    case 'blob': return by('MemoryStream');
    case 'structure': return `Xml.Structure<${surface.typeOf(reference)}>(context, Read)`;
    case 'list': case 'map': throw new Error(`${reference.shape} is a ${shape.type} in a ${shape.type}, which is unknown.`);
  }
}

function member(surface: Surface, [name, reference, property]: Class['members'][number]): string[] {
  const shape = surface.shapeOf(reference);
  const test = (path: string, then: string) => block(`if (context.TestExpression(${quote(path)}, depth))`, [then]);
  if (shape.type === 'list')
    return test(`${name}/member`, `(item.${property} ??= []).Add(${read(surface, shape.member!, true)});`);
  if (shape.type === 'map') {
    const names = [shape.key!.locationName ?? 'key', shape.value!.locationName ?? 'value'].map(quote).join(', ');
    return test(`${name}/entry`,
      `Xml.AddEntry(item.${property} ??= [], context, ${names}, static context => ${read(surface, shape.value!, true)});`);
  }
  return test(name, `item.${property} = ${read(surface, reference)};`);
}

const reader = (surface: Surface, { name, members }: Class): string[] =>
  block(`public static void Read(${name} item, XmlUnmarshallerContext context, int depth)`,
    members.flatMap((one, i) => member(surface, one).map((line) => line.replace(/^if/, i === 0 ? 'if' : 'else if'))));

const writer = (surface: Surface, { name, members }: Class): string[] =>
  block(`public static void Write(ParameterCollection form, string prefix, ${name} item)`,
    members.flatMap(([member, reference, property], i) => {
      const collection = ['list', 'map'].includes(surface.shapeOf(reference).type);
      const isSent = `item.${property} is { } sent${i}${collection ? ` && Json.IsSent(sent${i})` : ''}`;
      // Blocks of their own, as names in them recur.
      return block(`if (${isSent})`, written(surface, reference, `sent${i}`, `prefix + ${quote(member)}`));
    }));

function operation(surface: Surface, { name, operation, request, response }: Call): string[] {
  const texts = [surface.namespace, surface.model.metadata.apiVersion, name].map(quote).join(', ');
  const wrapper = quote(operation.output?.resultWrapper ?? '');
  const answer = response.members.length > 0 ? 'Read' : 'null';
  return [
    `public static QueryMarshaller<${request.name}> ${name}Request { get; } = new(${texts}, Write);`,
    `public static XmlAnswer<${response.name}> ${name}Response { get; } = new(${wrapper}, ${answer}, ${name}Error);`,
  ];
}

/** The file that knows how calls of the service look on the wire. */
export function writeQuery(surface: Surface): string[] {
  const { calls, structures, errors } = surface;
  const read = [...calls.map(({ response }) => response), ...structures, ...errors];
  return apart([
    [`namespace ${surface.namespace}.Model.Internal;`],
    block('internal static class Wire', apart([
      ...calls.map((call) => operation(surface, call)),
      ...calls.map((call) => errorOf(surface, call, 'Xml')),
      ...[...calls.map(({ request }) => request), ...structures].map((one) => writer(surface, one)),
      ...read.filter(({ members }) => members.length > 0).map((one) => reader(surface, one)),
    ])),
  ]);
}
