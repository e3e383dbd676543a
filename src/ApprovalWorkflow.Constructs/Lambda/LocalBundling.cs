using System.ComponentModel;
using System.Diagnostics;
using Amazon.JSII.Runtime.Deputy;

namespace ApprovalWorkflow;

/// <summary>Builds an asset with a local tool. If it fails, synthesis fails with the tool's output.</summary>
/// <param name="what">What is built, for the message of a failure.</param>
/// <param name="command">The command, run in the repository's root, that builds into the given folder.</param>
internal sealed class LocalBundling(string what, Func<string, string[]> command) : DeputyBase, ILocalBundling
{
    /// <summary>Options that use this bundling. CDK requires an image.</summary>
    public BundlingOptions Options => new() { Image = DockerImage.FromRegistry("never-used"), Local = this };

    /// <summary>Called by CDK.</summary>
    /// <exception cref="BundlingException">The command is missing or failed.</exception>
    public bool TryBundle(string outputDir, IBundlingOptions options)
    {
        // One at a time on this machine, because builds share the compiler's intermediate files.
        using var mutex = new Mutex(initiallyOwned: false, @"Global\ApprovalWorkflow.Bundling");
        try
        {
            mutex.WaitOne();
        }
        catch (AbandonedMutexException)
        {
            // The previous owner was killed. The mutex is ours now.
        }
        try
        {
            Run(command(outputDir));
            return true;
        }
        finally
        {
            mutex.ReleaseMutex();
        }
    }

    private void Run(string[] arguments)
    {
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
        if (process.ExitCode != 0) throw Fail(start, $"ended with exit code {process.ExitCode}:\n{output}");
    }

    private Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            throw Fail(start, $"did not start: {error.Message}. Is {start.FileName} on the PATH?");
        }
    }

    private BundlingException Fail(ProcessStartInfo start, string why) => BundlingException.Create(
        $"Building {what} failed: `{start.FileName} {string.Join(' ', start.ArgumentList)}` {why}");
}

/// <summary>An asset could not be built; the message has the command and its output.</summary>
internal sealed class BundlingException : Exception
{
    private BundlingException(string message)
        : base(message)
    {
    }

    /// <summary>The last failure, or null. An exception loses its type on its way through Node.</summary>
    public static BundlingException? Last { get; private set; }

    internal static BundlingException Create(string message) => Last = new BundlingException(message);
}
