// AWS's own service models. The npm package @aws-cdk/asset-awscli-v1 contains the AWS CLI with botocore's models.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { ASSET_FILE } from '@aws-cdk/asset-awscli-v1';
import { strFromU8, unzipSync } from 'fflate';

/** A type of the service. https://smithy.io/2.0/spec/simple-types.html */
export interface Shape {
  type:
    | 'structure'
    | 'list'
    | 'map'
    | 'string'
    | 'blob'
    | 'boolean'
    | 'timestamp'
    | 'integer'
    | 'long'
    | 'float'
    | 'double';
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
}

export interface Reference {
  shape: string;
}

/** What checks of requests need of a model. */
export interface ServiceModel {
  operations: Record<string, { input?: Reference; output?: Reference; errors?: Reference[] }>;
  shapes: Record<string, Shape>;
}

const folder = 'awscli/botocore/data/';

/** The newest files of this name in the models of services, by the name of their folder in botocore, such as `sns`. */
export function readModels<T>(services: string[], file: string): Map<string, T> {
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
