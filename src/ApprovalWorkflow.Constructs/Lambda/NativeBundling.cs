using System.ComponentModel;
using System.Diagnostics;
using Amazon.JSII.Runtime.Deputy;

namespace ApprovalWorkflow;

/// <summary>Compiles native code with this machine's C compiler, or else with Docker in AWS's build image.</summary>
/// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/dotnet-native-aot.html</remarks>
/// <param name="runtimeIdentifier">What to compile for, such as <c>linux-x64</c>.</param>
/// <param name="isForLambda">Whether Lambda runs it, and not this machine.</param>
/// <param name="publish">The command that publishes, given the folders for intermediate files and the output.</param>
internal sealed class NativeBundling(
    string runtimeIdentifier, bool isForLambda, Func<string, string, string[]> publish) : DeputyBase, ILocalBundling
{
    public BundlingOptions Options => new()
    {
        Local = this,
        // Has Lambda's system, the .NET SDK and clang.
        Image = DockerImage.FromRegistry("public.ecr.aws/sam/build-dotnet10"),
        Platform = runtimeIdentifier == "linux-arm64" ? "linux/arm64" : "linux/amd64",
        Command = [.. publish("/tmp/publish", "/asset-output")],
        Environment = new Dictionary<string, string>
        {
            ["DOTNET_CLI_HOME"] = "/tmp",
            ["NUGET_PACKAGES"] = "/tmp/packages",
        },
    };

    /// <summary>Called by CDK, which uses the image if this returns false.</summary>
    /// <exception cref="BundlingException">Neither this machine nor the image can compile it.</exception>
    public bool TryBundle(string outputDir, IBundlingOptions options)
    {
        if (ProblemOfCompiling(outputDir, options) is not { } problem) return true;
        if (isForLambda && HasDocker())
        {
            Directory.Delete(outputDir, recursive: true);
            Directory.CreateDirectory(outputDir);
            return false;
        }
        // Docker compiles for Lambda only.
        var docker = isForLambda ? "start Docker to compile in AWS's image, or " : "";
        throw BundlingException.Create(
            $"{problem} To go on, {docker}use -c compilation=managed; functions then start more slowly.");
    }

    /// <summary>Compiles. Returns why the result cannot be used, or null.</summary>
    private string? ProblemOfCompiling(string outputDir, IBundlingOptions options)
    {
        var path = System.Environment.GetEnvironmentVariable("PATH");
        if (NativeLinker.ArgumentsFor(runtimeIdentifier, NativeLinker.Here, path) is not { } linker)
            return $"No C compiler for {runtimeIdentifier} is on the PATH. Install clang or gcc for it.";

        new LocalBundling(
            "the Lambda functions",
            output => [.. publish(".local/publish/native", output), .. linker]).TryBundle(outputDir, options);

        var executable = Path.Combine(outputDir, FunctionsCode.Handler);
        if (!isForLambda || GlibcVersion.NeededBy(executable) is not { } needed || needed <= GlibcVersion.OfLambda)
            return null;
        return $"Code compiled here needs version {needed} of the GNU C library; Lambda has {GlibcVersion.OfLambda}.";
    }

    private static bool HasDocker()
    {
        // CDK's variable for a replacement of Docker.
        var docker = System.Environment.GetEnvironmentVariable("CDK_DOCKER") ?? "docker";
        try
        {
            using var process = Process.Start(new ProcessStartInfo(docker, "info")
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            _ = process.StandardOutput.ReadToEndAsync();
            _ = process.StandardError.ReadToEndAsync();
            if (process.WaitForExit(TimeSpan.FromSeconds(10))) return process.ExitCode == 0;
            process.Kill();
            return false;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
