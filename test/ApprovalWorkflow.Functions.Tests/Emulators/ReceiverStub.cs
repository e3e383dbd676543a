using System.Collections.Concurrent;
using System.Net;
using Amazon.SecretsManager;

namespace ApprovalWorkflow.Functions.Tests.Emulators;

/// <summary>The other side of a channel, and Secrets Manager with the secret that leads there.</summary>
public sealed class ReceiverStub : WireStub
{
    /// <summary>What was posted, with its headers in lower case.</summary>
    public ConcurrentQueue<(string Body, IReadOnlyDictionary<string, string> Headers)> Posts { get; } = new();

    /// <summary>The secret's text; null if there is no such secret.</summary>
    public string? Secret { get; set; } = "";

    public int Status { get; set; } = 202;

    public string AnswerBody { get; set; } = "";

    public AmazonSecretsManagerClient Secrets() => new(Credentials, Here(new AmazonSecretsManagerConfig()));

    protected override (int Status, string Body) Answer(HttpListenerRequest request, string body)
    {
        if (request.Headers["X-Amz-Target"] == "secretsmanager.GetSecretValue")
            return Secret is null
                ? (400, """{"__type":"ResourceNotFoundException","message":"not there"}""")
                : (200, JsonSerializer.Serialize(new { SecretString = Secret }));
        Posts.Enqueue((
            body,
            request.Headers.AllKeys.ToDictionary(key => key!.ToLowerInvariant(), key => request.Headers[key]!)));
        return (Status, AnswerBody);
    }
}
