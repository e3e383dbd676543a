using System.Text.Json;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>The client context that came with an invocation; empty where none did.</summary>
/// <remarks>https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_RequestSyntax</remarks>
internal sealed record MobileClientContext(
    IDictionary<string, string>? Environment,
    IClientApplication? Client,
    IDictionary<string, string>? Custom) : IClientContext
{
    public static MobileClientContext Parse(string? json)
    {
        if (string.IsNullOrWhiteSpace(json))
            return new(null, null, null);
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        return new(
            Map(root, "env"),
            root.TryGetProperty("client", out var client) ? MobileApplication.Read(client) : null,
            Map(root, "custom"));
    }

    private static Dictionary<string, string>? Map(JsonElement root, string name)
    {
        if (!root.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.Object)
            return null;
        var map = new Dictionary<string, string>();
        foreach (var member in value.EnumerateObject())
            map[member.Name] = member.Value.ToString();
        return map;
    }
}

/// <summary>The application in a client context.</summary>
internal sealed record MobileApplication(
    string? AppPackageName,
    string? AppTitle,
    string? AppVersionCode,
    string? AppVersionName,
    string? InstallationId) : IClientApplication
{
    public static MobileApplication Read(JsonElement client) => new(
        Text(client, "app_package_name"),
        Text(client, "app_title"),
        Text(client, "app_version_code"),
        Text(client, "app_version_name"),
        Text(client, "installation_id"));

    private static string? Text(JsonElement client, string name) =>
        client.TryGetProperty(name, out var value) ? value.ToString() : null;
}

/// <summary>The Cognito identity that came with an invocation; empty where none did.</summary>
internal sealed record MobileIdentity(string? IdentityId, string? IdentityPoolId) : ICognitoIdentity
{
    public static MobileIdentity Parse(string? json)
    {
        if (string.IsNullOrWhiteSpace(json))
            return new(null, null);
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        return new(
            root.TryGetProperty("cognitoIdentityId", out var id) ? id.GetString() : null,
            root.TryGetProperty("cognitoIdentityPoolId", out var pool) ? pool.GetString() : null);
    }
}
