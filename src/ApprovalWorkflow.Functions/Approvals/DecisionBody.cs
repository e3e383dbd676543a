using System.Text.Json.Serialization;
using ApprovalWorkflow.Functions.Api;
using ApprovalWorkflow.Functions.Inputs;

namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>The body of <c>POST …/decision</c>.</summary>
/// <param name="Comment">At most <see cref="Limits.CommentLength"/> characters; may be left out.</param>
/// <param name="Fields">What was filled in; only with an approval.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record DecisionBody(string? Decision, string? Comment, JsonElement? Fields)
{
    /// <summary>Characters of a body. Twenty escaped fields and a comment fit.</summary>
    public const int SizeLimit = 256 * 1024;

    [JsonIgnore]
    public bool IsApproval => Decision == Decisions.Approve;

    /// <summary>What is wrong with it, whatever the request; null if nothing is.</summary>
    [JsonIgnore]
    public string? Problem
    {
        get
        {
            if (Fields is { } fields && JsonText.NotUnicode(fields) is not null)
                return "fields: have text that is not Unicode.";
            if (Decision is not (Decisions.Approve or Decisions.Reject))
                return """decision: must be "approve" or "reject".""";
            if (Comment is { Length: > Limits.CommentLength } tooLong)
                return $"comment: has {tooLong.Length} characters; at most {Limits.CommentLength} are possible.";
            if (Comment?.Any(each => char.IsControl(each) && each is not ('\n' or '\r' or '\t')) == true)
                return "comment: has control characters.";
            return !IsApproval && Fields is { ValueKind: not JsonValueKind.Null }
                ? "fields: only an approval has them."
                : null;
        }
    }

    /// <returns>Null if <paramref name="refusal"/> is the answer.</returns>
    public static DecisionBody? In(ApiRequest request, out ApiResponse refusal)
    {
        refusal = Answer.Message(
            413, $"The body has {request.Body?.Length} characters; at most {SizeLimit} are possible.");
        if (request.Body?.Length > SizeLimit) return null;
        var body = LinkAccess.IsOneClick(request)
            ? new DecisionBody(request.Resource.Split('/')[^1], null, null)
            : request.BodyJson(FunctionsJson.Default.DecisionBody);
        var problem = body is null
            ? """The body must be JSON such as {"decision": "approve", "comment": "Go ahead"} and no more. """
                + "Give each member once."
            : body.Problem;
        refusal = Answer.Message(400, problem ?? "");
        return problem is null ? body : null;
    }
}
