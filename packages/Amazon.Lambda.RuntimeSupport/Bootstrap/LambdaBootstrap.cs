using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport.Bootstrap;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>Runs before the first invocation. If it returns false, the function ends without one.</summary>
public delegate Task<bool> LambdaBootstrapInitializer();

/// <summary>
/// Takes invocations from the Lambda Runtime API one at a time, calls the handler, and reports its answer or exception.
/// </summary>
/// <remarks>
/// A handler's exception fails only its invocation. If the Runtime API fails, <see cref="RunAsync"/> fails, too, and
/// Lambda restarts the function's process. https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
/// </remarks>
public sealed class LambdaBootstrap : IDisposable
{
    private readonly Func<Stream, ILambdaContext, Task<Stream>> _handler;
    private readonly LambdaBootstrapInitializer? _initializer;
    private readonly RuntimeApiClient _client;
    private readonly ConsoleLogger _log = new();

    internal LambdaBootstrap(
        Func<Stream, ILambdaContext, Task<Stream>> handler,
        LambdaBootstrapOptions options,
        LambdaBootstrapInitializer? initializer)
    {
        _handler = handler;
        _initializer = initializer;
        _client = new RuntimeApiClient(
            string.IsNullOrEmpty(options.RuntimeApiEndpoint)
                ? Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API")
                : options.RuntimeApiEndpoint);
    }

    /// <summary>Runs the initializer, then handles invocations until cancelled.</summary>
    /// <exception cref="RuntimeApiClientException">The Runtime API answered with an error.</exception>
    /// <exception cref="HttpRequestException">
    /// The Runtime API could not be reached, or dropped the connection.
    /// </exception>
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        if (_initializer is not null && !await InitializeAsync(_initializer))
            return;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await InvokeAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                // The caller cancelled, or the wait for an event timed out and begins again.
            }
        }
    }

    /// <summary>Closes the connection to the Runtime API.</summary>
    public void Dispose() => _client.Dispose();

    private async Task<bool> InitializeAsync(LambdaBootstrapInitializer initializer)
    {
        try
        {
            return await initializer();
        }
        catch (Exception e)
        {
            _log.LogUnhandled(e);
            await _client.ReportInitializationErrorAsync(e);
            throw;
        }
    }

    private async Task InvokeAsync(CancellationToken cancellationToken)
    {
        var invocation = await _client.NextAsync(cancellationToken);
        // The X-Ray SDK and the AWS SDK read the trace id here.
        Environment.SetEnvironmentVariable("_X_AMZN_TRACE_ID", invocation.TraceId);
        _log.Invocation = invocation;
        Stream output;
        try
        {
            output = await _handler(invocation.Input, new LambdaContext(invocation, _log));
        }
        catch (Exception e)
        {
            _log.LogUnhandled(e);
            await _client.ReportInvocationErrorAsync(invocation.RequestId, e, cancellationToken);
            return;
        }
        await _client.RespondAsync(invocation.RequestId, output, cancellationToken);
    }
}
