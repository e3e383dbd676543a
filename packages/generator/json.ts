// Writes the code for requests and answers in the protocols JSON 1.0, JSON 1.1 and REST-JSON.
import type { Reference } from './models.ts';
import { block, quote } from './code.ts';
import { unmarshaller, type Call, type Class, type Surface } from './surface.ts';
import { wireFile } from './wire.ts';

function written(surface: Surface, reference: Reference, value: string, depth = 0): string[] {
  const shape = surface.shapeOf(reference);
  switch (shape.type) {
    case 'string':
      return [`writer.WriteStringValue(StringUtils.FromString(${value}));`];
    case 'integer':
    case 'long':
      return [`writer.WriteNumberValue(${value});`];
    case 'float':
    case 'double':
      return [`Json.WriteNumber(writer, ${value});`];
    case 'boolean':
      return [`writer.WriteBooleanValue(${value});`];
    case 'timestamp':
      return [`writer.WriteNumberValue(AWSSDKUtils.ConvertToUnixEpochSecondsDecimal(${value}));`];
    case 'blob':
      return [`StringUtils.WriteBase64StringValue(writer, ${value});`];
    case 'structure':
      return [`Write(writer, ${value});`];
    case 'list':
      return [
        'writer.WriteStartArray();',
        ...block(`foreach (var item${depth} in ${value})`, written(surface, shape.member!, `item${depth}`, depth + 1)),
        'writer.WriteEndArray();',
      ];
    case 'map':
      return [
        'writer.WriteStartObject();',
        ...block(`foreach (var (key${depth}, value${depth}) in ${value})`, [
          `writer.WritePropertyName(key${depth});`,
          ...written(surface, shape.value!, `value${depth}`, depth + 1),
        ]),
        'writer.WriteEndObject();',
      ];
  }
}

function read(surface: Surface, reference: Reference, item = false): string {
  const shape = surface.shapeOf(reference);
  const inner = (part: Reference) => `static (context, ref reader) => ${read(surface, part, true)}`;
  if (shape.type === 'structure') return `Json.Structure<${surface.typeOf(reference)}>(context, ref reader, Read)`;
  if (shape.type === 'list') return `Json.List(context, ref reader, ${inner(shape.member!)})`;
  if (shape.type === 'map') return `Json.Map(context, ref reader, ${inner(shape.value!)})`;
  return `${unmarshaller(shape, item)}.Instance.Unmarshall(context, ref reader)`;
}

function writer(surface: Surface, { name, members }: Class): string[] {
  const parts = members.flatMap(([member, reference, property], i) => {
    const collection = ['list', 'map'].includes(surface.shapeOf(reference).type);
    // A null item of a list is written as an empty structure.
    const isSent = `item?.${property} is { } sent${i}${collection ? ` && Json.IsSent(sent${i})` : ''}`;
    const body = [`writer.WritePropertyName(${quote(member)});`];
    if ('idempotencyToken' in reference)
      return [...body, `writer.WriteStringValue(item.${property} ?? Guid.NewGuid().ToString());`];
    return block(`if (${isSent})`, [...body, ...written(surface, reference, `sent${i}`)]);
  });
  return block(`public static void Write(Utf8JsonWriter writer, ${name} item)`, [
    'writer.WriteStartObject();',
    ...parts,
    'writer.WriteEndObject();',
  ]);
}

function reader(surface: Surface, { name, members }: Class): string[] {
  const head =
    `public static void Read(${name} item, string member, JsonUnmarshallerContext context, `
    + 'ref StreamingUtf8JsonReader reader)';
  return block(
    head,
    block(
      'switch (member)',
      members.flatMap(([member, reference, property]) => [
        `case ${quote(member)}: item.${property} = ${read(surface, reference)}; break;`,
      ]),
    ),
  );
}

function operation(surface: Surface, { name, operation, request, response }: Call): string[] {
  const { apiVersion, jsonVersion, protocol, targetPrefix } = surface.model.metadata;
  const head =
    protocol === 'json'
      ? [`application/x-amz-json-${jsonVersion}`, `${targetPrefix}.${name}`]
      : ['application/json', ''];
  const texts = [surface.namespace, apiVersion, operation.http.method, operation.http.requestUri, ...head];
  const answer = response.members.length > 0 ? 'Read' : 'null';
  return [
    `public static JsonMarshaller<${request.name}> ${name}Request { get; } =`,
    `new(${texts.map(quote).join(', ')}, Write);`,
    `public static JsonAnswer<${response.name}> ${name}Response { get; } = new(${answer}, ${name}Error);`,
  ];
}

export const writeJson = (surface: Surface): string[] => wireFile(surface, 'Json', { operation, writer, reader });
