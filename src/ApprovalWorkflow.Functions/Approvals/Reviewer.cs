namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>
/// The person behind an ID token of the user pool. API Gateway has checked signature, issuer, audience and expiry, and
/// passes the claims on (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-integrate-with-cognito.html).
/// </summary>
public static class Reviewer
{
    /// <summary>
    /// The email address of a member of the group.
    /// </summary>
    /// <returns>Null if <paramref name="refusal"/> is the answer.</returns>
    public static string? Of(ApiRequest request, string group, out ApiResponse refusal)
    {
        var claims = request.RequestContext?.Authorizer?.Claims ?? [];
        string Claim(string name) => claims.GetValueOrDefault(name) ?? "";
        refusal = Api.Message(401, "Sign in, and send the ID token.");
        if (Claim("token_use") != "id" || Claim("email").Length == 0) return null;
        refusal = Api.Message(403, "The email address of your account is not verified. Sign in again and verify it.");
        if (Claim("email_verified") != "true") return null;
        refusal = Api.Message(403, $"You are signed in as {Claim("email")}, but not a reviewer. "
            + $"Ask whoever runs this system to add you to the group \"{group}\" of its user pool, and sign in again.");
        // API Gateway makes one text of a list.
        var groups = Claim("cognito:groups").Trim('[', ']').Split([',', ' '], StringSplitOptions.RemoveEmptyEntries);
        return groups.Contains(group) ? EmailAddress.Normalize(Claim("email")) : null;
    }
}
