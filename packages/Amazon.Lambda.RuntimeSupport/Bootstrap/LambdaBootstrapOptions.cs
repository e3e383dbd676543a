namespace Amazon.Lambda.RuntimeSupport.Bootstrap;

/// <summary>What a test sets about the bootstrap; in Lambda the environment says it.</summary>
/// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html</remarks>
public class LambdaBootstrapOptions
{
    /// <summary>Host and port of the Runtime API; null for what <c>AWS_LAMBDA_RUNTIME_API</c> says.</summary>
    public string? RuntimeApiEndpoint { get; set; }
}
