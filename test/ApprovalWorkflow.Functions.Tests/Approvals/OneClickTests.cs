using ApprovalWorkflow.Functions.Approvals;
using ApprovalWorkflow.Functions.Tests.Emulators;

namespace ApprovalWorkflow.Functions.Tests.Approvals;

[Collection(nameof(Dynalite))]
public sealed class OneClickTests(Dynalite dynalite) : IDisposable
{
    private readonly AwsStub _aws = new();

    public void Dispose() => _aws.Dispose();

    private Task<ApiResponse> ClickAsync(ApiRequest request) =>
        new DecideRequest(
            dynalite.Table,
            _aws.Callback(),
            Given.Group,
            TimeProvider.System).HandleAsync(request, new LambdaContext());

    [Theory]
    [InlineData("approve", """{"message":"Workflow approved successfully"}""")]
    [InlineData("reject", """{"message":"Workflow rejected"}""")]
    public async Task One_click_decides_with_the_seed_s_answer(string decision, string body)
    {
        var pending = await Given.PendingAsync(dynalite, _aws);
        var response = await ClickAsync(Given.OneClick(pending.Id, pending.Key, decision, "*/*"));
        Assert.Equal((200, body), (response.StatusCode, response.Body));
        Assert.StartsWith("application/json", response.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Single(_aws.Answered);
    }

    [Fact]
    public async Task Another_approver_who_opens_the_same_link_reads_who_was_first()
    {
        var pending = await Given.PendingAsync(dynalite, _aws);
        await ClickAsync(Given.OneClick(pending.Id, pending.Key, "approve"));
        var response = await ClickAsync(
            Given.OneClick(pending.Id, pending.Keys["b@example.com"], "approve", "text/html"));
        Assert.Equal(409, response.StatusCode);
        Assert.Contains("<h1>Already approved by a@example.com at 20", response.Body, StringComparison.Ordinal);
        Assert.Equal(200, (await ClickAsync(Given.OneClick(pending.Id, pending.Key, "approve"))).StatusCode);
    }

    [Fact]
    public async Task A_browser_gets_a_page_that_leads_to_the_execution_and_cannot_be_scripted()
    {
        var pending = await Given.PendingAsync(dynalite, _aws, """{"subject":"<script>alert(1)</script>"}""");
        var response = await ClickAsync(
            Given.OneClick(pending.Id, pending.Key, "approve", "text/html,application/xhtml+xml"));
        Assert.Equal(200, response.StatusCode);
        Assert.StartsWith("text/html", response.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Contains("<h1>Workflow approved successfully</h1>", response.Body, StringComparison.Ordinal);
        Assert.Contains(
            "https://us-east-1.console.aws.amazon.com/states/home?region=us-east-1#/v2/executions/details/",
            response.Body,
            StringComparison.Ordinal);
        Assert.DoesNotContain("<script", response.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_key_gets_a_403_page_that_reveals_nothing()
    {
        var pending = await Given.PendingAsync(dynalite, _aws, """{"subject":"Secret plan"}""");
        foreach (var key in new[] { null, "", LinkKey.New() })
        {
            var response = await ClickAsync(Given.OneClick(pending.Id, key, "approve", "text/html"));
            Assert.Equal(403, response.StatusCode);
            Assert.DoesNotContain("Secret plan", response.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("execution", response.Body, StringComparison.OrdinalIgnoreCase);
        }
        Assert.Empty(_aws.Answered);
    }

    [Fact]
    public void Links_of_one_click_go_to_the_API()
    {
        var links = new ApprovalLinks("https://site.example", "https://site.example/api", OneClick: true);
        var request = new ApprovalRequest(
            "1", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, Given.ExecutionArn, default);
        Assert.Equal(
            new ApproverLinks(
                "a@example.com",
                "https://site.example/api/requests/1/approve?key=k",
                "https://site.example/api/requests/1/reject?key=k",
                DecideAtOnce: true),
            links.For("a@example.com", request, "k"));
    }

    [Fact]
    public async Task One_click_cannot_approve_a_request_with_fields()
    {
        var links = new ApprovalLinks("https://site.example", "https://site.example/api", OneClick: true);
        var pending = await Given.PendingAsync(dynalite, _aws, """{"fields":[{"name":"ticket","required":true}]}""");
        var request = (await dynalite.Table.FindAsync(pending.Id))!;
        Assert.StartsWith(
            "https://site.example/review.html#",
            links.For("a@example.com", request, "k").Approve,
            StringComparison.Ordinal);
        var response = await ClickAsync(Given.OneClick(pending.Id, pending.Key, "approve"));
        Assert.Equal(
            (400, """{"message":"fields.ticket: is required (ticket)."}"""), (response.StatusCode, response.Body));
        Assert.Equal("pending", (await dynalite.ItemAsync(pending.Id))["status"].S);
    }
}
