using System.Net.Sockets;
using Amazon.Runtime;

namespace ApprovalWorkflow.Functions;

/// <summary>
/// HTTP for AWS clients whose calls block a thread instead of being awaited. A function handles one event at a time, so
/// the thread has nothing else to do; and the asynchronous half of .NET's HTTP would be compiled at each cold start,
/// because ReadyToRun does not reach it. Not for calls that are meant to be under way at the same time.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/sdkfornet/v4/apidocs/items/Runtime/THttpClientFactory.html</remarks>
public sealed class BlockingHttp : HttpClientFactory
{
    /// <summary>Called by the SDK, once for each of its clients.</summary>
    public override HttpClient CreateHttpClient(IClientConfig clientConfig)
    {
        var client = new HttpClient(new BlockingHandler());
        if (clientConfig.Timeout is { } timeout) client.Timeout = timeout;
        return client;
    }

    private sealed class BlockingHandler() : DelegatingHandler(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectCallback = (context, _) => new ValueTask<Stream>(Connect(context)),
    })
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(Send(request, cancellationToken));

        /// <summary>
        /// Runs on a thread of the pool, so a host that drops packets holds up that thread only: the request is given
        /// up after the client's time-out.
        /// </summary>
        private static NetworkStream Connect(SocketsHttpConnectionContext context)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                socket.Connect(context.DnsEndPoint);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
    }
}
