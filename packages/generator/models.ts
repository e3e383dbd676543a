// What the generator reads of AWS's service models.
import {
  readModels,
  type Reference as PlainReference,
  type Shape as PlainShape,
} from '../../local/models/service-model.ts';

/** A reference to a shape, with its own traits. */
export interface Reference extends PlainReference {
  documentation?: string;
  /** The name on the wire, if it differs from the member's name. */
  locationName?: string;
}

export interface Shape extends PlainShape {
  documentation?: string;
  members?: Record<string, Reference>;
  member?: Reference;
  key?: Reference;
  value?: Reference;
  exception?: boolean;
  /** An error's code on the wire, if it differs from the shape's name. */
  error?: { code?: string };
}

export interface Operation {
  name: string;
  http: { method: string; requestUri: string };
  input?: Reference;
  output?: Reference & { resultWrapper?: string };
  errors?: Reference[];
  documentation?: string;
  /** `none` if requests are not signed. */
  authtype?: string;
}

export interface ServiceModel {
  metadata: {
    apiVersion: string;
    endpointPrefix: string;
    jsonVersion?: string;
    protocol: string;
    serviceFullName: string;
    serviceId: string;
    signingName?: string;
    targetPrefix?: string;
    uid: string;
  };
  operations: Record<string, Operation>;
  shapes: Record<string, Shape>;
  documentation?: string;
}

/** A rule of those that determine a service's endpoint. https://smithy.io/2.0/additional-specs/rules-engine/ */
export interface EndpointRule {
  type: 'tree' | 'endpoint' | 'error';
  conditions: { fn: string; argv: unknown[]; assign?: string }[];
  rules?: EndpointRule[];
  endpoint?: { url: unknown; properties: object; headers: object };
  error?: string;
}

export interface EndpointRules {
  parameters: Record<string, { builtIn?: string; type: string; required: boolean; default?: unknown }>;
  rules: EndpointRule[];
}

/** The newest models of services, by the name of their folder in botocore. */
export const readServiceModels = (services: string[]) => readModels<ServiceModel>(services, 'service-2');

/** The newest endpoint rules of services, by the same names. */
export const readEndpointRules = (services: string[]) => readModels<EndpointRules>(services, 'endpoint-rule-set-1');
