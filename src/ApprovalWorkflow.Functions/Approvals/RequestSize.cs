using System.Text;
using Amazon.DynamoDBv2.Model;

namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>
/// The most bytes that a request can take in its record and in its execution's state. A request that could exceed them
/// is refused when it is opened; otherwise the last answer would fail.
/// </summary>
/// <remarks>
/// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html,
/// https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
/// </remarks>
public static class RequestSize
{
    public const int RecordLimit = 400 * 1024;

    public const int StateLimit = 256 * 1024;

    /// <summary>A map's or list's own bytes, and those for each value in it, rounded up.</summary>
    private const int Overhead = 8;

    private const int KeyHash = 64;

    /// <summary>
    /// Characters (https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskSuccess.html).
    /// </summary>
    private const int TaskToken = 2048;

    /// <summary>An event without the address in it: names, time, kind and note.</summary>
    private const int Event = 160;

    /// <summary>The characters by which the history says why a channel was not reached.</summary>
    public const int ProblemLength = 120;

    /// <summary>Four channels that cannot be told of a request, its reminders and its outcome.</summary>
    private const int Problems = 4 * 3 * (Event + Overhead + (3 * ProblemLength));

    /// <summary>A comment's JSON beside the comment and its author.</summary>
    private const int WhoAndWhen = 80;

    /// <summary>How often a round is tried again at most; each try adds keys.</summary>
    private const int Retries = 15;

    /// <summary>Bytes written at the end, and bytes of the state beside input, request and decision.</summary>
    private const int Reserve = 8 * 1024;

    /// <param name="rounds">In how many rounds each approver gets a mail.</param>
    public static long MostInRecord(ApprovalRequest request, int rounds)
    {
        var asked = request.Asked;
        var addresses = Addresses(asked);
        var approvers = asked.Approvers.Count;
        var mails = (rounds + Retries) * (addresses + (approvers * (KeyHash + Overhead)) + Event + Overhead);
        // Each opened it and answered; a mail to each came back, and was reported as spam. So may whoever asked.
        var events = 4 * (addresses + (approvers * (Event + Overhead))) + (2 * (Event + Limits.RequestedByLength));
        var told = addresses + Event;
        var answers = asked.RequiredApprovals * (Comment + FieldCheck.SizeLimit(asked.Fields) + (16L * Overhead));
        return request.ToItem().Sum(attribute => attribute.Key.Length + Size(attribute.Value))
            // The addresses once more: who has approved.
            + addresses + mails + events + told + answers + Decision(asked) + TaskToken + Problems + Reserve;
    }

    /// <param name="input">Bytes of the execution's input.</param>
    /// <param name="rounds">In how many rounds each approver gets a mail.</param>
    public static long MostInState(ApprovalInput asked, int input, int rounds) => input
        + Encoding.UTF8.GetByteCount(asked.Subject) + (asked.RequestedBy?.Length * 3L ?? 0) + Addresses(asked)
        + (rounds * 10L) + Decision(asked) + Reserve;

    /// <summary>A character of a comment is up to 3 bytes, in JSON, too: controls but line ends are refused.</summary>
    private static long Comment => 3L * Limits.CommentLength;

    private static long Addresses(ApprovalInput asked) =>
        asked.Approvers.Sum(address => Encoding.UTF8.GetByteCount(address) + Overhead);

    /// <summary>All comments, with who wrote them and when, the last comment again, and the last values.</summary>
    private static long Decision(ApprovalInput asked) => ((asked.RequiredApprovals + 1) * (Comment + WhoAndWhen))
        + (2 * Addresses(asked)) + FieldCheck.SizeLimit(asked.Fields);

    private static long Size(AttributeValue value) => Overhead
        + (value.S is { } text ? Encoding.UTF8.GetByteCount(text) : 0)
        + (value.N?.Length ?? 0)
        + (value.L?.Sum(Size) ?? 0)
        + (value.M?.Sum(entry => Encoding.UTF8.GetByteCount(entry.Key) + Size(entry.Value)) ?? 0);
}
