using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.CDK;


namespace ApprovalWorkflow.Tests.Support;

/// <summary>An app with the context of cdk.json, as the CDK CLI passes it, that builds no assets.</summary>
internal sealed class TestApp(App app, string folder) : IDisposable
{
    public App App => app;

    /// <summary>Changes of cdk.json's context; null removes a setting.</summary>
    public static TestApp Create(params (string Name, object? Value)[] context)
    {
        var merged = CdkJsonContext().ToDictionary(property => property.Key, property => Plain(property.Value!));
        merged["aws:cdk:bundling-stacks"] = Array.Empty<string>();
        merged["aws:cdk:disable-asset-staging"] = true;
        merged["aws:cdk:enable-path-metadata"] = true;
        foreach (var (name, value) in context)
        {
            merged.Remove(name);
            if (value is not null) merged[name] = value;
        }
        var folder = Directory.CreateTempSubdirectory("approval-workflow-tests-").FullName;
        var props = new AppProps { Context = merged, Outdir = folder, AnalyticsReporting = false };
        return new TestApp(new App(props), folder);
    }

    /// <summary>The app's stack as in Program.</summary>
    public ApprovalWorkflowStack ApprovalWorkflow(ApprovalReportsStack? reports = null) =>
        new(App, "ApprovalWorkflow", global::ApprovalWorkflow.Settings.From(App.Node), reports);

    /// <summary>The stack of reports as in Program, created before the other one.</summary>
    public ApprovalReportsStack ApprovalReports()
    {
        var settings = global::ApprovalWorkflow.Settings.From(App.Node);
        return new ApprovalReportsStack(App, "ApprovalReports", settings, settings.Reports!);
    }

    public static JsonObject CdkJsonContext() =>
        JsonNode.Parse(File.ReadAllText(Repository.PathOf("cdk.json")))!["context"]!.AsObject();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static object Plain(JsonNode node) => node switch
    {
        JsonArray list => list.Select(item => item!.GetValue<string>()).ToArray(),
        _ when node.GetValueKind() is JsonValueKind.True or JsonValueKind.False => node.GetValue<bool>(),
        _ => node.GetValue<string>(),
    };
}
