namespace ApprovalWorkflow.Tests.Contracts;

/// <summary>What a Lambda function is to a state machine.</summary>
/// <param name="Handler">Its handler's name.</param>
internal sealed record InvokedFunction(string Handler, Type Input, Type Output);

/// <summary>How a state machine's tasks invoke functions.</summary>
/// <param name="Json">How functions read and write.</param>
/// <param name="Function">A task's function, by the FunctionName in the definition.</param>
/// <param name="Callback">The answer to a task that waits with a token.</param>
internal sealed record Invocations(JsonShapes Json, Func<string, InvokedFunction> Function, Shape Callback)
{
    private const string Resource = "arn:aws:states:::lambda:invoke";

    /// <summary>The result of a task that sends this.</summary>
    public Shape Result(Findings findings, string where, string resource, string? functionName, Shape sent)
    {
        if (!resource.StartsWith(Resource, StringComparison.Ordinal)) return Shape.Unknown(resource);
        var (handler, input, output) = Function(functionName!);
        findings.Handlers.Add(handler);
        Json.CheckRead(findings, $"{where}, {handler}", findings.Member(where, sent, "Payload"), input);
        return resource == Resource
            ? Shape.Object("Lambda's answer", [KeyValuePair.Create("Payload", Json.Written(output))])
            : Callback;
    }
}
