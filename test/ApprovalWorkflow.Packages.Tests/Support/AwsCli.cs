using System.Diagnostics;

namespace ApprovalWorkflow.Packages.Tests.Support;

/// <summary>The AWS CLI of this machine.</summary>
internal static class AwsCli
{
    public static string? Path { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(System.IO.Path.PathSeparator)
        .Select(folder => System.IO.Path.Combine(folder, "aws"))
        .FirstOrDefault(File.Exists);

    /// <summary>Runs a command against an endpoint; its credentials are those of the tests' clients.</summary>
    public static async Task RunAsync(string endpoint, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path!, [.. arguments, "--endpoint-url", endpoint, "--region", "us-east-1"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["AWS_ACCESS_KEY_ID"] = Clients.AccessKey;
        start.Environment["AWS_SECRET_ACCESS_KEY"] = Clients.SecretKey;
        start.Environment["AWS_CONFIG_FILE"] = "/dev/null";
        start.Environment["AWS_PAGER"] = "";
        using var aws = Process.Start(start)!;
        var errors = aws.StandardError.ReadToEndAsync();
        await aws.StandardOutput.ReadToEndAsync();
        await aws.WaitForExitAsync();
        Assert.True(aws.ExitCode == 0, $"aws {string.Join(' ', arguments)}: {await errors}");
    }
}

/// <summary>A test that needs the AWS CLI, and says that it was skipped where there is none.</summary>
internal sealed class AwsCliFactAttribute : FactAttribute
{
    public AwsCliFactAttribute()
    {
        if (AwsCli.Path is null)
            Skip = "The AWS CLI (`aws`) is not on the PATH.";
    }
}
