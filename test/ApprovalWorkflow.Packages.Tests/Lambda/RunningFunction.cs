using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace ApprovalWorkflow.Packages.Tests.Lambda;

/// <summary>A function that runs in this process until it is disposed of.</summary>
internal sealed class RunningFunction : IAsyncDisposable
{
    /// <summary>
    /// Tests that run functions here are serial: the official package redirects the console, and two redirections can
    /// wait for each other forever.
    /// </summary>
    public const string Collection = "Functions in this process";

    private readonly CancellationTokenSource _stop = new();
    private readonly LambdaBootstrap _bootstrap;
    private readonly Task _running;

    public RunningFunction(
        FakeRuntimeApi api,
        Func<FunctionInput, ILambdaContext, Task<FunctionOutput>> handler,
        LambdaBootstrapInitializer? initializer = null)
    {
        var builder = LambdaBootstrapBuilder
            .Create(handler, new SourceGeneratorLambdaJsonSerializer<FunctionJson>())
            .ConfigureOptions(options => options.RuntimeApiEndpoint = api.Endpoint);
        if (initializer is not null)
            builder.UseBootstrapHandler(initializer);
        _bootstrap = builder.Build();
        _running = _bootstrap.RunAsync(_stop.Token);
    }

    /// <summary>Waits for the function to end by itself.</summary>
    public Task EndAsync() => _running.WaitAsync(TimeSpan.FromSeconds(20));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await EndAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _bootstrap.Dispose();
        _stop.Dispose();
    }
}
