using System.Text.Json.Nodes;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>An invocation's client context or Cognito identity; empty if it has none.</summary>
/// <remarks>https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_RequestSyntax</remarks>
internal sealed class MobileClient(string? json) : IClientContext, IClientApplication, ICognitoIdentity
{
    private readonly JsonNode? _json = string.IsNullOrWhiteSpace(json) ? null : JsonNode.Parse(json);

    public IDictionary<string, string>? Environment => Map("env");

    public IClientApplication? Client => _json?["client"] is null ? null : this;

    public IDictionary<string, string>? Custom => Map("custom");

    public string? AppPackageName => Text(_json?["client"]?["app_package_name"]);

    public string? AppTitle => Text(_json?["client"]?["app_title"]);

    public string? AppVersionCode => Text(_json?["client"]?["app_version_code"]);

    public string? AppVersionName => Text(_json?["client"]?["app_version_name"]);

    public string? InstallationId => Text(_json?["client"]?["installation_id"]);

    public string? IdentityId => Text(_json?["cognitoIdentityId"]);

    public string? IdentityPoolId => Text(_json?["cognitoIdentityPoolId"]);

    private static string? Text(JsonNode? node) => node?.ToString();

    private Dictionary<string, string>? Map(string name) =>
        _json?[name]?.AsObject().ToDictionary(member => member.Key, member => Text(member.Value) ?? "");
}
