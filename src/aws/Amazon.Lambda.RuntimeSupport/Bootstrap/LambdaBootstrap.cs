using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport.Bootstrap;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>What runs before the first invocation; false ends the function without one.</summary>
public delegate Task<bool> LambdaBootstrapInitializer();

/// <summary>Reads one event, handles it, and writes what it answers.</summary>
internal delegate Task InvocationHandler(Stream input, ILambdaContext context, Stream output);

/// <summary>
/// Asks the Lambda Runtime API for one invocation after the other, calls the handler, and reports what it answers or
/// throws.
/// </summary>
/// <remarks>
/// A handler's exception fails its invocation only. When the Runtime API itself fails, <see cref="RunAsync"/> does too, and
/// Lambda starts the function's process anew. https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
/// </remarks>
public class LambdaBootstrap : IDisposable
{
    private readonly InvocationHandler _handler;
    private readonly LambdaBootstrapInitializer? _initializer;
    private readonly RuntimeApiClient _client;
    private readonly LogWriter _log;
    private readonly MemoryStream _output = new();

    internal LambdaBootstrap(
        InvocationHandler handler,
        LambdaBootstrapOptions options,
        LambdaBootstrapInitializer? initializer)
    {
        _handler = handler;
        _initializer = initializer;
        _client = new RuntimeApiClient(options.RuntimeApiEndpoint);
        _log = new LogWriter();
    }

    /// <summary>Runs the initializer, then handles invocations until cancelled.</summary>
    /// <exception cref="RuntimeApiClientException">The Runtime API answered with an error.</exception>
    /// <exception cref="HttpRequestException">The Runtime API could not be reached, or dropped the connection.</exception>
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        if (_initializer is not null && !await InitializeAsync(_initializer).ConfigureAwait(false))
            return;
        while (!cancellationToken.IsCancellationRequested)
        {
            Invocation invocation;
            try
            {
                invocation = await _client.NextAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            await InvokeAsync(invocation).ConfigureAwait(false);
        }
    }

    /// <summary>Closes the connection to the Runtime API.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the connection to the Runtime API.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        _client.Dispose();
        _output.Dispose();
    }

    private async Task<bool> InitializeAsync(LambdaBootstrapInitializer initializer)
    {
        try
        {
            return await initializer().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            _log.WriteUnhandled(e);
            await _client.ReportInitializationErrorAsync(e).ConfigureAwait(false);
            throw;
        }
    }

    private async Task InvokeAsync(Invocation invocation)
    {
        // The X-Ray SDK and the AWS SDK take the trace from here to pass it on.
        Environment.SetEnvironmentVariable("_X_AMZN_TRACE_ID", invocation.TraceId);
        _log.Begin(invocation.RequestId, invocation.TraceId);
        _output.SetLength(0);
        try
        {
            await _handler(invocation.Input, new LambdaContext(invocation, _log), _output).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            _log.WriteUnhandled(e);
            await _client.ReportInvocationErrorAsync(invocation.RequestId, e).ConfigureAwait(false);
            return;
        }
        await _client.RespondAsync(invocation.RequestId, _output).ConfigureAwait(false);
    }
}
