using System.Text;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>
/// The four calls of the Lambda Runtime API (https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html). None has a
/// time-out: Lambda freezes the process while it waits for the next event, maybe for hours.
/// </summary>
internal sealed class RuntimeApiClient : IDisposable
{
    private const int MaxCauseBytes = 1024 * 1024;

    private readonly HttpConnection _connection;
    private readonly string _path;

    public RuntimeApiClient(string? endpoint)
    {
        endpoint ??= Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API");
        if (string.IsNullOrEmpty(endpoint))
            throw new InvalidOperationException(
                "AWS_LAMBDA_RUNTIME_API is not set: this program is started by AWS Lambda.");
        var server = new Uri("http://" + endpoint);
        _connection = new HttpConnection(server);
        _path = server.AbsolutePath.TrimEnd('/') + "/2018-06-01/runtime/";
    }

    public Invocation Next()
    {
        const string path = "invocation/next";
        var response = _connection.Send($"GET {_path}{path} HTTP/1.1\r\n", []);
        if (response.Status != 200)
            throw new RuntimeApiClientException(path, response.Status, response.Text());
        return new Invocation(
            new MemoryStream(response.Body, 0, response.Body.Length, writable: false, publiclyVisible: true),
            response.Header("Lambda-Runtime-Aws-Request-Id")
                ?? throw new RuntimeApiClientException(path, response.Status, "There is no request id."),
            response.Header("Lambda-Runtime-Trace-Id"),
            response.Header("Lambda-Runtime-Invoked-Function-Arn"),
            response.Header("Lambda-Runtime-Deadline-Ms"),
            response.Header("Lambda-Runtime-Client-Context"),
            response.Header("Lambda-Runtime-Cognito-Identity"));
    }

    public void Respond(string requestId, MemoryStream output) =>
        Post($"invocation/{requestId}/response", "application/json", output.GetBuffer().AsSpan(0, (int)output.Length));

    public void ReportInvocationError(string requestId, Exception exception) =>
        PostError($"invocation/{requestId}/error", exception, XRayCause.Json(exception));

    public void ReportInitializationError(Exception exception) => PostError("init/error", exception, null);

    public void Dispose() => _connection.Dispose();

    private void PostError(string path, Exception exception, string? cause)
    {
        var headers = "";
        // A header is ASCII; a type's name need not be.
        if (Ascii.IsValid(exception.GetType().Name))
            headers += $"Lambda-Runtime-Function-Error-Type: {exception.GetType().Name}\r\n";
        if (cause?.Length < MaxCauseBytes)
            headers += $"Lambda-Runtime-Function-XRay-Error-Cause: {cause}\r\n";
        Post(path, "application/vnd.aws.lambda.error+json", ErrorReport.Json(exception), headers);
    }

    private void Post(string path, string contentType, ReadOnlySpan<byte> body, string headers = "")
    {
        var content = $"Content-Type: {contentType}\r\nContent-Length: {body.Length}\r\n";
        var response = _connection.Send($"POST {_path}{path} HTTP/1.1\r\n{content}{headers}", body);
        if (response.Status is < 200 or > 299)
            throw new RuntimeApiClientException(path, response.Status, response.Text());
    }
}
