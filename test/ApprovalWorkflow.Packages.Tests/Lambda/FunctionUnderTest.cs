using System.Text.Json.Serialization;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.StepFunctions;
using Amazon.StepFunctions.Model;

namespace ApprovalWorkflow.Packages.Tests.Lambda;

/// <summary>What the function is asked to do.</summary>
internal sealed record FunctionInput(string Action, string? Text = null);

/// <summary>What it answers.</summary>
internal sealed record FunctionOutput(string? Text);

[JsonSerializable(typeof(FunctionInput))]
[JsonSerializable(typeof(FunctionOutput))]
internal sealed partial class FunctionJson : JsonSerializerContext;

/// <summary>A function that does what its event says.</summary>
internal static class FunctionUnderTest
{
    public static async Task RunAsync()
    {
        using var bootstrap = LambdaBootstrapBuilder
            .Create<FunctionInput, FunctionOutput>(HandleAsync, new SourceGeneratorLambdaJsonSerializer<FunctionJson>())
            .UseBootstrapHandler(InitializeAsync)
            .Build();
        await bootstrap.RunAsync();
    }

    private static Task<bool> InitializeAsync() =>
        Environment.GetEnvironmentVariable("INITIALIZATION") == "fails"
            ? throw new InvalidOperationException("TABLE_NAME is not set.")
            : Task.FromResult(true);

    private static async Task<FunctionOutput> HandleAsync(FunctionInput input, ILambdaContext context)
    {
        switch (input.Action)
        {
            case "log":
                Log(context.Logger);
                return new(null);
            case "trace":
                return new(Environment.GetEnvironmentVariable("_X_AMZN_TRACE_ID"));
            case "callback":
                using (var client = new AmazonStepFunctionsClient())
                    await client.SendTaskSuccessAsync(
                        new SendTaskSuccessRequest { TaskToken = "token", Output = "{}" });
                return new("called back");
            case "throw":
                throw new NotSupportedException(input.Text);
            default:
                return new(input.Text);
        }
    }

    private static void Log(ILambdaLogger logger)
    {
        logger.LogDebug("not written at the level of {level}", "Information");
        logger.LogInformation("request {id} of {count} took {elapsed:F1} ms", "r-1", 3, 12.345);
        logger.LogWarning("no arguments, {braces} kept");
        logger.LogError(new InvalidOperationException("broken"), "could not do {what}", "it");
        logger.LogLine("a line");
    }
}
