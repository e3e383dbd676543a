using System.Text.Json.Nodes;
using Amazon.CDK;
using Amazon.DynamoDBv2.Model;

namespace ApprovalWorkflow.Functions.Tests.Emulators;

/// <summary>The tables of the CDK template: keys and indexes.</summary>
internal static class TableSchemas
{
    private static readonly Lazy<JsonObject> _resources = new(Synthesize);

    public static CreateTableRequest Requests(string name) => Table("ApprovalsRequests", name);

    public static CreateTableRequest People(string name) => Table("ApprovalsFacesPeople", name);

    public static CreateTableRequest Reports(string name) => Table("ReportsRecords", name);

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
            _ = new global::ApprovalWorkflow.Approvals(
                stack, "Approvals", new() { Approvers = addresses, Faces = new() });
            _ = new ReportService(stack, "Reports", new() { Recipients = addresses });
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
