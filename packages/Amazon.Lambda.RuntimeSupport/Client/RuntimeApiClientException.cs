namespace Amazon.Lambda.RuntimeSupport;

/// <summary>The Runtime API answered with an error. The function's process should end.</summary>
/// <remarks>https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html</remarks>
public class RuntimeApiClientException : Exception
{
    internal RuntimeApiClientException(string? request, int statusCode, string response)
        : base($"The Lambda Runtime API answered {request} with status {statusCode}: " +
            response[..Math.Min(response.Length, 512)])
    {
        StatusCode = statusCode;
        Response = response;
    }

    /// <summary>
    /// The HTTP status: 403 forbidden, 413 response over 6 MB, 500 broken execution environment.
    /// </summary>
    public int StatusCode { get; }

    /// <summary>The body of the answer.</summary>
    public string Response { get; }
}
