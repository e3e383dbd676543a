using ApprovalWorkflow.Functions.Api;

namespace ApprovalWorkflow.Functions.SignIn;

/// <summary>
/// The person behind an ID token of the user pool. API Gateway has checked signature, issuer and expiry, and passes the
/// claims on.
/// </summary>
/// <remarks>
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-integrate-with-cognito.html
/// </remarks>
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
        refusal = Answer.Message(401, "Sign in, and send the ID token.");
        if (Claim("token_use") != "id" || Claim("email").Length == 0) return null;
        refusal = Answer.Message(403, "The email address of your account is not verified. "
            + "Ask whoever runs this system to verify it, and sign in again.");
        if (Claim("email_verified") != "true") return null;
        refusal = Answer.Message(403, $"You are signed in as {Claim("email")}, but not a reviewer. "
            + $"Ask whoever runs this system to add you to the group \"{group}\" of its user pool, and sign in again.");
        // API Gateway makes one text of the list. A group with a comma in its name would pass for two: only an
        // administrator can make one.
        return Claim("cognito:groups").Split(',').Contains(group) ? EmailAddress.Normalize(Claim("email")) : null;
    }
}
