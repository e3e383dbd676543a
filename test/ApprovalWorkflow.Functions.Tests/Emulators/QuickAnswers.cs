using Amazon.Runtime;

namespace ApprovalWorkflow.Functions.Tests.Emulators;

/// <summary>Answers an AWS client's calls between SDK and wire, so that ten thousand are quick.</summary>
internal sealed class QuickAnswers(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpClientFactory
{
    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Handler(answer));

    private sealed class Handler(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(answer(request));
    }
}
