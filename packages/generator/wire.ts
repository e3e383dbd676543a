// Writes the file with the wire format of a service's calls. The protocol's writers add their parts.
import { apart, block, quote } from './code.ts';
import type { Call, Class, Surface } from './surface.ts';

/** The format of answers. It is part of the names of the runtime's classes that read them. */
type Format = 'Json' | 'Xml';

interface Protocol {
  /** Code that makes an operation's requests and reads its answers. */
  operation(surface: Surface, call: Call): string[];
  writer(surface: Surface, one: Class): string[];
  reader(surface: Surface, one: Class): string[];
}

function errorOf(surface: Surface, { name, errors }: Call, format: Format): string[] {
  const passed = 'error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode';
  return [
    `private static ${surface.prefix}Exception ${name}Error(`,
    `${format}UnmarshallerContext context, ErrorResponse error) =>`,
    ...block(
      'error.Code switch',
      [
        ...errors.map(({ code, error }) => {
          const made = `new ${error.name}(${passed})`;
          const detailed = error.members.length > 0 ? `${format}.Detailed(${made}, context, Read)` : made;
          return `${quote(code)} => ${detailed},`;
        }),
        `_ => new ${surface.prefix}Exception(${passed}),`,
      ],
      ';',
    ),
  ];
}

export function wireFile(surface: Surface, format: Format, { operation, writer, reader }: Protocol): string[] {
  const { calls, structures, errors } = surface;
  const written = [...calls.map(({ request }) => request), ...structures];
  const read = [...calls.map(({ response }) => response), ...structures, ...errors];
  return apart([
    [`namespace ${surface.namespace}.Model.Internal;`],
    block(
      'internal static class Wire',
      apart([
        ...calls.map(call => operation(surface, call)),
        ...calls.map(call => errorOf(surface, call, format)),
        ...written.map(one => writer(surface, one)),
        ...read.filter(({ members }) => members.length > 0).map(one => reader(surface, one)),
      ]),
    ),
  ]);
}
