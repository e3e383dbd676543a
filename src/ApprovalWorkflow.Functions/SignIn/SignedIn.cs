using ApprovalWorkflow.Functions.Api;

namespace ApprovalWorkflow.Functions.SignIn;

/// <summary>Who is signed in, by an ID token. API Gateway has checked it, and passes its claims on.</summary>
/// <remarks>
/// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-integrate-with-cognito.html
/// </remarks>
public static class SignedIn
{
    /// <summary>The email address of a member of the group of reviewers.</summary>
    /// <returns>Null if <paramref name="refusal"/> is the answer.</returns>
    public static string? Reviewer(ApiRequest request, string group, out ApiResponse refusal)
    {
        if (VerifiedEmail(request, out refusal) is not { } email) return null;
        refusal = Answer.Message(403, $"You are signed in as {email}, but not a reviewer. "
            + $"Ask whoever runs this system to add you to the group \"{group}\" of its user pool, and sign in again.");
        // API Gateway makes one text of the list. A group with a comma in its name would pass for two: only an
        // administrator can make one.
        return Claim(request, "cognito:groups").Split(',').Contains(group) ? EmailAddress.Normalize(email) : null;
    }

    /// <summary>The user's id in the user pool. No group is needed: anybody may ask for their own reports.</summary>
    /// <returns>Null if <paramref name="refusal"/> is the answer.</returns>
    public static string? Requester(ApiRequest request, out ApiResponse refusal) =>
        VerifiedEmail(request, out refusal) is not null && Claim(request, "sub") is { Length: > 0 } id ? id : null;

    private static string? VerifiedEmail(ApiRequest request, out ApiResponse refusal)
    {
        var email = Claim(request, "email");
        refusal = Answer.Message(401, "Sign in, and send the ID token.");
        if (Claim(request, "token_use") != "id" || email.Length == 0) return null;
        refusal = Answer.Message(403, "The email address of your account is not verified. "
            + "Ask whoever runs this system to verify it, and sign in again.");
        return Claim(request, "email_verified") == "true" ? email : null;
    }

    private static string Claim(ApiRequest request, string name) =>
        request.RequestContext?.Authorizer?.Claims?.GetValueOrDefault(name) ?? "";
}
