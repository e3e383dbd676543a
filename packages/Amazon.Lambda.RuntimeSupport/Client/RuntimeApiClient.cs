using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>
/// The four calls of the Lambda Runtime API (https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html).
/// </summary>
internal sealed class RuntimeApiClient(string? endpoint) : IDisposable
{
    private const int MaxCauseBytes = 1024 * 1024;

    private readonly string _url = $"http://{endpoint}/2018-06-01/runtime/";

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        // An exception's message may have characters outside ASCII.
        RequestHeaderEncodingSelector = static (_, _) => Encoding.UTF8,
    })
    {
        // Between events Lambda freezes the process, perhaps for hours.
        Timeout = TimeSpan.FromHours(12),
    };

    public async Task<Invocation> NextAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_url + "invocation/next"));
        using var response = await _http.SendAsync(request, cancellationToken);
        if (response.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.NoContent))
            throw await ErrorAsync(response);
        return new Invocation(await response.Content.ReadAsByteArrayAsync(cancellationToken), response.Headers);
    }

    public Task RespondAsync(string requestId, Stream output, CancellationToken cancellationToken) =>
        PostAsync($"invocation/{requestId}/response", "application/json", new StreamContent(output), cancellationToken);

    public Task ReportInvocationErrorAsync(string requestId, Exception exception, CancellationToken cancellationToken)
    {
        var cause = ErrorReport.XRayCause(exception);
        return PostErrorAsync(
            $"invocation/{requestId}/error",
            exception,
            cancellationToken,
            ("Lambda-Runtime-Function-Error-Type", exception.GetType().Name),
            ("Lambda-Runtime-Function-XRay-Error-Cause", cause.Length < MaxCauseBytes ? cause : ""));
    }

    public Task ReportInitializationErrorAsync(Exception exception) =>
        PostErrorAsync("init/error", exception, CancellationToken.None);

    public void Dispose() => _http.Dispose();

    private Task PostErrorAsync(
        string path, Exception exception, CancellationToken cancellationToken, params (string, string)[] headers) =>
        PostAsync(
            path,
            "application/vnd.aws.lambda.error+json",
            new ByteArrayContent(ErrorReport.Json(exception)),
            cancellationToken,
            headers);

    private async Task PostAsync(
        string path,
        string contentType,
        HttpContent content,
        CancellationToken cancellationToken,
        params (string Name, string Value)[] headers)
    {
        content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_url + path)) { Content = content };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await _http.SendAsync(request, cancellationToken);
        if (response.StatusCode is not (HttpStatusCode.Accepted or HttpStatusCode.OK or HttpStatusCode.NoContent))
            throw await ErrorAsync(response);
    }

    private static async Task<RuntimeApiClientException> ErrorAsync(HttpResponseMessage response) => new(
        response.RequestMessage?.RequestUri?.AbsolutePath,
        (int)response.StatusCode,
        await response.Content.ReadAsStringAsync());
}
