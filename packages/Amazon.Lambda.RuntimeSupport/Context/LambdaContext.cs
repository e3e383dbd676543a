using System.Globalization;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>Facts about an invocation from the Runtime API and the function's environment, read on demand.</summary>
/// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime</remarks>
internal sealed class LambdaContext(Invocation invocation, ILambdaLogger log) : ILambdaContext
{
    public string AwsRequestId => invocation.RequestId;

    public IClientContext ClientContext => new MobileClient(invocation.ClientContext);

    public string? FunctionName => Environment.GetEnvironmentVariable("AWS_LAMBDA_FUNCTION_NAME");

    public string? FunctionVersion => Environment.GetEnvironmentVariable("AWS_LAMBDA_FUNCTION_VERSION");

    public ICognitoIdentity Identity => new MobileClient(invocation.CognitoIdentity);

    public string? InvokedFunctionArn => invocation.InvokedFunctionArn;

    public ILambdaLogger Logger => log;

    public string? LogGroupName => Environment.GetEnvironmentVariable("AWS_LAMBDA_LOG_GROUP_NAME");

    public string? LogStreamName => Environment.GetEnvironmentVariable("AWS_LAMBDA_LOG_STREAM_NAME");

    public int MemoryLimitInMB =>
        (int)ParseOrZero(Environment.GetEnvironmentVariable("AWS_LAMBDA_FUNCTION_MEMORY_SIZE"));

    public TimeSpan RemainingTime =>
        DateTimeOffset.FromUnixTimeMilliseconds(ParseOrZero(invocation.DeadlineMilliseconds)) - DateTimeOffset.UtcNow;

    private static long ParseOrZero(string? value) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
