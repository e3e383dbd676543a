using System.Text.Json.Serialization;
using ApprovalWorkflow.Functions.Inputs;

namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>How a request ended.</summary>
/// <param name="Status">One of <see cref="ApprovalStatus"/>, never pending.</param>
/// <param name="DecidedBy">Who decided: email addresses, joined by commas, or a substitute.</param>
/// <param name="DecidedAt">When the decision was recorded (UTC).</param>
/// <param name="Comment">The comment of the approver who answered last; may be empty.</param>
/// <param name="Fields">The values of the approver who answered last: JSON text, an object.</param>
/// <param name="Comments">Who wrote what: JSON text, a list of <see cref="WrittenComment"/>.</param>
public sealed record Decision(
    [property: JsonPropertyName(RequestAttributes.Outcome)] string Status,
    string DecidedBy,
    DateTimeOffset DecidedAt,
    string Comment,
    [property: JsonPropertyName(RequestAttributes.FieldValues)] string Fields = FieldCheck.None,
    string Comments = Decision.NoComments)
{
    /// <summary>The substitute for an answer to the task token, which names nobody.</summary>
    public const string ByTaskToken = "holder of the task token";

    /// <summary>The substitute for a request that expired.</summary>
    public const string ByDeadline = "deadline";

    /// <summary>The substitute for a request whose execution was stopped or failed.</summary>
    public const string ByExecution = "end of the execution";

    /// <summary>The JSON text of no comments.</summary>
    public const string NoComments = "[]";

    /// <summary>Whole seconds from the decision to a later time. Clocks of two functions may differ a little.</summary>
    public int SecondsUntil(DateTimeOffset time) => Math.Max(0, (int)(time - DecidedAt).TotalSeconds);

    /// <summary>The decision that the last required approval makes.</summary>
    public static Decision Approved(ApprovalRequest before, string lastApprover, GivenApproval last)
    {
        var all = InOrder(before).Append(KeyValuePair.Create(lastApprover, last)).ToList();
        return new Decision(
            ApprovalStatus.Approved,
            string.Join(", ", all.Select(approval => approval.Key)),
            last.At,
            last.Comment,
            last.Fields,
            TextOf(all.Select(WrittenIn)));
    }

    /// <summary>The decision of one approver's no.</summary>
    public static Decision Rejected(ApprovalRequest before, string approver, DateTimeOffset at, string comment) => new(
        ApprovalStatus.Rejected,
        approver,
        at,
        comment,
        Comments: TextOf(InOrder(before).Select(WrittenIn).Append(new WrittenComment(approver, at, comment))));

    private static WrittenComment WrittenIn(KeyValuePair<string, GivenApproval> approval) =>
        new(approval.Key, approval.Value.At, approval.Value.Comment);

    private static IEnumerable<KeyValuePair<string, GivenApproval>> InOrder(ApprovalRequest before) =>
        before.Approvals.OrderBy(approval => approval.Value.At);

    private static string TextOf(IEnumerable<WrittenComment> comments) => JsonText.Of(json => JsonSerializer.Serialize(
        json, [.. comments.Where(each => each.Comment.Length > 0)], FunctionsJson.Default.IReadOnlyListWrittenComment));
}

/// <summary>A comment and its author.</summary>
/// <param name="At">When they answered (UTC).</param>
public sealed record WrittenComment(string Approver, DateTimeOffset At, string Comment);
