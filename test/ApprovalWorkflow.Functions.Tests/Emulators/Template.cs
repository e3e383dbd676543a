using System.Text.Json.Nodes;
using Amazon.CDK;
using Amazon.DynamoDBv2.Model;

namespace ApprovalWorkflow.Functions.Tests.Emulators;

/// <summary>The CDK template's tables, with keys and indexes, and the API's routes.</summary>
internal static class Template
{
    private static readonly Lazy<JsonObject> _resources = new(Synthesize);

    public static CreateTableRequest Requests(string name) => Table("ApprovalsRequests", name);

    public static CreateTableRequest People(string name) => Table("ApprovalsFacesPeople", name);

    public static CreateTableRequest Reports(string name) => Table("ReportsRecords", name);

    /// <summary>The routes that functions answer, such as <c>GET /requests/{id}</c>.</summary>
    public static IEnumerable<string> Routes => _resources.Value
        .Where(resource => (string?)resource.Value!["Type"] == "AWS::ApiGateway::Method")
        .Select(resource => resource.Value!["Properties"]!)
        .Where(method => (string?)method["Integration"]!["Type"] == "AWS_PROXY")
        .Select(method => $"{method["HttpMethod"]} {PathOf((string?)method["ResourceId"]!["Ref"])}");

    private static string PathOf(string? resource)
    {
        if (resource is null) return "";
        var properties = _resources.Value[resource]!["Properties"]!;
        return $"{PathOf((string?)properties["ParentId"]!["Ref"])}/{properties["PathPart"]}";
    }

    private static JsonObject Synthesize()
    {
        var folder = Directory.CreateTempSubdirectory("approval-workflow-tables-").FullName;
        try
        {
            // Only the tables count, so no function is compiled.
            var context = new Dictionary<string, object> { ["aws:cdk:bundling-stacks"] = Array.Empty<string>() };
            var app = new App(new AppProps { Outdir = folder, AnalyticsReporting = false, Context = context });
            var stack = new Stack(app, "Tables");
            string[] addresses = ["ann@example.com"];
            var reports = new ReportService(stack, "Reports", new() { Recipients = addresses });
            _ = new global::ApprovalWorkflow.Approvals(stack, "Approvals", new()
            {
                Approvers = addresses,
                Faces = new(),
                Reports = reports,
                ClickMode = ClickMode.OneClick,
            });
            app.Synth();
            return JsonNode.Parse(File.ReadAllText(Path.Combine(folder, stack.TemplateFile)))!["Resources"]!.AsObject();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static CreateTableRequest Table(string construct, string name)
    {
        var properties = _resources.Value
            .Single(resource => resource.Key.StartsWith(construct, StringComparison.Ordinal)).Value!["Properties"]!;
        return new()
        {
            TableName = name,
            BillingMode = (string)properties["BillingMode"]!,
            KeySchema = Keys(properties),
            AttributeDefinitions =
            [
                .. properties["AttributeDefinitions"]!.AsArray().Select(attribute => new AttributeDefinition(
                    (string)attribute!["AttributeName"]!, (string)attribute["AttributeType"]!)),
            ],
            GlobalSecondaryIndexes = properties["GlobalSecondaryIndexes"]?.AsArray().Select(Index!).ToList(),
        };
    }

    private static List<KeySchemaElement> Keys(JsonNode tableOrIndex) =>
    [
        .. tableOrIndex["KeySchema"]!.AsArray()
            .Select(key => new KeySchemaElement((string)key!["AttributeName"]!, (string)key["KeyType"]!)),
    ];

    private static GlobalSecondaryIndex Index(JsonNode index) => new()
    {
        IndexName = (string)index["IndexName"]!,
        KeySchema = Keys(index),
        Projection = new Projection
        {
            ProjectionType = (string)index["Projection"]!["ProjectionType"]!,
            NonKeyAttributes = index["Projection"]!["NonKeyAttributes"]?.AsArray()
                .Select(attribute => (string)attribute!).ToList(),
        },
    };
}
