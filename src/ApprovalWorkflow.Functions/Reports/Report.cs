using System.Text.Json.Serialization;
using ApprovalWorkflow.Functions.Items;

namespace ApprovalWorkflow.Functions.Reports;

/// <summary>
/// A report's item. Times are ISO 8601, UTC. At the end, the state machine writes status, time and rows.
/// </summary>
/// <param name="Id">The name of the execution that makes it.</param>
/// <param name="Requester">The <c>sub</c> of the owner's tokens. It stays when their address changes.</param>
/// <param name="Status">One of <see cref="ReportStatus"/>.</param>
public sealed record Report(string Id, string Requester, string Status, string RequestedAt)
{
    public string? GeneratedAt { get; init; }

    public long? Rows { get; init; }

    /// <summary>One of <see cref="ReportMails"/>, or null.</summary>
    public string? Mail { get; init; }

    /// <summary>When DynamoDB may remove the item. S3 may have removed the report by then.</summary>
    [JsonConverter(typeof(UnixSecondsConverter))]
    public DateTimeOffset PurgeAt { get; init; }
}

/// <summary>A request that repeats an earlier one and shares its report.</summary>
public sealed record DuplicateReport(
    string Id, string DuplicateOf, [property: JsonConverter(typeof(UnixSecondsConverter))] DateTimeOffset PurgeAt);

/// <summary>A person's claim to have a report made (see <see cref="ReportKeys.ClaimId"/>).</summary>
/// <param name="Report">The id of the report that has the claim.</param>
public sealed record ReportClaim(
    string Id,
    string Report,
    DateTimeOffset ClaimedAt,
    [property: JsonConverter(typeof(UnixSecondsConverter))] DateTimeOffset PurgeAt);

/// <summary>The record that an earlier try to open a report wrote.</summary>
/// <param name="DuplicateOf">The earlier report if this request is a duplicate; else null.</param>
public sealed record OpenedBefore(string? DuplicateOf);
