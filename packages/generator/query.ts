// Writes the code for requests and answers in the query protocol: forms and XML.
import type { Reference, Shape } from './models.ts';
import { block, quote } from './code.ts';
import { unmarshaller, type Call, type Class, type Surface } from './surface.ts';
import { wireFile } from './wire.ts';

const converters: Partial<Record<Shape['type'], string>> = {
  blob: 'FromMemoryStream',
  boolean: 'FromBool',
  double: 'FromDouble',
  float: 'FromFloat',
  integer: 'FromInt',
  long: 'FromLong',
  string: 'FromString',
  timestamp: 'FromDateTimeToISO8601WithOptionalMs',
};

function written(surface: Surface, reference: Reference, value: string, name: string, depth = 0): string[] {
  const shape = surface.shapeOf(reference);
  if (shape.type === 'structure') return [`Write(form, ${name} + ".", ${value});`];
  if (shape.type === 'list') {
    return each(`item${depth}`, value, name, 'member', depth, place =>
      written(surface, shape.member!, `item${depth}`, place, depth + 1),
    );
  }
  if (shape.type === 'map') {
    const [keyName, valueName] = entryNames(shape);
    return each(`(key${depth}, value${depth})`, value, name, 'entry', depth, place => [
      `form.Add(${place} + ".${keyName}", key${depth});`,
      ...written(surface, shape.value!, `value${depth}`, `${place} + ".${valueName}"`, depth + 1),
    ]);
  }
  return [`form.Add(${name}, StringUtils.${converters[shape.type]!}(${value}));`];
}

const entryNames = ({ key, value }: Shape): string[] => [key!.locationName ?? 'key', value!.locationName ?? 'value'];

/** Items are numbered from 1. An empty collection is sent as an empty text. */
function each(
  item: string,
  collection: string,
  name: string,
  label: string,
  depth: number,
  body: (place: string) => string[],
): string[] {
  const [count, place] = [`count${depth}`, `place${depth}`];
  return [
    ...block(`if (${collection}.Count == 0)`, [`form.Add(${name}, "");`]),
    `var ${count} = 0;`,
    ...block(`foreach (var ${item} in ${collection})`, [
      `var ${place} = ${name} + ".${label}." + StringUtils.FromInt(++${count});`,
      ...body(place),
    ]),
  ];
}

function read(surface: Surface, reference: Reference, item = false): string {
  const shape = surface.shapeOf(reference);
  if (shape.type === 'structure') return `Xml.Structure<${surface.typeOf(reference)}>(context, Read)`;
  if (shape.type === 'list' || shape.type === 'map')
    throw new Error(`${reference.shape} is inside a list or map, which the generator of AWS clients does not support.`);
  return `${unmarshaller(shape, item)}.Instance.Unmarshall(context)`;
}

function member(surface: Surface, [name, reference, property]: Class['members'][number]): string[] {
  const shape = surface.shapeOf(reference);
  const test = (path: string, then: string) => block(`if (context.TestExpression(${quote(path)}, depth))`, [then]);
  if (shape.type === 'list')
    return test(`${name}/member`, `(item.${property} ??= []).Add(${read(surface, shape.member!, true)});`);
  if (shape.type === 'map') {
    const value = `static context => ${read(surface, shape.value!, true)}`;
    const names = entryNames(shape).map(quote).join(', ');
    return test(`${name}/entry`, `Xml.AddEntry(item.${property} ??= [], context, ${names}, ${value});`);
  }
  return test(name, `item.${property} = ${read(surface, reference)};`);
}

const reader = (surface: Surface, { name, members }: Class): string[] =>
  block(
    `public static void Read(${name} item, XmlUnmarshallerContext context, int depth)`,
    members.flatMap((one, i) => member(surface, one).map(line => line.replace(/^if/, i === 0 ? 'if' : 'else if'))),
  );

const writer = (surface: Surface, { name, members }: Class): string[] =>
  block(
    `public static void Write(ParameterCollection form, string prefix, ${name} item)`,
    members.flatMap(([member, reference, property], i) => {
      const collection = ['list', 'map'].includes(surface.shapeOf(reference).type);
      const isSent = `item.${property} is { } sent${i}${collection ? ` && Json.IsSent(sent${i})` : ''}`;
      // Each in its own block, because variable names recur.
      return block(`if (${isSent})`, written(surface, reference, `sent${i}`, `prefix + ${quote(member)}`));
    }),
  );

function operation(surface: Surface, { name, operation, request, response }: Call): string[] {
  const texts = [surface.namespace, surface.model.metadata.apiVersion, name].map(quote).join(', ');
  const wrapper = quote(operation.output?.resultWrapper ?? '');
  const answer = response.members.length > 0 ? 'Read' : 'null';
  return [
    `public static QueryMarshaller<${request.name}> ${name}Request { get; } = new(${texts}, Write);`,
    `public static XmlAnswer<${response.name}> ${name}Response { get; } = new(${wrapper}, ${answer}, ${name}Error);`,
  ];
}

export const writeQuery = (surface: Surface): string[] => wireFile(surface, 'Xml', { operation, writer, reader });
