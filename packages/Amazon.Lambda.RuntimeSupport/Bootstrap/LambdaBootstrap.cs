using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport.Bootstrap;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>What runs before the first invocation; false ends the function without one.</summary>
public delegate Task<bool> LambdaBootstrapInitializer();

/// <summary>Reads one event, handles it, and writes what it answers.</summary>
internal delegate void InvocationHandler(Stream input, ILambdaContext context, Stream output);

/// <summary>
/// Asks the Lambda Runtime API for one invocation after the other, calls the handler, and reports what it answers or
/// throws.
/// </summary>
/// <remarks>
/// A handler's exception fails its invocation only. When the Runtime API itself fails, <see cref="RunAsync"/> does too,
/// and Lambda starts the function's process anew. https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
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
    /// <exception cref="HttpRequestException">
    /// The Runtime API could not be reached, or dropped the connection.
    /// </exception>
    public Task RunAsync(CancellationToken cancellationToken = default)
    {
        // Invocations come one at a time, so one thread waits for them all: the JIT compiles a part of every
        // asynchronous method, and there would be many of them before the first answer.
        var completion = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            try
            {
                Run(cancellationToken);
                completion.SetResult();
            }
            catch (Exception e)
            {
                completion.SetException(e);
            }
        })
        { IsBackground = true }.UnsafeStart();
        return completion.Task;
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

    private void Run(CancellationToken cancellationToken)
    {
        if (_initializer is not null && !Initialize(_initializer))
            return;
        while (!cancellationToken.IsCancellationRequested)
        {
            Invocation invocation;
            try
            {
                using var cancellation = cancellationToken.UnsafeRegister(
                    static client => ((RuntimeApiClient)client!).Dispose(), _client);
                invocation = _client.Next();
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            Invoke(invocation);
        }
    }

    private bool Initialize(LambdaBootstrapInitializer initializer)
    {
        try
        {
            return initializer().GetAwaiter().GetResult();
        }
        catch (Exception e)
        {
            _log.WriteUnhandled(e);
            _client.ReportInitializationError(e);
            throw;
        }
    }

    private void Invoke(Invocation invocation)
    {
        // The X-Ray SDK and the AWS SDK take the trace from here to pass it on.
        Environment.SetEnvironmentVariable("_X_AMZN_TRACE_ID", invocation.TraceId);
        _log.Begin(invocation.RequestId, invocation.TraceId);
        _output.SetLength(0);
        try
        {
            _handler(invocation.Input, new LambdaContext(invocation, _log), _output);
        }
        catch (Exception e)
        {
            _log.WriteUnhandled(e);
            _client.ReportInvocationError(invocation.RequestId, e);
            return;
        }
        _client.Respond(invocation.RequestId, _output);
    }
}
