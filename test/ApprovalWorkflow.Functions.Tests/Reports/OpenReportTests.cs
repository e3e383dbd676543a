using ApprovalWorkflow.Functions.Inputs;
using ApprovalWorkflow.Functions.Reports;
using ApprovalWorkflow.Functions.Tests.Emulators;

namespace ApprovalWorkflow.Functions.Tests.Reports;

/// <summary>Each person can ask for one report a minute.</summary>
[Collection(nameof(Dynalite))]
public sealed class OpenReportTests(Dynalite dynalite) : IAsyncLifetime
{
    private static readonly DateTimeOffset _now = new(2026, 11, 20, 10, 0, 0, 123, TimeSpan.Zero);

    private GivenReports _given = null!;

    private static string NewId() => Guid.NewGuid().ToString();

    public async Task InitializeAsync() => _given = await new GivenReports(dynalite).WithTableAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_report_is_recorded_as_running()
    {
        var id = NewId();
        var opened = await _given.OpenAsync(id, GivenReports.Ann, _now);
        Assert.Equal(new OpenedReport(id, "2026-11-20T10:00:00.123Z", null), opened);
        Assert.Equal(
            new Report(id, GivenReports.Ann, "running", "2026-11-20T10:00:00.123Z")
            {
                PurgeAt = DateTimeOffset.FromUnixTimeSeconds(_now.AddDays(30).ToUnixTimeSeconds()),
            },
            await _given.Table.FindAsync(id));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(59 * 60)]
    public async Task While_a_report_is_being_made_a_second_request_is_a_duplicate_of_the_first(int seconds)
    {
        var (first, second) = (NewId(), NewId());
        await _given.OpenAsync(first, GivenReports.Ann, _now);
        Assert.Equal(first, (await _given.OpenAsync(second, GivenReports.Ann, _now.AddSeconds(seconds))).DuplicateOf);
        Assert.Equal(first, (await _given.Table.FindAsync(second))!.Id);
        Assert.Single((await _given.Table.ListAsync(GivenReports.Ann, null, 10)).Reports);
    }

    [Theory]
    [InlineData("ready")]
    [InlineData("failed")]
    public async Task Once_a_report_has_ended_there_is_another_at_once(string status)
    {
        var first = NewId();
        await _given.OpenAsync(first, GivenReports.Ann, _now);
        await _given.FinishAsync(first, status);
        Assert.Null((await _given.OpenAsync(NewId(), GivenReports.Ann, _now.AddSeconds(1))).DuplicateOf);
    }

    [Fact]
    public async Task A_report_that_nobody_ended_blocks_its_requester_for_an_hour()
    {
        await _given.OpenAsync(NewId(), GivenReports.Ann, _now);
        Assert.Null((await _given.OpenAsync(NewId(), GivenReports.Ann, _now.AddHours(1))).DuplicateOf);
    }

    [Fact]
    public async Task A_report_that_never_got_its_record_blocks_its_requester_for_a_minute()
    {
        var lost = NewId();
        await _given.Table.ClaimAsync(GivenReports.Ann, lost, _now);
        Assert.Equal(lost, (await _given.OpenAsync(NewId(), GivenReports.Ann, _now.AddSeconds(59))).DuplicateOf);
        Assert.Null((await _given.OpenAsync(NewId(), GivenReports.Ann, _now.AddSeconds(60))).DuplicateOf);
    }

    [Fact]
    public async Task An_old_request_that_is_opened_days_later_is_a_duplicate_of_a_later_one()
    {
        var later = NewId();
        await _given.OpenAsync(later, GivenReports.Ann, _now);
        // The claim has expired, and DynamoDB has not deleted it yet.
        _given.Clock.Now = _now.AddDays(2);
        Assert.Equal(later, (await _given.OpenAsync(NewId(), GivenReports.Ann, _now.AddSeconds(-30))).DuplicateOf);
    }

    [Fact]
    public async Task Other_requesters_are_not_delayed()
    {
        await _given.OpenAsync(NewId(), GivenReports.Ann, _now);
        Assert.Null((await _given.OpenAsync(NewId(), GivenReports.Bob, _now)).DuplicateOf);
    }

    [Fact]
    public async Task Running_twice_changes_nothing()
    {
        var id = NewId();
        var once = await _given.OpenAsync(id, GivenReports.Ann, _now);
        await _given.FinishAsync(id, "ready");
        Assert.Equal(once, await _given.OpenAsync(id, GivenReports.Ann, _now));
        Assert.Equal("ready", (await _given.Table.FindAsync(id))!.Status);
    }

    [Fact]
    public async Task Running_again_much_later_finds_what_was_written()
    {
        var (first, second, third) = (NewId(), NewId(), NewId());
        await _given.OpenAsync(first, GivenReports.Ann, _now);
        await _given.OpenAsync(second, GivenReports.Ann, _now);
        await _given.FinishAsync(first, "ready");
        await _given.OpenAsync(third, GivenReports.Ann, _now.AddMinutes(2));
        // The answers of the first two were lost.
        Assert.Null((await _given.OpenAsync(first, GivenReports.Ann, _now)).DuplicateOf);
        Assert.Equal(first, (await _given.OpenAsync(second, GivenReports.Ann, _now)).DuplicateOf);
    }

    [Theory]
    [InlineData("run-1")]
    [InlineData("0b7f6a5200004000800000000000000a")]
    public async Task A_name_that_cannot_be_an_id_is_refused(string name)
    {
        var error = await Assert.ThrowsAsync<InvalidRequestException>(
            () => _given.OpenAsync(name, GivenReports.Ann, _now));
        Assert.StartsWith("name: of the execution", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_many_requests_at_once_one_makes_a_report()
    {
        var opened = await Task.WhenAll(
            Enumerable.Range(0, 40).Select(_ => _given.OpenAsync(NewId(), GivenReports.Ann, _now)));
        var first = Assert.Single(opened, report => report.DuplicateOf is null);
        Assert.All(opened.Where(report => report != first), report => Assert.Equal(first.Id, report.DuplicateOf));
        Assert.Single((await _given.Table.ListAsync(GivenReports.Ann, null, 100)).Reports);
    }

    [Theory]
    [InlineData("{}", "requester: is missing")]
    [InlineData("[]", "requester: is missing")]
    [InlineData("""{"requester":7}""", "requester: must be text")]
    [InlineData("""{"requester":"\ud800"}""", "input: has text that is not Unicode")]
    [InlineData("""{"requester":"x"}""", "requestedBy: is missing")]
    [InlineData("""{"requester":"x","requestedBy":"nobody"}""", "requestedBy: is not an email address")]
    [InlineData("""{"requester":"x","requestedBy":"a@example.com"}""", "website: is missing")]
    [InlineData(
        """{"requester":"x","requestedBy":"a@example.com","website":"https://example.com/"}""",
        "website: is no address of a website")]
    [InlineData(
        """{"requester":"x","requestedBy":"a@example.com","website":"ftp://example.com"}""",
        "website: is no address of a website")]
    [InlineData(
        """{"requester":"x","requestedBy":"a@example.com","website":"https://a@example.com/x y"}""",
        "website: is no address of a website")]
    public async Task An_input_that_does_not_say_who_asks_and_where_names_what_is_wrong(string input, string problem)
    {
        var error = await Assert.ThrowsAsync<InvalidRequestException>(
            () => _given.OpenAsync(NewId(), input, _now, TimeSpan.FromDays(1)));
        Assert.StartsWith(problem, error.Message, StringComparison.Ordinal);
    }
}
