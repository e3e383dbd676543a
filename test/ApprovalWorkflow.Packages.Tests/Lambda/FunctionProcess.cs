using System.Diagnostics;
using System.Text.Json;

namespace ApprovalWorkflow.Packages.Tests.Lambda;

/// <summary>The function under test as a process, started as Lambda's managed runtime starts one.</summary>
internal sealed class FunctionProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly List<string> _output = [];

    public FunctionProcess(FakeRuntimeApi api, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(FunctionProcess).Assembly.Location])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["AWS_LAMBDA_RUNTIME_API"] = api.Endpoint;
        start.Environment["AWS_LAMBDA_FUNCTION_NAME"] = "decide";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is not null)
            {
                lock (_output)
                    _output.Add(line.Data);
            }
        };
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Ends the process, and answers the lines that it wrote.</summary>
    public async Task<List<string>> StopAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        return _output;
    }

    /// <summary>Ends the process, and answers its log records.</summary>
    public async Task<List<JsonElement>> StopWithRecordsAsync() =>
        [.. (await StopAsync()).Select(line => JsonDocument.Parse(line).RootElement)];

    /// <summary>Waits for the process to end by itself.</summary>
    public async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(20));
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _process.Dispose();
    }
}
