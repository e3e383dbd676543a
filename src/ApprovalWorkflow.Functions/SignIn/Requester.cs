using ApprovalWorkflow.Functions.Api;

namespace ApprovalWorkflow.Functions.SignIn;

/// <summary>
/// Who is signed in, by the ID token that API Gateway has checked. Reports need no group: each sees their own.
/// </summary>
public static class Requester
{
    /// <summary>The user's id in the user pool.</summary>
    /// <returns>Null if <paramref name="refusal"/> is the answer.</returns>
    public static string? Of(ApiRequest request, out ApiResponse refusal)
    {
        refusal = Answer.Message(401, "Sign in, and send the ID token.");
        var claims = request.RequestContext?.Authorizer?.Claims ?? [];
        return claims.GetValueOrDefault("token_use") == "id"
            && claims.GetValueOrDefault("sub") is { Length: > 0 } requester
            ? requester
            : null;
    }
}
