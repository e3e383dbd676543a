/** The parts of a synthesized CloudFormation template that the runner reads. */
export interface Template {
  Resources: Record<string, TemplateResource>;
  Parameters?: Record<string, { Type: string; Default?: unknown }>;
  Conditions?: Record<string, unknown>;
  Outputs?: Record<string, { Value: unknown; Condition?: string; Export?: { Name: unknown } }>;
  Transform?: unknown;
}

export interface TemplateResource {
  Type: string;
  Properties?: Record<string, unknown>;
  Condition?: string;
  DependsOn?: string | string[];
}

/** The values of the pseudo parameters. */
export const account = '000000000000';
export const region = 'us-east-1';
export const availabilityZones = [...'abcdef'].map(zone => region + zone);
export const partition = 'aws';
export const urlSuffix = 'amazonaws.com';
