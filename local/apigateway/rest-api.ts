import { resourcesOf } from '../stack/resources.ts';
import { Section } from '../stack/section.ts';
import type { ResolvedResource, ResolvedStack } from '../stack/types.ts';
import { authorizerOf, type Authorizer, type Tokens } from './authorizer.ts';
import type { Stage } from './context.ts';
import { GatewayResponses } from './gateway-responses.ts';
import { integrationOf } from './integration.ts';
import type { Integration } from './types.ts';
import { validatorOf, type Validator } from './validation.ts';

/** A method of a resource. */
export interface Route {
  /** `ANY` or an HTTP method. */
  httpMethod: string;
  /** A path such as `/requests/{id}`. */
  resourcePath: string;
  resourceId: string;
  integration: Integration;
  authorize: Authorizer;
  validate: Validator;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-rest-api.html */
export interface RestApi {
  id: string;
  routes: Route[];
  stages: Map<string, Stage>;
  responses: GatewayResponses;
}

/** Reads a REST API with its resources, methods and stage. */
export function restApiOf(stack: ResolvedStack, resource: ResolvedResource, tokens: Tokens): RestApi {
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
    responses: new GatewayResponses(owned('AWS::ApiGateway::GatewayResponse').map(response => new Section(response))),
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

function routeOf(stack: ResolvedStack, method: Section, paths: Map<string, string>, tokens: Tokens): Route {
  method.only(
    'ApiKeyRequired AuthorizationType AuthorizerId HttpMethod Integration RequestModels RequestParameters'
      + ' RequestValidatorId ResourceId RestApiId',
    'MethodResponses OperationName',
  );
  if (method.flag('ApiKeyRequired')) method.stop('ApiKeyRequired', 'is true; the runner checks no API keys');
  const resourceId = method.text('ResourceId');
  return {
    httpMethod: method.text('HttpMethod').toUpperCase(),
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
