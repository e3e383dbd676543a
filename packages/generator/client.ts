// Writes the client, its interface and its configuration.
import { apart, block, quote, summary } from './code.ts';
import type { Call, Surface } from './surface.ts';

const asyncMethod = ({ name, request, response }: Call): string =>
  `Task<${response.name}> ${name}Async(${request.name} request, CancellationToken cancellationToken = default)`;

// The full name, because DynamoDB has a structure named Endpoint.
const endpointMethod =
  'Amazon.Runtime.Endpoints.Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request)';

/** Every official client has these constructors: credentials, keys or neither; a Region, a configuration or neither. */
function constructors(surface: Surface): string[][] {
  const [client, config] = [`${surface.prefix}Client`, `${surface.prefix}Config`];
  const who: [parameters: string, passed: string][] = [
    ['', ''],
    ['AWSCredentials credentials', 'credentials'],
    ['string awsAccessKeyId, string awsSecretAccessKey', 'awsAccessKeyId, awsSecretAccessKey'],
    [
      'string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken',
      'awsAccessKeyId, awsSecretAccessKey, awsSessionToken',
    ],
  ];
  const where: [parameters: string, passed: string][] = [
    ['', `new ${config}()`],
    ['RegionEndpoint region', `new ${config} { RegionEndpoint = region }`],
    [`${config} clientConfig`, 'clientConfig'],
  ];
  const join = (...texts: string[]) => texts.filter(text => text !== '').join(', ');
  return who.flatMap(([whoParameters, whoPassed]) =>
    where.map(([whereParameters, wherePassed]) => {
      // The configuration is named `clientConfig` only in constructors with credentials.
      const named = (text: string) => (whoParameters === '' ? text.replace('clientConfig', 'config') : text);
      const [parameters, passed] = [join(whoParameters, named(whereParameters)), join(whoPassed, named(wherePassed))];
      return [
        '/// <summary>A client. Missing settings come from the environment and the shared AWS files.</summary>',
        `public ${client}(${parameters})`,
        `: base(${passed})`,
        '{',
        '}',
      ];
    }),
  );
}

function clientClass(surface: Surface): string[] {
  const { prefix } = surface;
  const invoke = ({ name, response }: Call) => [
    `InvokeAsync<${response.name}>(request, new InvokeOptions`,
    '{',
    `RequestMarshaller = Wire.${name}Request,`,
    `ResponseUnmarshaller = Wire.${name}Response,`,
    '}, cancellationToken);',
  ];
  return [
    `/// <summary>The client of ${surface.model.metadata.serviceFullName}, for the operations used here.</summary>`,
    ...block(
      `public class ${prefix}Client : AmazonServiceClient, I${prefix}`,
      apart([
        ...constructors(surface),
        ['/// <inheritdoc/>', 'protected override IServiceMetadata ServiceMetadata { get; } = new Metadata();'],
        ...surface.calls.map(call => ['/// <inheritdoc/>', `public virtual ${asyncMethod(call)} =>`, ...invoke(call)]),
        [
          '/// <inheritdoc/>',
          `public ${endpointMethod} =>`,
          'Config.DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(request));',
        ],
        [
          '/// <inheritdoc/>',
          ...block('protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)', [
            'pipeline.RemoveHandler<EndpointResolver>();',
            'pipeline.AddHandlerAfter<Marshaller>(new ServiceEndpointResolver());',
            `pipeline.AddHandlerAfter<Marshaller>(
                new AuthSchemeHandler([${unsigned(surface).map(quote).join(', ')}]));`,
          ]),
        ],
        block('private sealed class Metadata : IServiceMetadata', [
          `public string ServiceId => ${prefix}Config.ServiceId;`,
          'public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>();',
        ]),
      ]),
    ),
  ];
}

/** The names of the requests that are not signed. */
const unsigned = (surface: Surface): string[] =>
  surface.calls.filter(({ operation }) => operation.authtype === 'none').map(({ request }) => request.name);

function interfaceOf(surface: Surface): string[] {
  const { prefix } = surface;
  return [
    `/// <summary>${surface.model.metadata.serviceFullName}: the operations used here.</summary>`,
    ...block(
      `public interface I${prefix} : IAmazonService, IDisposable`,
      apart([
        [`static ClientConfig IAmazonService.CreateDefaultClientConfig() => new ${prefix}Config();`],
        [
          'static IAmazonService IAmazonService.CreateDefaultServiceClient(',
          'AWSCredentials awsCredentials, ClientConfig clientConfig) =>',
          `new ${prefix}Client(awsCredentials, (${prefix}Config)clientConfig);`,
        ],
        ...surface.calls.map(call => [
          ...summary(call.operation.documentation, `The operation ${call.name}.`),
          ...call.errors.map(({ error }) => `/// <exception cref="${error.name}">See there.</exception>`),
          `/// <remarks>https://docs.aws.amazon.com/goto/WebAPI/${surface.model.metadata.uid}/${call.name}</remarks>`,
          `${asyncMethod(call)};`,
        ]),
        ['/// <summary>The endpoint for a request.</summary>', `${endpointMethod};`],
      ]),
    ),
  ];
}

function configClass(surface: Surface, version: string): string[] {
  const { serviceId, serviceFullName, endpointPrefix, signingName, apiVersion } = surface.model.metadata;
  const config = `${surface.prefix}Config`;
  return [
    `/// <summary>Settings of the client of ${serviceFullName}: Region, endpoint, time-outs, retries.</summary>`,
    ...block(
      `public class ${config} : ClientConfig`,
      apart([
        [
          'private static readonly string _userAgent =',
          `InternalSDKUtils.BuildUserAgentString(ServiceId, ${quote(version)});`,
        ],
        [
          '/// <summary>The defaults, with the settings of the environment and the shared AWS files.</summary>',
          `public ${config}()`,
          ': base(new DefaultConfigurationProvider(ServiceDefaults.All))',
          '{',
          'base.ServiceId = ServiceId;',
          `AuthenticationServiceName = ${quote(signingName ?? endpointPrefix)};`,
          `EndpointProvider = new ${surface.prefix}EndpointProvider();`,
          '}',
        ],
        [
          '/// <summary>The service as named in environment variables.</summary>',
          `public static new string ServiceId => ${quote(serviceId)};`,
        ],
        ['/// <inheritdoc/>', `public override string RegionEndpointServiceName => ${quote(endpointPrefix)};`],
        ['/// <inheritdoc/>', `public override string ServiceVersion => ${quote(apiVersion)};`],
        ['/// <inheritdoc/>', 'public override string UserAgent => _userAgent;'],
        [
          '/// <inheritdoc/>',
          'public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>',
          'ServiceEndpointResolver.Resolve(this, parameters);',
        ],
      ]),
    ),
  ];
}

/** The client's files, by their path in its project. */
export function writeClient(surface: Surface, version: string): Record<string, string[]> {
  const { namespace, prefix } = surface;
  const file = (usings: string[], body: string[]) =>
    apart([usings.map(name => `using ${namespace}.${name};`), [`namespace ${namespace};`], body]);
  return {
    [`${prefix}Client.cs`]: file(['Model', 'Model.Internal'], clientClass(surface)),
    [`I${prefix}.cs`]: file(['Model'], interfaceOf(surface)),
    [`${prefix}Config.cs`]: file(['Internal'], configClass(surface, version)),
  };
}
