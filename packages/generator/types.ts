// Writes the public classes: requests, responses, structures, enumerations and exceptions.
import type { Shape } from './models.ts';
import { apart, block, quote, summary, upperFirst } from './code.ts';
import type { Class, Surface } from './surface.ts';

function property(surface: Surface, [name, reference, property]: Class['members'][number], owner: Shape): string[] {
  const type = surface.typeOf(reference);
  const initial = /^(List|Dictionary)</.test(type) ? ' = AWSConfigs.InitializeCollections ? [] : null;' : '';
  const documentation = reference.documentation ?? surface.shapeOf(reference).documentation;
  const limits = limitsOf(surface.shapeOf(reference), owner.required?.includes(name) ?? false);
  return [
    ...summary(documentation, `${name} has no description in the service's documentation.`),
    ...(limits === '' ? [] : [`/// <remarks>${limits}</remarks>`]),
    `public ${type} ${property} { get; set; }${initial}`,
  ];
}

function limitsOf({ type, min, max }: Shape, required: boolean): string {
  const unit = { string: ' characters', list: ' items', map: ' entries', blob: ' bytes' }[type as string] ?? '';
  const range = [min === undefined ? '' : `at least ${min}${unit}`, max === undefined ? '' : `at most ${max}${unit}`];
  return upperFirst([required ? 'required' : '', ...range].filter(text => text !== '').join(', '));
}

const properties = (surface: Surface, { members, shape }: Class): string[][] =>
  members.map(member => property(surface, member, shape));

const page = (surface: Surface, name: string): string =>
  `/// <remarks>https://docs.aws.amazon.com/goto/WebAPI/${surface.model.metadata.uid}/${name}</remarks>`;

function enumeration(surface: Surface, name: string, shape: Shape): string[] {
  const constant = (value: string) =>
    value
      .split(/[^A-Za-z0-9_]+/)
      .map(upperFirst)
      .join('')
      .replace(/^(?=\d)/, '_');
  return [
    ...summary(shape.documentation, `The values of ${name}. A value newer than this list is kept unchanged.`),
    page(surface, name),
    ...block(
      `public class ${name} : ConstantClass`,
      apart([
        ...shape.enum!.map(value => [
          `/// <summary><c>${value}</c></summary>`,
          `public static readonly ${name} ${constant(value)} = new(${quote(value)});`,
        ]),
        ['/// <summary>A value by its text.</summary>', `public ${name}(string value)`, ': base(value)', '{', '}'],
        [
          '/// <summary>The constant of this text, or a new value.</summary>',
          `public static ${name} FindValue(string value) => FindValue<${name}>(value);`,
        ],
        [
          '/// <summary>The constant of this text, or a new value.</summary>',
          `public static implicit operator ${name}(string value) => FindValue(value);`,
        ],
      ]),
    ),
  ];
}

const answer =
  'string message, Exception innerException, ErrorType errorType, string errorCode, string requestId, '
  + 'HttpStatusCode statusCode';

/** An exception class with the usual constructors. */
function exception(name: string, base: string, comments: string[], body: string[][] = []): string[] {
  const constructors = [
    ['string message', 'message'],
    ['string message, Exception innerException', 'message, innerException'],
    ['Exception innerException', 'innerException.Message, innerException'],
    [answer, 'message, innerException, errorType, errorCode, requestId, statusCode'],
    [answer.replace('Exception innerException, ', ''), 'message, errorType, errorCode, requestId, statusCode'],
  ];
  return [
    ...comments,
    ...block(
      `public class ${name} : ${base}`,
      apart([
        ...constructors.map(([parameters, passed]) => [
          '/// <summary>An error of this kind.</summary>',
          `public ${name}(${parameters})`,
          `: base(${passed})`,
          '{',
          '}',
        ]),
        ...body,
      ]),
    ),
  ];
}

function serviceException(surface: Surface): string[] {
  const { serviceFullName } = surface.model.metadata;
  return exception(`${surface.prefix}Exception`, 'AmazonServiceException', [
    `/// <summary>${serviceFullName} answered with an error. Its code is ErrorCode.</summary>`,
  ]);
}

function modelledException(surface: Surface, error: Class): string[] {
  const { retryable } = error.shape as Shape & { retryable?: { throttling: boolean } };
  const comments = summary(error.shape.documentation, `The service answers with ${error.name}.`);
  const retries = retryable && [
    '/// <inheritdoc/>',
    `public override RetryableDetails Retryable { get; } = new(${retryable.throttling});`,
  ];
  return exception(error.name, `${surface.prefix}Exception`, comments, [retries ?? [], ...properties(surface, error)]);
}

function requestsAndResponses(surface: Surface): string[][] {
  return surface.calls.flatMap(({ name, operation, request, response }) => [
    [
      ...summary(operation.documentation, `The request of ${name}.`),
      page(surface, name),
      ...block(`public class ${request.name} : ${surface.prefix}Request`, apart(properties(surface, request))),
    ],
    [
      `/// <summary>The answer of ${name}.</summary>`,
      page(surface, name),
      ...block(`public class ${response.name} : AmazonWebServiceResponse`, apart(properties(surface, response))),
    ],
  ]);
}

const structure = (surface: Surface, one: Class): string[] => [
  ...summary(one.shape.documentation, `The structure ${one.name} in requests or answers.`),
  page(surface, one.name),
  ...block(`public class ${one.name}`, apart(properties(surface, one))),
];

/** The files with a client's types, by their path in its project. */
export function writeTypes(surface: Surface): Record<string, string[]> {
  const model = `namespace ${surface.namespace}.Model;`;
  return {
    'Enumerations.cs': apart([
      [`namespace ${surface.namespace};`],
      ...surface.enums.map(([name, shape]) => enumeration(surface, name, shape)),
    ]),
    [`${surface.prefix}Request.cs`]: apart([
      [`namespace ${surface.namespace};`],
      [
        `/// <summary>A request to ${surface.model.metadata.serviceFullName}.</summary>`,
        ...block(`public class ${surface.prefix}Request : AmazonWebServiceRequest`, []),
      ],
    ]),
    [`${surface.prefix}Exception.cs`]: apart([[`namespace ${surface.namespace};`], serviceException(surface)]),
    'Model/Exceptions.cs': apart([[model], ...surface.errors.map(error => modelledException(surface, error))]),
    'Model/Types.cs': apart([
      [model],
      ...requestsAndResponses(surface),
      ...surface.structures.map(one => structure(surface, one)),
    ]),
  };
}
