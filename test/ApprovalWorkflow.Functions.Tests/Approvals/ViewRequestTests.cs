using ApprovalWorkflow.Functions.Approvals;
using ApprovalWorkflow.Functions.Images;
using ApprovalWorkflow.Functions.Tests.Emulators;

namespace ApprovalWorkflow.Functions.Tests.Approvals;

[Collection(nameof(Dynalite))]
public sealed class ViewRequestTests(Dynalite dynalite) : IDisposable
{
    private readonly AwsStub _aws = new();
    private readonly FaceStub _s3 = new();
    private readonly TestClock _clock = new();

    public void Dispose()
    {
        _aws.Dispose();
        _s3.Dispose();
    }

    private ImageLinks Images => new(() => _s3.S3, "frames-bucket", TimeProvider.System);

    private Task<ApiResponse> ViewAsync(string id, string? key, string? opened = null) =>
        new ViewRequest(dynalite.Table, Images, Given.Group, _clock)
            .HandleAsync(Given.View(id, key, opened), new LambdaContext());

    [Fact]
    public async Task The_holder_of_a_link_sees_the_request()
    {
        const string input =
            """{"subject":"Deploy v2?","url":"https://example.com/7","requestedBy":"ci","build":{"id":7}}""";
        var pending = await Given.PendingAsync(dynalite, _aws, input, _clock);
        var response = await ViewAsync(pending.Id, pending.Keys["b@example.com"], "true");
        Assert.Equal(200, response.StatusCode);
        Assert.Equal("no-store", response.Headers["Cache-Control"]);
        var expected = $$$"""
            {
              "id": "{{{pending.Id}}}", "subject": "Deploy v2?", "url": "https://example.com/7",
              "details": {"build": {"id": 7}}, "requestedBy": "ci",
              "approver": "b@example.com", "status": "pending",
              "createdAt": "2026-11-20T10:00:00.000Z", "expiresAt": "2026-11-20T11:00:00.000Z",
              "approvers": ["a@example.com", "b@example.com", "c@example.com"], "requiredApprovals": 1, "approvals": [],
              "delivered": false,
              "history": [
                {"at": "2026-11-20T10:00:00.000Z", "event": "asked", "by": "workflow", "note": "Mail to 3 approvers"},
                {"at": "2026-11-20T10:00:00.000Z", "event": "opened", "by": "b@example.com"}
              ],
              "executionUrl": "{{{ExecutionConsole.Url(Given.ExecutionArn, null)}}}"
            }
            """;
        Assert.True(JsonElement.DeepEquals(Given.Json(expected), Given.Json(response.Body)), response.Body);
    }

    [Fact]
    public async Task The_holder_of_a_link_gets_the_image_for_5_minutes_and_a_reviewer_its_name()
    {
        _s3.Images["frames/a b.jpg"] = [];
        var pending = await Given.PendingAsync(dynalite, _aws, """
            {
              "image": {
                "bucket": "frames-bucket",
                "key": "frames/a b.jpg",
                "box": {"left": 0.1, "top": 0.2, "width": 0.3, "height": 0.4}
              }
            }
            """);
        var image = Given.Json((await ViewAsync(pending.Id, pending.Key)).Body).GetProperty("image");
        var url = image.GetProperty("url").GetString()!;
        Assert.StartsWith(
            $"{_s3.Url}/frames-bucket/frames/a%20b.jpg?", url, StringComparison.Ordinal);
        Assert.Contains("response-content-type=image%2Fjpeg", url, StringComparison.Ordinal);
        Assert.Matches("X-Amz-Expires=(299|300)&", url);
        Assert.Equal(0.3, image.GetProperty("box").GetProperty("width").GetDouble());

        var signedIn = await new ViewRequest(dynalite.Table, Given.Images, Given.Group, TimeProvider.System)
            .HandleAsync(Given.ViewSignedIn(pending.Id), new LambdaContext());
        Assert.False(Given.Json(signedIn.Body).GetProperty("image").TryGetProperty("url", out _));
    }

    [Theory]
    [InlineData("another-bucket", "frames/a.jpg")]
    [InlineData("frames-bucket", "frames/page.jpg")]
    [InlineData("frames-bucket", "frames/gone.jpg")]
    public async Task Nobody_gets_a_link_to_other_objects_than_images_of_the_stack(string bucket, string key)
    {
        _s3.Images["frames/a.jpg"] = [];
        _s3.Images["frames/page.jpg"] = null;
        var pending = await Given.PendingAsync(
            dynalite, _aws, $$$"""{"image":{"bucket":"{{{bucket}}}","key":"{{{key}}}"}}""");
        Assert.False(
            Given.Json(
                (await ViewAsync(pending.Id, pending.Key)).Body).GetProperty("image").TryGetProperty("url", out _));
    }

    [Fact]
    public async Task A_link_of_a_request_that_was_opened_before_it_was_refused_shows_no_known_person()
    {
        _s3.Images["people/1"] = [];
        Assert.Null(await Images.ToAsync(new StoredImage("frames-bucket", "people/1")));
    }

    [Fact]
    public async Task After_its_end_a_link_shows_the_outcome_and_nothing_of_what_was_asked()
    {
        _s3.Images["frames/a.jpg"] = [];
        var pending = await Given.PendingAsync(dynalite, _aws, """
            {
              "subject": "Who is this?", "message": "m", "url": "https://example.com", "secret": 1,
              "requestedBy": "ci",
              "fields": [{"name": "name"}], "image": {"bucket": "frames-bucket", "key": "frames/a.jpg"}
            }
            """, _clock);
        await Given.DecideAsync(dynalite, _aws, pending, "a@example.com",
            """{"decision":"approve","comment":"ok","fields":{"name":"Ann"}}""", _clock);
        var expected = $$"""
            {
              "id": "{{pending.Id}}", "subject": "Who is this?", "approver": "b@example.com", "status": "approved",
              "createdAt": "2026-11-20T10:00:00.000Z", "expiresAt": "2026-11-20T11:00:00.000Z",
              "approvers": ["a@example.com", "b@example.com", "c@example.com"], "requiredApprovals": 1,
              "approvals": [{"approver": "a@example.com", "at": "2026-11-20T10:00:00.000Z", "comment": "ok"}],
              "decidedBy": "a@example.com", "decidedAt": "2026-11-20T10:00:00.000Z", "comment": "ok",
              "delivered": false, "executionUrl": "{{ExecutionConsole.Url(Given.ExecutionArn, null)}}",
              "history": [
                {"at": "2026-11-20T10:00:00.000Z", "event": "asked", "by": "workflow", "note": "Mail to 3 approvers"},
                {"at": "2026-11-20T10:00:00.000Z", "event": "approved", "by": "a@example.com"}
              ]
            }
            """;
        var body = (await ViewAsync(pending.Id, pending.Keys["b@example.com"])).Body;
        Assert.True(JsonElement.DeepEquals(Given.Json(expected), Given.Json(body)), body);

        var signedIn = await new ViewRequest(dynalite.Table, Images, Given.Group, _clock)
            .HandleAsync(Given.ViewSignedIn(pending.Id), new LambdaContext());
        Assert.Contains("frames/a.jpg", signedIn.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_decided_request_says_who_when_and_why()
    {
        var pending = await Given.PendingAsync(dynalite, _aws, clock: _clock);
        await Given.DecideAsync(
            dynalite, _aws, pending, "a@example.com", """{"decision":"reject","comment":"Too risky"}""", _clock);
        var view = JsonDocument.Parse((await ViewAsync(pending.Id, pending.Key)).Body).RootElement;
        Assert.Equal(("rejected", "a@example.com", "2026-11-20T10:00:00.000Z", "Too risky"), (
            view.GetProperty("status").GetString(), view.GetProperty("decidedBy").GetString(),
            view.GetProperty("decidedAt").GetString(), view.GetProperty("comment").GetString()));
    }

    [Fact]
    public async Task Past_its_deadline_a_request_shows_as_expired()
    {
        var pending = await Given.PendingAsync(dynalite, _aws, clock: _clock);
        _clock.Now += TimeSpan.FromHours(1);
        Assert.Contains(
            "\"status\":\"expired\"", (await ViewAsync(pending.Id, pending.Key)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_key_and_an_unknown_request_get_the_same_403()
    {
        var pending = await Given.PendingAsync(dynalite, _aws);
        var other = await Given.PendingAsync(dynalite, _aws);
        var answers = new[]
        {
            await ViewAsync(pending.Id, null),
            await ViewAsync(pending.Id, ""),
            await ViewAsync(pending.Id, LinkKey.New()),
            await ViewAsync(pending.Id, other.Key),
            await ViewAsync(Guid.NewGuid().ToString(), pending.Key),
            await ViewAsync("not-an-id", pending.Key),
            await ViewAsync("", pending.Key),
        };
        Assert.All(answers, answer => Assert.Equal((403, answers[0].Body), (answer.StatusCode, answer.Body)));
    }

    [Fact]
    public async Task A_person_s_first_look_is_noted_and_a_scanner_s_is_not()
    {
        var pending = await Given.PendingAsync(dynalite, _aws);
        var asked = JsonSerializer.Serialize(await dynalite.ItemAsync(pending.Id));
        foreach (var opened in new[] { null, "", "false", "1" }) await ViewAsync(pending.Id, pending.Key, opened);
        Assert.Equal(asked, JsonSerializer.Serialize(await dynalite.ItemAsync(pending.Id)));
        await ViewAsync(pending.Id, pending.Key, "true");
        var once = JsonSerializer.Serialize(await dynalite.ItemAsync(pending.Id));
        await ViewAsync(pending.Id, pending.Key, "true");
        Assert.Equal(once, JsonSerializer.Serialize(await dynalite.ItemAsync(pending.Id)));
        var record = (await dynalite.Table.FindAsync(pending.Id))!;
        Assert.Null(record.Decision);
        Assert.Equal(
            ["asked workflow", "opened a@example.com"], record.History.Select(each => $"{each.Event} {each.By}"));
    }

    [Fact]
    public async Task Viewing_a_decided_request_does_not_change_it()
    {
        var pending = await Given.PendingAsync(dynalite, _aws);
        await Given.DecideAsync(dynalite, _aws, pending, "a@example.com", Given.Approve);
        var before = JsonSerializer.Serialize(await dynalite.ItemAsync(pending.Id));
        await ViewAsync(pending.Id, pending.Keys["b@example.com"], "true");
        Assert.Equal(before, JsonSerializer.Serialize(await dynalite.ItemAsync(pending.Id)));
    }

    [Theory]
    [InlineData(
        Given.ExecutionArn,
        "https://us-east-1.console.aws.amazon.com/states/home?region=us-east-1" +
        "#/v2/executions/details/arn%3Aaws%3Astates")]
    [InlineData(
        "arn:aws-cn:states:cn-north-1:1:execution:m:e", "https://console.amazonaws.cn/states/home?region=cn-north-1#")]
    [InlineData(
        "arn:aws-us-gov:states:us-gov-west-1:1:execution:m:e",
        "https://console.amazonaws-us-gov.com/states/home?region=us-gov-west-1#")]
    public void The_console_is_that_of_the_partition(string executionArn, string start) =>
        Assert.StartsWith(start, ExecutionConsole.Url(executionArn, null), StringComparison.Ordinal);

    [Fact]
    public void On_your_machine_no_link_leads_to_a_console_that_does_not_have_the_execution() =>
        Assert.Null(ExecutionConsole.Url(Given.ExecutionArn, "http://localhost:4566"));
}
