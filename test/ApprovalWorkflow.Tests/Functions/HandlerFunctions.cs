using ApprovalWorkflow.Tests.Support;

namespace ApprovalWorkflow.Tests.Functions;

/// <summary>What the functions of a template may do and are told.</summary>
internal static class HandlerFunctions
{
    private const string Traces = "Allow xray:PutTelemetryRecords, xray:PutTraceSegments on *";

    /// <summary>The function may do exactly this, beyond writing its own log and tracing.</summary>
    public static void AssertMay(SynthesizedStack stack, string path, IEnumerable<string> permissions) => Assert.Equal(
        permissions
            .Append($"Allow logs:CreateLogStream, logs:PutLogEvents on {{{path}Log.Arn}}")
            .Append(Traces)
            .Order(),
        stack.Permissions(stack.PropertiesAt(path)["Role"]!));

    /// <summary>The handler gets exactly these environment variables, beyond that with its own name.</summary>
    public static void AssertGets(SynthesizedStack stack, string handler, Dictionary<string, string> environment) =>
        Assert.Equal(
            new SortedDictionary<string, string>(environment) { ["FUNCTION_HANDLER"] = handler },
            Environment(stack, handler));

    public static SortedDictionary<string, string> Environment(SynthesizedStack stack, string handler) => new(stack
        .Function(handler)["Environment"]!["Variables"]!.AsObject()
        .ToDictionary(variable => variable.Key, variable => stack.Render(variable.Value)));
}
