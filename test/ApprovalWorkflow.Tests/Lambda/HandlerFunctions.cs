using System.Text.Json.Nodes;
using ApprovalWorkflow.Tests.Support;

namespace ApprovalWorkflow.Tests.Lambda;

/// <summary>Permissions and variables of a template's functions.</summary>
internal static class HandlerFunctions
{
    private const string Traces = "Allow xray:PutTelemetryRecords, xray:PutTraceSegments on *";

    /// <summary>The function runs the handler of its name, with tracing, logs and its own role.</summary>
    public static void AssertRuns(SynthesizedStack stack, string path)
    {
        var function = stack.PropertiesAt(path);
        Assert.Equal("dotnet10", (string?)function["Runtime"]);
        Assert.Equal("x86_64", Architecture(function));
        Assert.Equal("ApprovalWorkflow.Functions", (string?)function["Handler"]);
        Assert.Equal(path.Split('/')[^1], (string?)function["Environment"]!["Variables"]!["FUNCTION_HANDLER"]);
        Assert.Equal("Active", (string?)function["TracingConfig"]!["Mode"]);
        Assert.Equal("JSON", (string?)function["LoggingConfig"]!["LogFormat"]);
        Assert.Equal($"{{{path}Log}}", stack.Render(function["LoggingConfig"]!["LogGroup"]));
        Assert.Equal($"{{{path}Role.Arn}}", stack.Render(function["Role"]));
        Assert.Equal(256, (int?)function["MemorySize"]);
    }

    public static string? Architecture(JsonNode function) => (string?)function["Architectures"]!.AsArray().Single();

    /// <summary>The function may do exactly this, beyond writing its own log and tracing.</summary>
    public static void AssertMay(SynthesizedStack stack, string path, IEnumerable<string> permissions) => Assert.Equal(
        permissions
            .Append($"Allow logs:CreateLogStream, logs:PutLogEvents on {{{path}Log.Arn}}")
            .Append(Traces)
            .Order(),
        stack.Permissions(stack.PropertiesAt(path)["Role"]!));

    /// <summary>The handler gets exactly these environment variables, beside its name.</summary>
    public static void AssertGets(SynthesizedStack stack, string handler, Dictionary<string, string> environment) =>
        Assert.Equal(
            new SortedDictionary<string, string>(environment)
            {
                ["DOTNET_GCgen0size"] = "400000",
                ["FUNCTION_HANDLER"] = handler,
            },
            Environment(stack, handler));

    public static SortedDictionary<string, string> Environment(SynthesizedStack stack, string handler) => new(stack
        .Function(handler)["Environment"]!["Variables"]!.AsObject()
        .ToDictionary(variable => variable.Key, variable => stack.Render(variable.Value)));
}
