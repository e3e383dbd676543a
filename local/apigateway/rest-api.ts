import { resourcesOf } from '../stack/resources.ts';
import { Section } from '../stack/section.ts';
import type { ResolvedResource, ResolvedStack } from '../stack/types.ts';
import { authorizerOf, type Tokens } from './authorizer.ts';
import { awsIntegration } from './aws-integration.ts';
import type { Stage } from './context.ts';
import { gatewayResponsesOf } from './gateway-responses.ts';
import { lambdaProxyIntegration } from './proxy.ts';
import type { Integration } from './types.ts';
import { validatorOf } from './validation.ts';

export type RestApi = ReturnType<typeof restApiOf>;

/** A method of a resource. */
export type Route = ReturnType<typeof routeOf>;

/**
 * Reads a REST API with its resources, methods and stages.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-rest-api.html
 */
export function restApiOf(stack: ResolvedStack, resource: ResolvedResource, tokens: Tokens) {
  const id = resource.ref;
  // Not supported: definitions from an OpenAPI file, resource policies, binary media types and compression.
  const api = new Section(resource).only(
    'DisableExecuteApiEndpoint',
    'ApiKeySourceType Description EndpointAccessMode EndpointConfiguration FailOnWarnings Name SecurityPolicy Tags',
  );
  if (api.flag('DisableExecuteApiEndpoint')) api.stop('DisableExecuteApiEndpoint', 'is true: CloudFront has no way in');
  const owned = (type: string): ResolvedResource[] =>
    resourcesOf(stack, type).filter(({ properties }) => properties.RestApiId === id);

  for (const deployment of owned('AWS::ApiGateway::Deployment'))
    new Section(deployment).only(['RestApiId'], ['Description']);
  const paths = resourcePaths(owned('AWS::ApiGateway::Resource'));
  const stages = owned('AWS::ApiGateway::Stage').map(stage => stageOf(new Section(stage)));
  return {
    id,
    routes: owned('AWS::ApiGateway::Method').map(method => routeOf(stack, new Section(method), paths, tokens)),
    stages: new Map(stages.map(stage => [stage.name, stage])),
    /** Answers with an error of API Gateway itself. */
    ownAnswer: gatewayResponsesOf(owned('AWS::ApiGateway::GatewayResponse').map(response => new Section(response))),
  };
}

/** The full path of each resource by its id. The root has no resource in the template. */
export function resourcePaths(resources: ResolvedResource[]): Map<string, string> {
  const byId = new Map(resources.map(resource => [resource.ref, new Section(resource)]));
  const pathOf = (id: string): string => {
    const resource = byId.get(id);
    return resource === undefined ? '' : `${pathOf(resource.text('ParentId'))}/${resource.text('PathPart')}`;
  };
  for (const resource of byId.values()) resource.only(['ParentId', 'PathPart', 'RestApiId']);
  return new Map([...byId.keys()].map(id => [id, pathOf(id)]));
}

function routeOf(stack: ResolvedStack, method: Section, paths: Map<string, string>, tokens: Tokens) {
  method.only(
    'ApiKeyRequired AuthorizationType AuthorizerId HttpMethod Integration RequestModels RequestParameters'
      + ' RequestValidatorId ResourceId RestApiId',
    'MethodResponses OperationName',
  );
  if (method.flag('ApiKeyRequired')) method.stop('ApiKeyRequired', 'is true; the runner checks no API keys');
  const resourceId = method.text('ResourceId');
  return {
    /** `ANY` or an HTTP method. */
    httpMethod: method.text('HttpMethod').toUpperCase(),
    /** Such as `/requests/{id}`. */
    resourcePath: paths.get(resourceId) ?? '/',
    resourceId,
    integration: integrationOf(stack, method),
    authorize: authorizerOf(stack, method, tokens),
    validate: validatorOf(stack, method),
  };
}

function stageOf(stage: Section): Stage {
  // Throttling, tracing and access logs have no effect here.
  stage.only(
    ['DeploymentId', 'MethodSettings', 'RestApiId', 'StageName'],
    ['AccessLogSetting', 'ClientCertificateId', 'Description', 'DocumentationVersion', 'Tags', 'TracingEnabled'],
  );
  for (const settings of stage.sections('MethodSettings')) {
    if (settings.flag('CachingEnabled')) settings.stop('CachingEnabled', 'is true; the runner has no cache');
  }
  return { name: stage.text('StageName'), deploymentId: stage.text('DeploymentId') };
}

/** In milliseconds. */
const defaultTimeout = 29_000;

function integrationOf(stack: ResolvedStack, method: Section): Integration {
  const section = method.requiredSection('Integration');
  const type = section.text('Type');
  if (type !== 'AWS' && type !== 'AWS_PROXY') section.stop('Type', `is ${type}, which the runner does not support`);
  if (section.text('IntegrationHttpMethod') !== 'POST') section.stop('IntegrationHttpMethod', 'must be POST');
  if ((section.optionalText('ResponseTransferMode') ?? 'BUFFERED') !== 'BUFFERED') section.stop('ResponseTransferMode');
  const timeout = section.integer('TimeoutInMillis') ?? defaultTimeout;
  return type === 'AWS' ? awsIntegration(method, section, timeout) : lambdaProxyIntegration(stack, section, timeout);
}
