namespace Amazon.Lambda.RuntimeSupport.Bootstrap;

/// <summary>Options for tests. In Lambda the environment has these settings.</summary>
/// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html</remarks>
public class LambdaBootstrapOptions
{
    /// <summary>Host and port of the Runtime API; null for those of <c>AWS_LAMBDA_RUNTIME_API</c>.</summary>
    public string? RuntimeApiEndpoint { get; set; }
}
