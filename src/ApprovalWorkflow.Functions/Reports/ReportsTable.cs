using System.Globalization;
using ApprovalWorkflow.Functions.Items;

namespace ApprovalWorkflow.Functions.Reports;

/// <summary>Reports' records. A person's claim prevents a second report while one is being made.</summary>
public sealed class ReportsTable(ItemTable table, TimeProvider clock)
{
    /// <summary>Longer than a report takes with all retries: if it has not ended by then, it never will.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>How long after its claim a report may lack its record: OpenReport may be between the two.</summary>
    private static readonly TimeSpan _opening = TimeSpan.FromMinutes(1);

    private static readonly TimeIndex _byRequester =
        new(Indexes.Requester, ReportAttributes.Requester, ReportAttributes.RequestedAt, NewestFirst: true);

    /// <summary>Claims the person's turn for this report, unless another report of theirs is being made.</summary>
    /// <returns>The report that has the claim: this one, or the earlier one.</returns>
    public async Task<string> ClaimAsync(string requester, string id, DateTimeOffset at)
    {
        var claim = new ReportClaim(ReportKeys.ClaimId(requester), id, at, at.AddDays(1));
        for (var ended = id; ;)
        {
            if (await TryClaimAsync(claim, ended)) return id;
            if (await table.FindAsync(claim.Id) is not { } item) continue;
            var other = ItemJson.To(item, FunctionsJson.Default.ReportClaim);
            var isMade = await ItemAsync(other.Report) is { } report
                ? report[ReportAttributes.Status].S == ReportStatus.Running
                : at < other.ClaimedAt + _opening;
            if (isMade) return other.Report;
            ended = other.Report;
        }
    }

    /// <summary>
    /// Writes a report's record. An existing one stays: the state machine repeats a call whose answer was lost.
    /// </summary>
    public Task CreateAsync(Report report) => table.CreateAsync(ItemJson.From(report, FunctionsJson.Default.Report));

    /// <summary>Writes the record of a duplicate, like <see cref="CreateAsync(Report)"/>.</summary>
    public Task CreateAsync(DuplicateReport duplicate) =>
        table.CreateAsync(ItemJson.From(duplicate, FunctionsJson.Default.DuplicateReport));

    /// <summary>Records that a report's execution ended without a result.</summary>
    public Task NoteEndedAsync(Report report) => table.TryUpdateAsync(new ItemUpdate(report.Id)
        .Require(ReportAttributes.Status, ReportStatus.Running)
        .Set(ReportAttributes.Status, ReportStatus.Failed));

    /// <summary>The record that an earlier try to open this report wrote, or null.</summary>
    public async Task<OpenedBefore?> FindOpenedAsync(string id) =>
        await ItemAsync(id) is { } item ? ItemJson.To(item, FunctionsJson.Default.OpenedBefore) : null;

    /// <summary>The report with this id, or the report of which it is a duplicate; null if there is none.</summary>
    public async Task<Report?> FindAsync(string id)
    {
        var item = await ItemAsync(id);
        if (item?.GetValueOrDefault(ReportAttributes.DuplicateOf)?.S is { } first) item = await ItemAsync(first);
        return item is null ? null : ReportOf(item);
    }

    /// <returns>The reports, and whether older ones follow.</returns>
    public async Task<(IReadOnlyList<Report> Reports, bool HasMore)> ListAsync(
        string requester, IndexPosition? after, int limit)
    {
        var page = await table.PageAsync(_byRequester, requester, after, limit);
        // What follows an expired report is older.
        var isEnd = page.Items.Any(IsOver);
        return ([.. page.Items.Where(item => !IsOver(item)).Select(ReportOf)], page.HasMore && !isEnd);
    }

    private static Report ReportOf(Item item) => ItemJson.To(item, FunctionsJson.Default.Report);

    /// <param name="ended">A report whose claim is void.</param>
    private Task<bool> TryClaimAsync(ReportClaim claim, string ended) => table.TryPutAsync(
        ItemJson.From(claim, FunctionsJson.Default.ReportClaim),
        "attribute_not_exists(id) OR report IN (:id, :ended) OR claimedAt <= :over",
        new()
        {
            [":id"] = new(claim.Report),
            [":ended"] = new(ended),
            [":over"] = new(Timestamps.From(claim.ClaimedAt - Longest)),
        });

    /// <summary>The item unless it has expired.</summary>
    private async Task<Item?> ItemAsync(string id) =>
        await table.FindAsync(id) is { } item && !IsOver(item) ? item : null;

    /// <summary>DynamoDB removes items up to two days after they expire.</summary>
    private bool IsOver(Item item) =>
        long.Parse(item[ItemAttributes.PurgeAt].N, CultureInfo.InvariantCulture)
        <= clock.GetUtcNow().ToUnixTimeSeconds();
}
