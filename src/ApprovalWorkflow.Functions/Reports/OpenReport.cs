using ApprovalWorkflow.Functions.Inputs;

namespace ApprovalWorkflow.Functions.Reports;

/// <summary>The input of <see cref="OpenReport"/>.</summary>
/// <param name="Id">The execution's name, which becomes the report's id.</param>
/// <param name="StartedAt">The execution's start in ISO 8601.</param>
public sealed record OpenReportInput(string Id, string StartedAt, JsonElement Input);

/// <summary>A report that was opened. Its time is ISO 8601, UTC.</summary>
/// <param name="DuplicateOf">The same person's report that is still being made, if any.</param>
public sealed record OpenedReport(string Id, string RequestedAt, string? DuplicateOf);

/// <summary>
/// Checks who asks for a report and writes its record, unless a report of theirs is still being made. Safe to run again
/// at any time, because it finds the record by the execution's name.
/// </summary>
/// <param name="keep">How long a report is kept after its request.</param>
public sealed class OpenReport(ReportsTable table, TimeSpan keep)
{
    private const int RequesterLimit = 128;

    /// <summary>The longest address by RFC 5321.</summary>
    private const int AddressLimit = 254;

    private const int WebsiteLimit = 300;

    /// <exception cref="InvalidRequestException">The input does not name the requester.</exception>
    public async Task<OpenedReport> HandleAsync(OpenReportInput input, ILambdaContext context)
    {
        InputReader.RequireUnicode(input.Input);
        var requester = RequiredText(
            input.Input, "requester", RequesterLimit, "give the user's id in the user pool, as the API does");
        var address = RequiredText(
            input.Input, "requestedBy", AddressLimit, "give the email address that the link goes to");
        if (!address.Contains('@'))
            throw new InvalidRequestException(
                "requestedBy", "is not an email address; give the one that the link goes to.");

        var website = RequiredText(
            input.Input, "website", WebsiteLimit, "give the website's address, which the mail names");
        if (!Uri.TryCreate(website, UriKind.Absolute, out var url) || !IsOrigin(url, website))
            throw new InvalidRequestException(
                "website",
                "is no address of a website; give one such as https://example.com, without a slash at its end.");

        if (!Guid.TryParseExact(input.Id, "D", out _))
            throw new InvalidRequestException(
                "name", "of the execution becomes the report's id; leave it out, and Step Functions gives it a UUID.");

        var at = Timestamps.Parse(input.StartedAt);
        var requestedAt = Timestamps.From(at);
        if (await table.FindOpenedAsync(input.Id) is { } opened)
            return new OpenedReport(input.Id, requestedAt, opened.DuplicateOf);
        var first = await table.ClaimAsync(requester, input.Id, at);
        if (first != input.Id)
        {
            await table.CreateAsync(new DuplicateReport(input.Id, first, at + keep));
            context.Logger.LogInformation("Report {reportId} was asked for as {first} already", input.Id, first);
            return new OpenedReport(input.Id, requestedAt, first);
        }
        await table.CreateAsync(
            new Report(input.Id, requester, ReportStatus.Running, requestedAt) { PurgeAt = at + keep });
        context.Logger.LogInformation("Opened report {reportId}", input.Id);
        return new OpenedReport(input.Id, requestedAt, null);
    }

    /// <summary>The local stack has no TLS.</summary>
    private static bool IsOrigin(Uri url, string text) =>
        (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp)
        && url.GetLeftPart(UriPartial.Authority) == text;

    private static string RequiredText(JsonElement input, string member, int limit, string remedy) =>
        (input.ValueKind == JsonValueKind.Object ? new InputReader(input).Text(member, limit) : null)
        ?? throw new InvalidRequestException(member, $"is missing; {remedy}.");
}
