using ApprovalWorkflow.Functions.Reports;
using ApprovalWorkflow.Functions.Tests.Approvals;
using ApprovalWorkflow.Functions.Tests.Emulators;

namespace ApprovalWorkflow.Functions.Tests.Reports;

/// <summary>Reports in the API, for their requesters.</summary>
[Collection(nameof(Dynalite))]
public sealed class ReportRoutesTests(Dynalite dynalite) : IAsyncLifetime
{
    private const string StateMachineArn = "arn:aws:states:us-east-1:000000000000:stateMachine:CreateReport";

    private static readonly DateTimeOffset _now = GivenReports.Now;

    private readonly ReportStub _aws = new();
    private TestClock? _clock;
    private GivenReports _given = null!;

    public async Task InitializeAsync() => _given = await new GivenReports(dynalite).WithTableAsync();

    public Task DisposeAsync()
    {
        _aws.Dispose();
        return Task.CompletedTask;
    }

    private Task<ApiResponse> ViewAsync(ApiRequest call) =>
        new ViewReport(
            _given.Table,
            _aws.StepFunctions,
            StateMachineArn,
            _aws.S3,
            "reports-bucket",
            _clock ?? TimeProvider.System).HandleAsync(call, new LambdaContext());

    private async Task<(int Status, JsonElement Body)> ViewAsync(string id, string requester = GivenReports.Ann)
    {
        var response = await ViewAsync(GivenReports.Call(id, requester));
        return (response.StatusCode, Given.Json(response.Body));
    }

    private Task<ApiResponse> ListAsync(
        Dictionary<string, string>? query = null, string requester = GivenReports.Ann) =>
        new ListReports(_given.Table).HandleAsync(GivenReports.Call(null, requester, query), new LambdaContext());

    private async Task<string> OpenedAsync(string requester = GivenReports.Ann, DateTimeOffset? at = null)
    {
        var id = Guid.NewGuid().ToString();
        _aws.Executions[id] = ("RUNNING", $$"""{"requester":"{{requester}}"}""");
        await _given.OpenAsync(id, requester, at ?? _now);
        return id;
    }

    [Fact]
    public async Task A_running_report_says_so_and_has_no_link()
    {
        var id = await OpenedAsync();
        var (status, body) = await ViewAsync(id);
        Assert.Equal(200, status);
        Assert.Equal(
            $$"""{"id":"{{id}}","status":"running","requestedAt":"2026-11-20T10:00:00.000Z"}""", body.GetRawText());
    }

    [Fact]
    public async Task A_ready_report_has_a_link_for_five_minutes()
    {
        var id = await OpenedAsync();
        await _given.FinishAsync(id, "ready");
        var (_, body) = await ViewAsync(id);
        Assert.Equal(("ready", 8), (body.GetProperty("status").GetString(), body.GetProperty("rows").GetInt32()));
        var url = body.GetProperty("url").GetString()!;
        Assert.Contains($"/reports-bucket/reports/{id}.html?", url, StringComparison.Ordinal);
        Assert.Matches("X-Amz-Expires=(29[0-9]|300)(&|$)", url);
    }

    [Fact]
    public async Task A_failed_report_says_so()
    {
        var id = await OpenedAsync();
        await _given.FinishAsync(id, "failed");
        var (_, body) = await ViewAsync(id);
        Assert.Equal("failed", body.GetProperty("status").GetString());
        Assert.False(body.TryGetProperty("url", out _));
    }

    [Fact]
    public async Task Another_persons_report_is_unknown()
    {
        var id = await OpenedAsync();
        await _given.FinishAsync(id, "ready");
        var (status, body) = await ViewAsync(id, GivenReports.Bob);
        Assert.Equal(404, status);
        Assert.DoesNotContain(id, body.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_duplicate_shows_the_first_ones_report()
    {
        var first = await OpenedAsync();
        var second = await OpenedAsync();
        Assert.Equal(first, (await ViewAsync(second)).Body.GetProperty("id").GetString());
        Assert.Equal(404, (await ViewAsync(second, GivenReports.Bob)).Status);
    }

    [Theory]
    [InlineData("RUNNING", "running")]
    [InlineData("ABORTED", "failed")]
    public async Task Without_a_record_the_execution_gives_the_status(string execution, string expected)
    {
        var id = Guid.NewGuid().ToString();
        _aws.Executions[id] = (execution, $$"""{"requester":"{{GivenReports.Ann}}"}""");
        Assert.Equal(expected, (await ViewAsync(id)).Body.GetProperty("status").GetString());
        Assert.Equal(404, (await ViewAsync(id, GivenReports.Bob)).Status);
    }

    [Theory]
    [InlineData("ABORTED")]
    [InlineData("TIMED_OUT")]
    public async Task A_report_whose_execution_was_stopped_has_failed_and_can_be_asked_for_again(string execution)
    {
        var id = await OpenedAsync();
        _aws.Executions[id] = (execution, "{}");
        Assert.Equal("failed", (await ViewAsync(id)).Body.GetProperty("status").GetString());
        Assert.Contains("\"failed\"", (await ListAsync()).Body, StringComparison.Ordinal);
        Assert.Null(
            (await _given.OpenAsync(Guid.NewGuid().ToString(), GivenReports.Ann, _now.AddSeconds(5))).DuplicateOf);
    }

    [Theory]
    [InlineData(1, "running")]
    [InlineData(60 * 24 * 91, "failed")]
    public async Task A_missing_execution_has_not_begun_or_has_been_removed(int minutes, string expected)
    {
        var id = Guid.NewGuid().ToString();
        await _given.OpenAsync(id, GivenReports.InputOf(GivenReports.Ann), _now, TimeSpan.FromDays(365));
        _clock = _given.Clock;
        _clock.Now = _now.AddMinutes(minutes);
        Assert.Equal(expected, (await ViewAsync(id)).Body.GetProperty("status").GetString());
    }

    [Fact]
    public async Task An_expired_report_is_unknown()
    {
        var id = await OpenedAsync();
        await _given.FinishAsync(id, "ready");
        _aws.Executions[id] = ("SUCCEEDED", $$"""{"requester":"{{GivenReports.Ann}}"}""");
        _given.Clock.Now = _now.AddDays(30);
        Assert.Equal(404, (await ViewAsync(id)).Status);
        Assert.Equal("""{"items":[]}""", (await ListAsync()).Body);
    }

    [Fact]
    public async Task A_duplicate_of_an_unrecorded_report_is_not_found_yet()
    {
        var (first, second) = (Guid.NewGuid().ToString(), Guid.NewGuid().ToString());
        await _given.Table.ClaimAsync(GivenReports.Ann, first, _now);
        await _given.OpenAsync(second, GivenReports.Ann, _now);
        _aws.Executions[second] = ("SUCCEEDED", $$"""{"requester":"{{GivenReports.Ann}}"}""");
        Assert.Equal(404, (await ViewAsync(second)).Status);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("7")]
    [InlineData("{}")]
    [InlineData("""{"requester":7}""")]
    public async Task An_execution_without_a_requester_is_nobodys_report(string input)
    {
        var id = Guid.NewGuid().ToString();
        _aws.Executions[id] = ("RUNNING", input);
        Assert.Equal(404, (await ViewAsync(id)).Status);
    }

    [Fact]
    public async Task Without_signing_in_a_caller_learns_how()
    {
        var call = GivenReports.Call(Guid.NewGuid().ToString());
        call.RequestContext.Authorizer.Claims["token_use"] = "access";
        Assert.Equal(401, (await ViewAsync(call)).StatusCode);
        call.RequestContext = null;
        Assert.Equal(401, (await ViewAsync(call)).StatusCode);
    }

    [Theory]
    [InlineData("false")]
    [InlineData("")]
    public async Task Whoever_has_no_verified_address_sees_no_reports(string verified)
    {
        var call = GivenReports.Call(await OpenedAsync());
        call.RequestContext.Authorizer.Claims["email_verified"] = verified;
        var answer = await ViewAsync(call);
        Assert.Equal(403, answer.StatusCode);
        Assert.Contains("is not verified", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Own_reports_are_listed_the_newest_first_page_by_page()
    {
        var ids = new List<string>();
        for (var minute = 0; minute < 5; minute++)
        {
            if (ids.Count > 0) await _given.FinishAsync(ids[^1], "failed");
            ids.Add(await OpenedAsync(at: _now.AddMinutes(minute)));
        }
        await OpenedAsync(GivenReports.Bob);
        ids.Reverse();
        await _given.FinishAsync(ids[0], "ready");

        var listed = new List<string>();
        string? cursor = null;
        do
        {
            var query = new Dictionary<string, string> { ["limit"] = "2" };
            if (cursor is not null) query["cursor"] = cursor;
            var page = Given.Json((await ListAsync(query)).Body);
            listed.AddRange(
                page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!));
            cursor = page.TryGetProperty("cursor", out var next) ? next.GetString() : null;
        }
        while (cursor is not null);
        Assert.Equal(ids, listed);
        var first = Given.Json((await ListAsync(new() { ["limit"] = "1" })).Body).GetProperty("items")[0];
        Assert.Equal(
            $$"""{"id":"{{ids[0]}}","status":"ready","requestedAt":"2026-11-20T10:04:00.000Z",""" +
            "\"generatedAt\":\"2026-11-20T10:00:05.000Z\",\"rows\":8}",
            first.GetRawText());
    }

    [Fact]
    public async Task A_page_that_ends_exactly_at_the_end_is_the_last()
    {
        await _given.FinishAsync(await OpenedAsync(), "ready");
        await OpenedAsync(at: _now.AddMinutes(1));
        var page = Given.Json((await ListAsync(new() { ["limit"] = "2" })).Body);
        Assert.Equal(2, page.GetProperty("items").GetArrayLength());
        Assert.False(page.TryGetProperty("cursor", out _));
    }
}
