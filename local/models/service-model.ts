// AWS's own service models. The npm package @aws-cdk/asset-awscli-v1 contains the AWS CLI with botocore's models.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { ASSET_FILE } from '@aws-cdk/asset-awscli-v1';
import { strFromU8, unzipSync } from 'fflate';

/** A reference to a shape, with its own traits. */
export interface Reference {
  shape: string;
  documentation?: string;
  /** The name on the wire, if it differs from the member's name. */
  locationName?: string;
}

/** A type of the service. https://smithy.io/2.0/spec/simple-types.html */
export interface Shape {
  type: 'structure' | 'list' | 'map' | 'string' | 'blob' | 'boolean' | 'timestamp' | NumberType;
  documentation?: string;
  members?: Record<string, Reference>;
  required?: string[];
  member?: Reference;
  key?: Reference;
  value?: Reference;
  enum?: string[];
  /** Limit a text's length in characters, a list's number of items, or a number's value. */
  min?: number;
  max?: number;
  pattern?: string;
  /** AWS leaves the value out of messages. */
  sensitive?: boolean;
  exception?: boolean;
  /** An error's code on the wire, if it differs from the shape's name. */
  error?: { code?: string };
}

type NumberType = 'integer' | 'long' | 'float' | 'double';

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

const folder = 'awscli/botocore/data/';

/** The newest models of services, by the name of their folder in botocore, such as `sns`. */
export const readServiceModels = (services: string[]) => read<ServiceModel>(services, 'service-2');

/** The newest endpoint rules of services, by the same names. */
export const readEndpointRules = (services: string[]) => read<EndpointRules>(services, 'endpoint-rule-set-1');

function read<T>(services: string[], file: string): Map<string, T> {
  const wanted = services.map(service => `${folder}${service}/`);
  const entries = unzipSync(readFileSync(ASSET_FILE), {
    filter: ({ name }) => name.endsWith(`/${file}.json.gz`) && wanted.some(start => name.startsWith(start)),
  });
  const versions = Object.keys(entries).sort();
  return new Map(
    services.map((service, i) => {
      const newest = versions.findLast(name => name.startsWith(wanted[i]!));
      if (newest === undefined) throw new Error(`@aws-cdk/asset-awscli-v1 has no ${file} of the service ${service}.`);
      return [service, JSON.parse(strFromU8(gunzipSync(entries[newest]!))) as T];
    }),
  );
}
