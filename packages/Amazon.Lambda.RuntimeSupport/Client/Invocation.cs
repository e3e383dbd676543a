using System.Net.Http.Headers;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>One answer of the Runtime API's <c>invocation/next</c>: the event and its headers.</summary>
internal sealed class Invocation(byte[] input, HttpResponseHeaders headers)
{
    public Stream Input { get; } = new MemoryStream(input);

    public string RequestId { get; } = Header(headers, "Aws-Request-Id")
        ?? throw new KeyNotFoundException("The Lambda Runtime API sent an event without a request id.");

    public string? TraceId { get; } = Header(headers, "Trace-Id");

    public string? InvokedFunctionArn { get; } = Header(headers, "Invoked-Function-Arn");

    public string? DeadlineMilliseconds { get; } = Header(headers, "Deadline-Ms");

    public string? ClientContext { get; } = Header(headers, "Client-Context");

    public string? CognitoIdentity { get; } = Header(headers, "Cognito-Identity");

    private static string? Header(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues("Lambda-Runtime-" + name, out var values) ? values.First() : null;
}
