using Amazon.SecretsManager;
using Amazon.SecretsManager.Model;

namespace ApprovalWorkflow.Functions.Channels;

/// <summary>
/// A secret that somebody else keeps in Secrets Manager. It is read again after some minutes, so a new value needs no
/// deployment.
/// </summary>
/// <param name="parse">
/// Reads its text. For another form, it answers null or throws a <see cref="JsonException"/>.
/// </param>
/// <param name="example">What it must be, for whoever reads the message of an error.</param>
public sealed class CachedSecret<T>(
    IAmazonSecretsManager secrets, string name, Func<string, T?> parse, string example, TimeProvider clock)
    where T : class
{
    private static readonly TimeSpan _keptFor = TimeSpan.FromMinutes(5);

    private T? _value;
    private DateTimeOffset _readAt;

    /// <exception cref="ChannelException">There is no such secret, or it has another form.</exception>
    public async Task<T> ReadAsync()
    {
        var now = clock.GetUtcNow();
        if (_value is not null && now - _readAt < _keptFor) return _value;
        _value = Parsed(await TextAsync());
        _readAt = now;
        return _value;
    }

    private async Task<string?> TextAsync()
    {
        try
        {
            return (await secrets.GetSecretValueAsync(new GetSecretValueRequest { SecretId = name })).SecretString;
        }
        catch (AmazonSecretsManagerException error) when (!AwsCalls.MayPass(error))
        {
            throw new ChannelException($"the secret {name} cannot be read: {error.ErrorCode}", error);
        }
    }

    /// <summary>Without the reader's message, which can quote the secret.</summary>
    private T Parsed(string? text)
    {
        try
        {
            // A binary secret has no text.
            if (parse(text ?? "") is { } value) return value;
        }
        catch (JsonException)
        {
        }
        throw new ChannelException($"the secret {name} must be {example}");
    }
}
