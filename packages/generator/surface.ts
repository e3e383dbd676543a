// A client's public surface: its classes, their members and types.
import type { Operation, Reference, ServiceModel, Shape } from './models.ts';
import { upperFirst } from './code.ts';
import type { Service } from './services.ts';

// Every trait that the writers handle or may ignore. Any other could make the written code wrong.
const traits = {
  metadata:
    'apiVersion auth endpointPrefix globalEndpoint jsonVersion protocol protocols serviceAbbreviation serviceFullName '
    + 'serviceId signatureVersion signingName targetPrefix uid xmlNamespace',
  // Endpoint discovery is optional for an account, and the clients do not use it.
  operation:
    'auth authtype documentation endpointdiscovery endpointoperation errors http idempotent input name '
    + 'operationContextParams output',
  http: 'method requestUri responseCode',
  reference: 'box contextParam documentation idempotencyToken locationName resultWrapper shape',
  shape:
    'box documentation enum error exception fault key max member members min pattern required retryable sensitive '
    + 'sparse synthetic type union value',
};

function check(kind: keyof typeof traits, place: string, value: object): void {
  const known = traits[kind].split(' ');
  const unknown = Object.keys(value).find(trait => !known.includes(trait));
  if (unknown !== undefined)
    throw new Error(`${place} has the trait "${unknown}", which the generator of AWS clients does not support.`);
}

/** A class with members: a structure, a request, a response or an exception. */
export interface Class {
  name: string;
  shape: Shape;
  members: [name: string, member: Reference, property: string][];
}

export interface Call {
  name: string;
  operation: Operation;
  request: Class;
  response: Class;
  errors: { code: string; error: Class }[];
}

const valueTypes: Partial<Record<Shape['type'], string>> = {
  boolean: 'bool',
  double: 'double',
  float: 'float',
  integer: 'int',
  long: 'long',
  timestamp: 'DateTime',
};

const unmarshallers: Partial<Record<Shape['type'], string>> = {
  blob: 'MemoryStream',
  boolean: 'Bool',
  double: 'Double',
  float: 'Float',
  integer: 'Int',
  long: 'Long',
  string: 'String',
  timestamp: 'DateTime',
};

/** The SDK's class that reads a simple value. Items of lists and maps are not nullable. */
export const unmarshaller = ({ type }: Shape, item: boolean): string =>
  `${valueTypes[type] && !item ? 'Nullable' : ''}${unmarshallers[type]!}Unmarshaller`;

export class Surface {
  readonly model: ServiceModel;
  readonly service: Service;
  /** Such as `Amazon.StepFunctions`. */
  readonly namespace: string;
  /** The prefix of the client's classes, such as `AmazonStepFunctions`. */
  readonly prefix: string;
  readonly calls: Call[];
  /** Structures other than requests, responses and exceptions. */
  readonly structures: Class[] = [];
  readonly enums: [name: string, shape: Shape][] = [];
  readonly errors: Class[] = [];
  readonly #seen = new Set<string>();

  constructor(model: ServiceModel, service: Service, root: string) {
    this.model = model;
    this.service = service;
    const name = service.package.slice('AWSSDK.'.length);
    this.namespace = `${root}.${name}`;
    this.prefix = `Amazon${service.client ?? name}`;
    check('metadata', service.package, model.metadata);
    const operations = service.operations ?? Object.keys(model.operations).sort();
    this.calls = operations.map(operation => this.#call(operation));
  }

  shapeOf(reference: Reference): Shape {
    const shape = this.model.shapes[reference.shape];
    if (!shape) throw new Error(`The model of ${this.service.model} has no shape ${reference.shape}.`);
    return shape;
  }

  /** The C# type of a member. An item of a list or map is not nullable, and an enumeration there is a string. */
  typeOf(reference: Reference, item = false): string {
    const shape = this.shapeOf(reference);
    const valueType = valueTypes[shape.type];
    if (valueType) return item ? valueType : `${valueType}?`;
    if (shape.type === 'list') return `List<${this.typeOf(shape.member!, true)}>`;
    if (shape.type === 'map') return `Dictionary<${this.typeOf(shape.key!, true)}, ${this.typeOf(shape.value!, true)}>`;
    if (shape.type === 'blob') return 'MemoryStream';
    if (shape.type === 'structure' || (shape.enum && !item)) return upperFirst(reference.shape);
    return 'string';
  }

  #call(name: string): Call {
    const operation = this.model.operations[name];
    if (!operation) throw new Error(`The model of ${this.service.model} has no operation ${name}.`);
    check('operation', name, operation);
    check('http', name, operation.http);
    if (operation.http.requestUri.includes('{'))
      throw new Error(`${name} has members in its path, which the generator of AWS clients does not support.`);
    const part = (end: string, reference?: Reference) =>
      this.#class(`${name}${end}`, reference ? this.shapeOf(reference) : { type: 'structure' });
    return {
      name,
      operation,
      request: part('Request', operation.input),
      response: part('Response', operation.output),
      errors: (operation.errors ?? []).map(reference => this.#error(reference)),
    };
  }

  #error(reference: Reference): Call['errors'][number] {
    const shape = this.shapeOf(reference);
    const name = `${upperFirst(reference.shape).replace(/Exception$/, '')}Exception`;
    let error = this.errors.find(each => each.name === name);
    if (!error) {
      error = this.#class(name, shape);
      error.members = error.members.filter(([member]) => member.toLowerCase() !== 'message');
      this.errors.push(error);
    }
    return { code: shape.error?.code ?? reference.shape, error };
  }

  #class(name: string, shape: Shape): Class {
    check('shape', name, shape);
    const members = Object.entries(shape.members ?? {}).map(([member, reference]): Class['members'][number] => {
      const property = upperFirst(member);
      if (property === name) throw new Error(`${name} has a member of its own name, which C# does not let it have.`);
      this.#add(reference, `${name}.${property}`);
      return [member, reference, property];
    });
    return { name, shape, members };
  }

  #add(reference: Reference, place: string): void {
    check('reference', place, reference);
    const shape = this.shapeOf(reference);
    check('shape', place, shape);
    if (this.#seen.has(reference.shape)) return;
    this.#seen.add(reference.shape);
    for (const part of [shape.member, shape.key, shape.value]) if (part) this.#add(part, reference.shape);
    if (shape.type === 'structure') this.structures.push(this.#class(upperFirst(reference.shape), shape));
    else if (shape.enum) this.enums.push([upperFirst(reference.shape), shape]);
  }
}
