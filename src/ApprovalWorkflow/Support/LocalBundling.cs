using System.ComponentModel;
using System.Diagnostics;
using Amazon.CDK;
using Amazon.JSII.Runtime.Deputy;

namespace ApprovalWorkflow.Support;

/// <summary>
/// Builds an asset with a tool of this machine. Where that fails, synthesis fails with the tool's output: no container is
/// tried instead.
/// </summary>
/// <param name="what">What is built, for the message of a failure.</param>
/// <param name="command">The command, run in the repository's root, that builds into the given folder.</param>
internal sealed class LocalBundling(string what, Func<string, string[]> command) : DeputyBase, ILocalBundling
{
    /// <summary>Options that use this bundling.</summary>
    public BundlingOptions Options => new() { Image = DockerImage.FromRegistry("never-used"), Local = this };

    /// <summary>Called by CDK.</summary>
    /// <exception cref="BundlingException">The command is missing or failed.</exception>
    public bool TryBundle(string outputDir, IBundlingOptions options)
    {
        var arguments = command(outputDir);
        var start = new ProcessStartInfo(arguments[0], arguments[1..])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Start(start);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd() + error.Result;
        process.WaitForExit();
        return process.ExitCode == 0 ? true : throw Failure(start, $"ended with exit code {process.ExitCode}:\n{output}", null);
    }

    private Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            throw Failure(start, $"did not start: {error.Message}. Is `{start.FileName}` on the PATH?", error);
        }
    }

    private BundlingException Failure(ProcessStartInfo start, string why, Exception? inner) =>
        new($"Building {what} failed; they are built on this machine, never in a container. `{start.FileName} {string.Join(' ', start.ArgumentList)}` {why}", inner);
}

/// <summary>An asset could not be built; the message has the command and its output.</summary>
public sealed class BundlingException(string message, Exception? inner) : Exception(message, inner);
