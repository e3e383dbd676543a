using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ApprovalWorkflow.EndToEnd.Tests.Running;

namespace ApprovalWorkflow.EndToEnd.Tests.Functions;

/// <summary>The published functions, as files and as processes.</summary>
[Collection(nameof(ReviewStack))]
public partial class NativeCodeTests(ReviewStack stack)
{
    private const string Executable = "ApprovalWorkflow.Functions";

    private const string Approved = """
        {
          "input": {"build":7},
          "approval": {
            "id": "1", "status": "approved", "decidedBy": "a@example.com", "decidedAt": "2026-11-30T10:00:00.000Z",
            "comment": "", "fields": {}
          }
        }
        """;

    /// <summary>Amazon Linux 2023 has this version: what needs a newer one does not start in Lambda.</summary>
    private static readonly Version _glibcOfLambda = new(2, 34);

    [Fact]
    public async Task The_executable_needs_no_newer_glibc_than_Lambdas()
    {
        var folder = FolderOfFunctions(stack.Assembly);

        var file = Assert.Single(Directory.GetFiles(folder));
        Assert.Equal(Executable, Path.GetFileName(file));
        var versions = Versions().Matches(await RunAsync("readelf", ["-V", "--wide", file]));
        Assert.NotEmpty(versions);
        Assert.All(versions, match => Assert.True(Version.Parse(match.Groups[1].Value) <= _glibcOfLambda, match.Value));
    }

    /// <summary>Where the tools are: Debian has them as gcc-aarch64-linux-gnu and qemu-user-static.</summary>
    [FactWith("aarch64-linux-gnu-gcc", "qemu-aarch64-static")]
    public async Task The_setting_arm64_makes_an_executable_that_answers_on_such_a_processor()
    {
        var output = Directory.CreateTempSubdirectory("approval-workflow-arm64-").FullName;
        var context = JsonSerializer.Serialize(
            new Dictionary<string, string> { ["approvers"] = "a@example.com", ["architecture"] = "arm64" });
        await RunAsync(
            "dotnet",
            ["run", "--no-build", "--project", Path.Combine(LocalStack.Root, "src/ApprovalWorkflow")],
            ("CDK_OUTDIR", output),
            ("CDK_CONTEXT_JSON", context));
        using var api = new HttpListener();
        var address = $"127.0.0.1:{LocalStack.FreePort()}";
        api.Prefixes.Add($"http://{address}/");
        api.Start();

        using var function = Start(
            "qemu-aarch64-static",
            ["-L", "/usr/aarch64-linux-gnu", Path.Combine(FolderOfFunctions(output), Executable)],
            ("FUNCTION_HANDLER", "ProcessApproval"),
            ("AWS_LAMBDA_RUNTIME_API", address));
        try
        {
            var answer = await AnswerAsync(api, Approved).WaitAsync(TimeSpan.FromSeconds(60));

            Assert.Contains("\"input\":{\"build\":7}", answer, StringComparison.Ordinal);
        }
        finally
        {
            function.Kill();
            Directory.Delete(output, recursive: true);
        }
    }

    /// <summary>Serves one event by the Runtime API, and returns its answer.</summary>
    private static async Task<string> AnswerAsync(HttpListener api, string payload)
    {
        var next = await api.GetContextAsync();
        Assert.EndsWith("/invocation/next", next.Request.Url!.AbsolutePath, StringComparison.Ordinal);
        next.Response.AddHeader("Lambda-Runtime-Aws-Request-Id", "1");
        next.Response.Close(Encoding.UTF8.GetBytes(payload), willBlock: false);
        var answer = await api.GetContextAsync();
        Assert.EndsWith("/invocation/1/response", answer.Request.Url!.AbsolutePath, StringComparison.Ordinal);
        using var reader = new StreamReader(answer.Request.InputStream);
        return await reader.ReadToEndAsync();
    }

    private static string FolderOfFunctions(string assembly) => Directory.EnumerateDirectories(assembly, "asset.*")
        .Single(folder => File.Exists(Path.Combine(folder, Executable)));

    private static async Task<string> RunAsync(
        string program, string[] arguments, params (string Name, string Value)[] environment)
    {
        using var process = Start(program, arguments, environment);
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, output + await error);
        return output;
    }

    private static Process Start(
        string program, string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    [GeneratedRegex(@"Name: GLIBC_([0-9.]+)\s")]
    private static partial Regex Versions();
}
