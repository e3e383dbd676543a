using System.Text;
using Amazon.DynamoDBv2.Model;

namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>
/// The bytes that a request's record takes at most, so that one which could outgrow DynamoDB's limit is refused before
/// anybody is asked, instead of failing when the last approver answers.
/// </summary>
/// <remarks>
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
/// </remarks>
public static class RecordSize
{
    /// <summary>Bytes: 400 KB.</summary>
    public const int Limit = 400 * 1024;

    /// <summary>A map's or list's own bytes, and those for each value in it, rounded up.</summary>
    private const int Overhead = 8;

    /// <summary>Hexadecimal SHA-256.</summary>
    private const int KeyHash = 64;

    /// <summary>
    /// Characters (https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskSuccess.html).
    /// </summary>
    private const int TaskToken = 2048;

    /// <summary>An event without the address in it: names, time, kind and note.</summary>
    private const int Event = 160;

    /// <summary>Rounds that may be tried again, and what is written at the end.</summary>
    private const int Reserve = 8 * 1024;

    /// <param name="rounds">In how many rounds each approver gets a mail.</param>
    public static long Most(ApprovalRequest request, int rounds)
    {
        var addresses = request.Approvers.Sum(Encoding.UTF8.GetByteCount);
        var approvers = request.Approvers.Count;
        // A character of a comment is up to 3 bytes of UTF-8. It stands with its approval, and in the decision.
        var answer = (2L * 3 * DecisionBody.CommentLimit) + FieldValues.SizeLimit(request.Fields) + (16 * Overhead);
        return ApprovalItem.From(request).Sum(attribute => attribute.Key.Length + Size(attribute.Value))
            + ((long)rounds * (addresses + (approvers * (KeyHash + Overhead)) + Event + Overhead))
            + (2L * (addresses + (approvers * (Event + Overhead))))
            + (request.RequiredApprovals * answer) + (2L * addresses)
            + FieldValues.SizeLimit(request.Fields)
            + TaskToken + Reserve;
    }

    private static long Size(AttributeValue value) => Overhead
        + (value.S is { } text ? Encoding.UTF8.GetByteCount(text) : 0)
        + (value.N?.Length ?? 0)
        + (value.L?.Sum(Size) ?? 0)
        + (value.M?.Sum(entry => Encoding.UTF8.GetByteCount(entry.Key) + Size(entry.Value)) ?? 0);
}
