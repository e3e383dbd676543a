using System.Diagnostics;

namespace ApprovalWorkflow.EndToEnd.Tests.Running;

/// <summary>Kills processes of a local stack's functions, as if the machine had failed.</summary>
public static class Workers
{
    /// <summary>Waits for a process of the function, and kills it.</summary>
    public static Task KillNextAsync(LocalStack stack, string handler) =>
        stack.Until(() => Task.FromResult(TryKill(stack, handler)), TimeSpan.FromSeconds(30), $"{handler} runs");

    /// <summary>Kills each process of the function at its start, until it is disposed of.</summary>
    public static IDisposable KillEach(LocalStack stack, string handler)
    {
        var end = new CancellationTokenSource();
        _ = Task.Run(async () =>
        {
            while (!end.IsCancellationRequested)
            {
                TryKill(stack, handler);
                await Task.Delay(5);
            }
        });
        return new Ending(end);
    }

    private static bool TryKill(LocalStack stack, string handler)
    {
        var found = false;
        foreach (var folder in Directory.EnumerateDirectories("/proc").Where(
            folder => char.IsAsciiDigit(Path.GetFileName(folder)[0])))
        {
            if (!IsWorker(folder, stack.ProcessId, handler)) continue;
            using var kill = Process.Start("kill", ["-KILL", Path.GetFileName(folder)]);
            kill.WaitForExit();
            found = true;
        }
        return found;
    }

    private static bool IsWorker(string folder, int parent, string handler)
    {
        try
        {
            // The name is in brackets. After it come the state and the parent's id.
            var stat = File.ReadAllText(Path.Combine(folder, "stat"));
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1] == $"{parent}"
                && File.ReadAllText(
                    Path.Combine(folder, "environ")).Split('\0').Contains($"FUNCTION_HANDLER={handler}");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false; // It has ended.
        }
    }

    private sealed class Ending(CancellationTokenSource end) : IDisposable
    {
        public void Dispose() => end.Cancel();
    }
}
