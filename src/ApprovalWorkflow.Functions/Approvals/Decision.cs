using System.Text.Json.Serialization;

namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>How a request ended.</summary>
/// <param name="Status">One of <see cref="ApprovalStatus"/>, never pending.</param>
/// <param name="DecidedBy">Who decided: email addresses, joined by commas, or a substitute.</param>
/// <param name="DecidedAt">When the decision was recorded (UTC).</param>
/// <param name="Comment">What was written; of several approvers, a line for each.</param>
/// <param name="Fields">What was filled in last: JSON text, an object.</param>
public sealed record Decision(
    [property: JsonPropertyName(RequestAttributes.Outcome)] string Status,
    string DecidedBy,
    DateTimeOffset DecidedAt,
    string Comment,
    [property: JsonPropertyName(RequestAttributes.FieldValues)] string Fields = FieldCheck.None)
{
    /// <summary>The substitute for a request that expired.</summary>
    public const string ByDeadline = "deadline";

    /// <summary>The substitute for a request whose execution was stopped or failed.</summary>
    public const string ByExecution = "end of the execution";

    /// <summary>Whole seconds from the decision to a later time. Clocks of two functions may differ a little.</summary>
    public int SecondsUntil(DateTimeOffset time) => Math.Max(0, (int)(time - DecidedAt).TotalSeconds);

    /// <summary>
    /// The decision that the last required approval makes. With several, each comment is one line, and the values
    /// are the last approver's.
    /// </summary>
    public static Decision Approved(ApprovalRequest before, string lastApprover, GivenApproval last)
    {
        var all = before.Approvals.OrderBy(approval => approval.Value.At)
            .Append(KeyValuePair.Create(lastApprover, last)).ToList();
        return new Decision(
            ApprovalStatus.Approved,
            string.Join(", ", all.Select(approval => approval.Key)),
            last.At,
            all.Count == 1
                ? last.Comment
                : string.Join('\n', all.Where(approval => approval.Value.Comment.Length > 0)
                    .Select(approval => $"{approval.Key}: {approval.Value.Comment}")),
            last.Fields);
    }
}
