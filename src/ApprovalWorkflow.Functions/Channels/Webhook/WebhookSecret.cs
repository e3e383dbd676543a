namespace ApprovalWorkflow.Functions.Channels.Webhook;

/// <summary>Where messages go, and what signs them. docs/webhooks.md says how it is made.</summary>
/// <param name="Keys">While a key is replaced, there are two.</param>
public sealed record WebhookSecret(Uri Address, IReadOnlyList<byte[]> Keys)
{
    public const string Example =
        """{"url": "https://…", "key": "whsec_…"}, where the key has 24 to 64 bytes in Base64""";

    private const string KeyPrefix = "whsec_";

    /// <returns>Null if it is none.</returns>
    public static WebhookSecret? Parse(string text)
    {
        if (JsonSerializer.Deserialize(text, FunctionsJson.Default.WebhookSecretText) is not { } secret
            || HttpPoster.Address(secret.Url) is not { } address) return null;
        var keys = (secret.Key ?? "").Split(' ').Select(Bytes).ToList();
        return keys.Contains(null) ? null : new WebhookSecret(address, keys!);
    }

    private static byte[]? Bytes(string key)
    {
        var bytes = new byte[64];
        return key.StartsWith(KeyPrefix, StringComparison.Ordinal)
            && Convert.TryFromBase64String(key[KeyPrefix.Length..], bytes, out var length) && length >= 24
            ? bytes[..length]
            : null;
    }
}

/// <param name="Key"><c>whsec_</c> and the key in Base64, or several with a space between.</param>
public sealed record WebhookSecretText(string? Url, string? Key);
