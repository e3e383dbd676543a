using System.Diagnostics;
using System.Text.Json;

namespace ApprovalWorkflow.EndToEnd.Tests.Running;

/// <summary>The AWS CLI, where the machine has it.</summary>
public static class AwsCli
{
    public static string? Path { get; } = (
        Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator)
        .Select(folder => System.IO.Path.Combine(folder, "aws")).FirstOrDefault(File.Exists);

    /// <summary>Runs <c>aws stepfunctions …</c> against the local stack.</summary>
    public static async Task<(
        int ExitCode,
        JsonElement? Output,
        string Error)> StepFunctionsAsync(LocalStack stack, params string[] arguments)
    {
        using var process = new Process();
        process.StartInfo = new ProcessStartInfo(Path!)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["AWS_ACCESS_KEY_ID"] = "local",
                ["AWS_SECRET_ACCESS_KEY"] = "local",
                ["AWS_REGION"] = "us-east-1",
                ["AWS_DEFAULT_REGION"] = "us-east-1",
            },
        };
        string[] all = ["--endpoint-url", stack.Aws, "--output", "json", "stepfunctions", .. arguments];
        foreach (var argument in all)
            process.StartInfo.ArgumentList.Add(argument);
        process.Start();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (
            process.ExitCode,
            (await output).Length > 0 ? JsonDocument.Parse(await output).RootElement : null,
            await error);
    }
}

/// <summary>A test that is skipped without the AWS CLI, which cannot be installed everywhere.</summary>
public sealed class AwsCliFactAttribute : FactAttribute
{
    public AwsCliFactAttribute() => Skip = AwsCli.Path is null ? "The AWS CLI was not found on the PATH." : null;
}
