using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>
/// The four calls of the Lambda Runtime API (https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html) over one
/// connection. None has a time-out: Lambda freezes the process while it waits for the next event, maybe for hours.
/// </summary>
internal sealed class RuntimeApiClient : IDisposable
{
    private const string ErrorTypeHeader = "Lambda-Runtime-Function-Error-Type";
    private const string XRayCauseHeader = "Lambda-Runtime-Function-XRay-Error-Cause";
    private const int MaxHeaderBytes = 1024 * 1024;

    private static readonly MediaTypeHeaderValue _json = new("application/json");
    private static readonly MediaTypeHeaderValue _errorJson = new("application/vnd.aws.lambda.error+json");

    // An invoker has less to start than an HttpClient, and the handler is told what it need not load.
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        ActivityHeadersPropagator = null,
        PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
    });

    private readonly string _base;
    private readonly Uri _next;

    public RuntimeApiClient(string? endpoint)
    {
        endpoint ??= Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API");
        if (string.IsNullOrEmpty(endpoint))
            throw new InvalidOperationException("AWS_LAMBDA_RUNTIME_API is not set: this program is started by AWS Lambda.");
        _base = $"http://{endpoint}/2018-06-01/runtime/";
        _next = new Uri(_base + "invocation/next");
    }

    public async Task<Invocation> NextAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _next);
        using var response = await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.OK)
            throw await ErrorAsync("invocation/next", response).ConfigureAwait(false);
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        return new Invocation(
            new MemoryStream(body, 0, body.Length, writable: false, publiclyVisible: true),
            Header(response, "Lambda-Runtime-Aws-Request-Id")
                ?? throw new RuntimeApiClientException("invocation/next", 200, "without a request id"),
            Header(response, "Lambda-Runtime-Trace-Id"),
            Header(response, "Lambda-Runtime-Invoked-Function-Arn"),
            Header(response, "Lambda-Runtime-Deadline-Ms"),
            Header(response, "Lambda-Runtime-Client-Context"),
            Header(response, "Lambda-Runtime-Cognito-Identity"));
    }

    public Task RespondAsync(string requestId, MemoryStream output)
    {
        var content = new ByteArrayContent(output.GetBuffer(), 0, (int)output.Length);
        content.Headers.ContentType = _json;
        return PostAsync($"invocation/{requestId}/response", content);
    }

    public Task ReportInvocationErrorAsync(string requestId, Exception exception)
    {
        var cause = XRayCause.Json(exception);
        return PostAsync(
            $"invocation/{requestId}/error",
            ErrorContent(exception),
            exception.GetType().Name,
            cause.Length < MaxHeaderBytes ? cause : null);
    }

    public Task ReportInitializationErrorAsync(Exception exception) =>
        PostAsync("init/error", ErrorContent(exception), exception.GetType().Name);

    public void Dispose() => _http.Dispose();

    private static ByteArrayContent ErrorContent(Exception exception)
    {
        var content = new ByteArrayContent(ErrorReport.Json(exception));
        content.Headers.ContentType = _errorJson;
        return content;
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;

    private static async Task<RuntimeApiClientException> ErrorAsync(string path, HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync().ConfigureAwait(false);
        return new RuntimeApiClientException(path, (int)response.StatusCode, body);
    }

    private async Task PostAsync(string path, ByteArrayContent content, string? errorType = null, string? xrayCause = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _base + path) { Content = content };
        // Headers are ASCII; a type's name need not be.
        if (errorType is not null && Ascii.IsValid(errorType))
            request.Headers.TryAddWithoutValidation(ErrorTypeHeader, errorType);
        if (xrayCause is not null)
            request.Headers.TryAddWithoutValidation(XRayCauseHeader, xrayCause);
        using var response = await _http.SendAsync(request, CancellationToken.None).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
            throw await ErrorAsync(path, response).ConfigureAwait(false);
    }
}
