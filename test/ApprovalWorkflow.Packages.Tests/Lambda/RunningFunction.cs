using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace ApprovalWorkflow.Packages.Tests.Lambda;

/// <summary>A function that runs in this process until it is disposed of.</summary>
internal sealed class RunningFunction : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly LambdaBootstrap _bootstrap;

    public RunningFunction(
        FakeRuntimeApi api,
        Func<FunctionInput, ILambdaContext, Task<FunctionOutput>> handler,
        LambdaBootstrapInitializer? initializer = null)
        : this(api.Endpoint, handler, initializer)
    {
    }

    public RunningFunction(
        string endpoint,
        Func<FunctionInput, ILambdaContext, Task<FunctionOutput>> handler,
        LambdaBootstrapInitializer? initializer = null)
    {
        var builder = LambdaBootstrapBuilder
            .Create(handler, new SourceGeneratorLambdaJsonSerializer<FunctionJson>())
            .ConfigureOptions(options => options.RuntimeApiEndpoint = endpoint);
        if (initializer is not null)
            builder.UseBootstrapHandler(initializer);
        _bootstrap = builder.Build();
        Completion = _bootstrap.RunAsync(_stop.Token);
    }

    public Task Completion { get; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Completion.WaitAsync(TimeSpan.FromSeconds(20)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _bootstrap.Dispose();
        _stop.Dispose();
    }
}
