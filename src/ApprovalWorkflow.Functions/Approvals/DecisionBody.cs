using System.Text.Json;
using System.Text.Json.Serialization;
using ApprovalWorkflow.Functions.Api;
using ApprovalWorkflow.Functions.Inputs;

namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>The body of <c>POST …/decision</c>.</summary>
/// <param name="Decision">approve or reject.</param>
/// <param name="Comment">At most <see cref="Limits.CommentLength"/> characters; may be left out.</param>
/// <param name="Fields">What was filled in; only with an approval.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record DecisionBody(string? Decision, string? Comment, JsonElement? Fields)
{
    /// <summary>Characters of a body. Twenty escaped fields and a comment fit.</summary>
    public const int SizeLimit = 256 * 1024;

    [JsonIgnore]
    public bool IsApproval => Decision == "approve";

    /// <summary>The decision that a call asks for.</summary>
    /// <returns>Null if <paramref name="problem"/> says what is wrong.</returns>
    public static DecisionBody? In(ApiRequest request, out string problem)
    {
        problem = "";
        var body = LinkAccess.IsOneClick(request)
            ? new DecisionBody(request.Resource.Split('/')[^1], null, null)
            : Read(request);
        if (body is null)
            problem = """The body must be JSON such as {"decision": "approve", "comment": "Go ahead"} and no more.""";
        else if (body.Decision is not ("approve" or "reject"))
            problem = """decision: must be "approve" or "reject".""";
        else if (body.Comment is { Length: > Limits.CommentLength } tooLong)
            problem = $"comment: has {tooLong.Length} characters; at most {Limits.CommentLength} are possible.";
        else if (body.Comment?.Any(each => char.IsControl(each) && each is not ('\n' or '\r' or '\t')) == true)
            problem = "comment: has control characters.";
        else if (!body.IsApproval && body.Fields is { ValueKind: not JsonValueKind.Null })
            problem = "fields: only an approval has them.";
        return problem.Length == 0 ? body : null;
    }

    private static DecisionBody? Read(ApiRequest request)
    {
        var body = request.BodyJson(FunctionsJson.Default.DecisionBody);
        return body?.Fields is { } fields && JsonText.NotUnicode(fields) is not null ? null : body;
    }
}
