using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ApprovalWorkflow.Tests.Support;

namespace ApprovalWorkflow.Tests.Upgrades;

/// <summary>
/// The resources of a stack that hold something: data, confirmed subscriptions, waiting executions, or the address in
/// mails that were sent. Each has its type and those properties whose change makes CloudFormation replace it.
/// </summary>
internal static class HeldResources
{
    private static readonly string[] _types =
    [
        "AWS::CloudFront::Distribution", "AWS::Cognito::IdentityPool", "AWS::Cognito::UserPool",
        "AWS::Cognito::UserPoolDomain", "AWS::Cognito::UserPoolGroup", "AWS::DynamoDB::Table", "AWS::Logs::LogGroup",
        "AWS::RDS::DBCluster", "AWS::RDS::DBInstance", "AWS::Rekognition::Collection", "AWS::S3::Bucket",
        "AWS::SecretsManager::Secret", "AWS::SNS::Subscription", "AWS::SNS::Topic", "AWS::SQS::Queue",
        "AWS::StepFunctions::StateMachine",
    ];

    private static readonly Lazy<Dictionary<string, HashSet<string>>> _replacing = new(ReadReplacingProperties);

    /// <summary>By logical id.</summary>
    public static JsonObject Of(SynthesizedStack stack) => Of(stack.Resources);

    public static JsonObject Of(JsonObject resources) => new(resources
        .Where(resource => _types.Contains((string?)resource.Value!["Type"]))
        .OrderBy(resource => resource.Key, StringComparer.Ordinal)
        .Select(resource => KeyValuePair.Create(resource.Key, (JsonNode?)Held(resource.Value!.AsObject()))));

    /// <summary>What an update from one template to another would lose, one line for each resource.</summary>
    public static IEnumerable<string> Lost(JsonObject released, JsonObject now) => released
        .Where(resource => !JsonNode.DeepEquals(resource.Value, now[resource.Key]))
        .Select(resource => now[resource.Key] is { } other
            ? $"{resource.Key} is replaced: {Text(resource.Value!)} becomes {Text(other)}"
            : $"{resource.Key} is deleted or renamed: {Text(resource.Value!)}");

    public static string Text(JsonNode value) => value.ToJsonString(new JsonSerializerOptions
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    private static JsonObject Held(JsonObject resource)
    {
        var type = (string)resource["Type"]!;
        var properties = resource["Properties"]?.AsObject() ?? [];
        return new JsonObject
        {
            ["Type"] = type,
            ["Properties"] = new JsonObject(properties
                .Where(property => _replacing.Value[type].Contains(property.Key))
                .Select(property => KeyValuePair.Create(property.Key, property.Value?.DeepClone()))),
        };
    }

    /// <summary>CloudFormation's documentation, in the database of the CDK CLI: what <c>cdk diff</c> reads.</summary>
    private static Dictionary<string, HashSet<string>> ReadReplacingProperties()
    {
        using var file = File.OpenRead(Repository.PathOf("node_modules/aws-cdk/db.json.gz"));
        using var text = new GZipStream(file, CompressionMode.Decompress);
        using var database = JsonDocument.Parse(text);
        return database.RootElement.GetProperty("schema").GetProperty("resource").GetProperty("entities")
            .EnumerateArray()
            .Where(resource => _types.Contains(resource.GetProperty("cloudFormationType").GetString()))
            .ToDictionary(
                resource => resource.GetProperty("cloudFormationType").GetString()!,
                resource => resource.GetProperty("properties").EnumerateObject()
                    .Where(property => property.Value.TryGetProperty("causesReplacement", out var causes)
                        && causes.GetString() is "yes" or "maybe")
                    .Select(property => property.Name)
                    .ToHashSet());
    }
}
