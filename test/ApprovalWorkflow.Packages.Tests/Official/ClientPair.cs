using System.Reflection;
using Amazon.Runtime;
using ApprovalWorkflow.Packages.Tests.Support;

namespace ApprovalWorkflow.Packages.Tests.Official;

/// <summary>A generated client and the official one of the same service.</summary>
internal sealed record ClientPair(Type Generated, Type Official, bool SpeaksXml)
{
    public static ClientPair[] All { get; } =
    [
        new(typeof(Compared.DynamoDBv2.AmazonDynamoDBClient), typeof(Amazon.DynamoDBv2.AmazonDynamoDBClient), false),
        new(typeof(Compared.SSOOIDC.AmazonSSOOIDCClient), typeof(Amazon.SSOOIDC.AmazonSSOOIDCClient), false),
        new(
            typeof(Compared.SecurityToken.AmazonSecurityTokenServiceClient),
            typeof(Amazon.SecurityToken.AmazonSecurityTokenServiceClient),
            true),
    ];

    /// <summary>All operations of all services, by service and name.</summary>
    public static TheoryData<string, string> Operations
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var pair in All)
            {
                foreach (var (_, method) in pair.Methods)
                    data.Add(pair.Service, method.Name);
            }
            return data;
        }
    }

    public string Service => Generated.Namespace!["Compared.".Length..];

    /// <summary>The generated methods that call the service, with the request that each takes.</summary>
    public IEnumerable<(Type Request, MethodInfo Method)> Methods =>
        from method in Generated.GetMethods()
        let parameters = method.GetParameters()
        where parameters.Length == 2 && typeof(AmazonWebServiceRequest).IsAssignableFrom(parameters[0].ParameterType)
        select (parameters[0].ParameterType, method);

    public static ClientPair Of(string service) => All.Single(it => it.Service == service);

    /// <summary>The official type with the name of a generated one; any other type is returned unchanged.</summary>
    public Type? OfficialOf(Type type)
    {
        if (type.IsGenericType)
        {
            var arguments = type.GetGenericArguments().Select(it => OfficialOf(it)!);
            return type.GetGenericTypeDefinition().MakeGenericType([.. arguments]);
        }
        return type.Assembly == Generated.Assembly
            ? Official.Assembly.GetType("Amazon" + type.FullName!["Compared".Length..])
            : type;
    }

    public static Type ConfigOf(Type client) =>
        client.Assembly.GetType(client.FullName![..^"Client".Length] + "Config")!;

    public AmazonServiceClient ClientAt(string url, bool official)
    {
        var type = official ? Official : Generated;
        var config = Clients.Configure((ClientConfig)Activator.CreateInstance(ConfigOf(type))!, url, 0, null);
        return (AmazonServiceClient)Activator.CreateInstance(type, Clients.Credentials, config)!;
    }
}
