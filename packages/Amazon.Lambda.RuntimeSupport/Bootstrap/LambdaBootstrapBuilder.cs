using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport.Bootstrap;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>Makes the <see cref="LambdaBootstrap"/> of a function that is its own executable.</summary>
/// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/csharp-handler.html#csharp-executable-assembly-handlers</remarks>
public class LambdaBootstrapBuilder
{
    private readonly LambdaBootstrapOptions _options = new();
    private readonly InvocationHandler _handler;
    private LambdaBootstrapInitializer? _initializer;

    private LambdaBootstrapBuilder(InvocationHandler handler) => _handler = handler;

    /// <summary>A function whose handler takes one value and answers another, each in JSON.</summary>
    public static LambdaBootstrapBuilder Create<TInput, TOutput>(
        Func<TInput, ILambdaContext, Task<TOutput>> handler,
        ILambdaSerializer serializer)
    {
        ArgumentNullException.ThrowIfNull(handler);
        ArgumentNullException.ThrowIfNull(serializer);
        return new((input, context, output) =>
            serializer.Serialize(
                handler(serializer.Deserialize<TInput>(input), context).GetAwaiter().GetResult(), output));
    }

    /// <summary>
    /// Runs <paramref name="lambdaBootstrapInitializer"/> before the first invocation: if it throws, the error is
    /// reported to Lambda as one of the initialization; if it answers false, there is no invocation.
    /// </summary>
    public LambdaBootstrapBuilder UseBootstrapHandler(LambdaBootstrapInitializer lambdaBootstrapInitializer)
    {
        _initializer = lambdaBootstrapInitializer;
        return this;
    }

    /// <summary>Changes the options, in a test.</summary>
    public LambdaBootstrapBuilder ConfigureOptions(Action<LambdaBootstrapOptions>? options = null)
    {
        options?.Invoke(_options);
        return this;
    }

    /// <summary>The bootstrap.</summary>
    /// <exception cref="InvalidOperationException">The process was not started as a Lambda function.</exception>
    public LambdaBootstrap Build() => new(_handler, _options, _initializer);
}
