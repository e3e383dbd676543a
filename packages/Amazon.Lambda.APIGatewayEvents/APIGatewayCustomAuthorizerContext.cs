using System.Text.Json;

namespace Amazon.Lambda.APIGatewayEvents;

/// <summary>An authorizer's facts about the caller, by name; for a Cognito authorizer, the token's claims.</summary>
/// <remarks>https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-integrate-with-cognito.html</remarks>
public class APIGatewayCustomAuthorizerContext : Dictionary<string, object>
{
    private Dictionary<string, string> _claims;

    /// <summary>The string claims of the caller's Cognito token; empty if there are none.</summary>
    public Dictionary<string, string> Claims
    {
        get => _claims ??= ReadClaims();
        set => _claims = value;
    }

    private Dictionary<string, string> ReadClaims()
    {
        var claims = new Dictionary<string, string>();
        if (TryGetValue("claims", out var value) && value is JsonElement { ValueKind: JsonValueKind.Object } json)
        {
            foreach (var claim in json.EnumerateObject())
            {
                if (claim.Value.ValueKind == JsonValueKind.String)
                    claims[claim.Name] = claim.Value.GetString();
            }
        }
        return claims;
    }
}
