using ApprovalWorkflow.Functions.Approvals;
using ApprovalWorkflow.Functions.Tests.Emulators;

namespace ApprovalWorkflow.Functions.Tests.Approvals;

/// <summary>What a signed-in person may see and decide.</summary>
[Collection(nameof(Dynalite))]
public sealed class ReviewerTests(Dynalite dynalite) : IDisposable
{
    private readonly AwsStub _aws = new();

    public void Dispose() => _aws.Dispose();

    private Task<ApiResponse> ViewAsync(ApiRequest request) =>
        new ViewRequest(
            dynalite.Table, Given.Images, Given.Group, TimeProvider.System).HandleAsync(request, new LambdaContext());

    private Task<ApiResponse> DecideAsync(ApiRequest request) =>
        new DecideRequest(
            dynalite.Table,
            _aws.Callback(),
            Given.Group,
            TimeProvider.System).HandleAsync(request, new LambdaContext());

    [Fact]
    public async Task A_reviewer_decides_as_themselves_without_a_link()
    {
        var pending = await Given.PendingAsync(dynalite, _aws);
        Assert.Equal(200, (await ViewAsync(Given.ViewSignedIn(pending.Id, "B@example.com"))).StatusCode);
        Assert.Equal(
            200, (await DecideAsync(Given.DecideSignedIn(pending.Id, Given.Approve, "B@example.com"))).StatusCode);
        Assert.Equal("b@example.com", (await dynalite.ItemAsync(pending.Id))["decidedBy"].S);
        Assert.Single(_aws.Answered);
    }

    [Fact]
    public async Task An_approver_is_one_person_by_link_and_signed_in()
    {
        var pending = await Given.PendingAsync(dynalite, _aws, """{"requiredApprovals":2}""");
        await Given.DecideAsync(dynalite, _aws, pending, "a@example.com", Given.Approve);
        var again = await DecideAsync(Given.DecideSignedIn(pending.Id, Given.Approve));
        Assert.Equal("""{"message":"Approval recorded: 1 of 2"}""", again.Body);
    }

    [Fact]
    public async Task A_reviewer_who_was_not_asked_sees_but_cannot_decide()
    {
        var pending = await Given.PendingAsync(dynalite, _aws, """{"approvers":["b@example.com"]}""");
        var look = Given.ViewSignedIn(pending.Id);
        look.QueryStringParameters = new Dictionary<string, string> { ["opened"] = "true" };
        var view = await ViewAsync(look);
        Assert.Contains(
            "\"cannotDecide\":\"You were not asked: b@example.com can decide.\"", view.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("opened", view.Body, StringComparison.Ordinal);
        foreach (var body in new[] { Given.Approve, Given.Reject })
            Assert.Equal(403, (await DecideAsync(Given.DecideSignedIn(pending.Id, body))).StatusCode);
        Assert.Equal("pending", (await dynalite.ItemAsync(pending.Id))["status"].S);
    }

    [Theory]
    [InlineData("token_use", "access", 401)]
    [InlineData("token_use", "", 401)]
    [InlineData("email", "", 401)]
    [InlineData("email_verified", "false", 403)]
    [InlineData("cognito:groups", "", 403)]
    [InlineData("cognito:groups", "admins", 403)]
    [InlineData("cognito:groups", "reviewers2,not-reviewers", 403)]
    [InlineData("cognito:groups", "admins,reviewers", 200)]
    public async Task Only_a_verified_member_of_the_group_may_see_and_decide(string claim, string value, int status)
    {
        var pending = await Given.PendingAsync(dynalite, _aws);
        var view = Given.ViewSignedIn(pending.Id);
        view.RequestContext.Authorizer.Claims[claim] = value;
        Assert.Equal(status, (await ViewAsync(view)).StatusCode);
        var decide = Given.DecideSignedIn(pending.Id, Given.Approve);
        decide.RequestContext.Authorizer.Claims[claim] = value;
        Assert.Equal(status, (await DecideAsync(decide)).StatusCode);
        Assert.Equal(status == 200 ? "approved" : "pending", (await dynalite.ItemAsync(pending.Id))["status"].S);
    }

    [Fact]
    public async Task Without_claims_nobody_is_let_in()
    {
        var pending = await Given.PendingAsync(dynalite, _aws);
        var request = Given.ViewSignedIn(pending.Id);
        request.RequestContext = null;
        request.Headers = new Dictionary<string, string> { ["x-approval-key"] = pending.Key };
        Assert.Equal(401, (await ViewAsync(request)).StatusCode);
    }

    [Fact]
    public async Task Users_outside_the_group_learn_which_group_they_need()
    {
        var answer = await ViewAsync(
            Given.SignedIn(Given.ViewSignedIn(Guid.NewGuid().ToString()), "x@example.com", "others"));
        Assert.Contains("x@example.com", answer.Body, StringComparison.Ordinal);
        Assert.Contains("reviewers", answer.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not-an-id")]
    [InlineData("{3f2504e0-4f89-11d3-9a0c-0305e82c3301}")]
    [InlineData("3f2504e0-4f89-11d3-9a0c-0305e82c3301")]
    public async Task An_id_without_a_request_is_unknown(string id)
    {
        Assert.Equal(404, (await ViewAsync(Given.ViewSignedIn(id))).StatusCode);
        Assert.Equal(404, (await DecideAsync(Given.DecideSignedIn(id, Given.Approve))).StatusCode);
    }
}
