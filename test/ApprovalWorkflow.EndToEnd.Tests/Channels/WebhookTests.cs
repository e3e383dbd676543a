using System.Net.Http.Json;
using System.Text.Json;
using ApprovalWorkflow.EndToEnd.Tests.Approvals;
using ApprovalWorkflow.EndToEnd.Tests.Running;

namespace ApprovalWorkflow.EndToEnd.Tests.Channels;

/// <summary>The stack that also tells a Teams channel and a webhook, which are the local runner's.</summary>
public sealed class WebhookStack() : LocalStack(
    "approvers=a@example.com", "teams=approvals/teams", "webhook=approvals/webhook", "faces=false");

/// <summary>Messages to Teams and to a webhook. Microsoft's and Standard Webhooks' own libraries check them.</summary>
public sealed class WebhookTests(WebhookStack stack) : IClassFixture<WebhookStack>, IDisposable
{
    private readonly HttpClient _http = new();

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task A_request_its_reminder_and_its_outcome_are_cards_and_signed_webhooks()
    {
        var execution = await stack.StartAsync(
            """{"subject":"Deploy *v2*?","requestedBy":"ci","remindAfterSeconds":3,"expiresAfterSeconds":300}""");
        var mail = (await stack.MailsAsync(execution, 2))[0];
        await UntilReceivedAsync(mail, ("teams", "Reminder 1 of "), ("webhook", "ApprovalReminded"));
        await ReviewApi.DecideAsync(stack, mail, "approve", "Go ahead");
        await stack.EndOfAsync(execution);
        await UntilReceivedAsync(mail, ("teams", "Approved"), ("webhook", "ApprovalApproved"));

        var received = await ReceivedAsync(mail);
        Assert.All(received, each => Assert.Equal("", each.Problem));
        var cards = received.Where(each => each.Channel == "teams").Select(each => each.Body.GetRawText()).ToList();
        Assert.Contains("Approval required", cards[0], StringComparison.Ordinal);
        Assert.All(cards, card => Assert.Contains("Deploy *v2*?", card, StringComparison.Ordinal));
        Assert.Contains("Go ahead", cards[^1], StringComparison.Ordinal);
        var webhooks = received.Where(each => each.Channel == "webhook").ToList();
        Assert.Equal(
            ["ApprovalRequested", "ApprovalReminded", "ApprovalApproved"],
            webhooks.Select(each => each.Body.GetProperty("type").GetString()).Distinct());
        Assert.Equal(webhooks.Count, webhooks.Select(each => each.Id).Distinct().Count());
        var approval = webhooks[^1].Body.GetProperty("data").GetProperty("approval");
        Assert.Equal(
            ("approved", "a@example.com", "Go ahead"),
            (approval.GetProperty("status").GetString(), approval.GetProperty("decidedBy").GetString(),
                approval.GetProperty("comment").GetString()));
        Assert.All(received, each =>
        {
            Assert.Contains($"/approval.html#id={mail.RequestId}", each.Body.GetRawText(), StringComparison.Ordinal);
            Assert.DoesNotContain(mail.Key, each.Body.GetRawText(), StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Receivers_that_are_down_delay_nothing_and_get_the_next_reminder()
    {
        await TellAsync("teams", "refuses");
        await TellAsync("webhook", "refuses");
        var execution = await stack.StartAsync(
            """{"subject":"Down","remindAfterSeconds":20,"expiresAfterSeconds":300}""");
        var mail = (await stack.MailsAsync(execution))[0];
        await stack.Until(
            async () =>
                (await UntoldAsync()).Count(each => each.Contains(mail.RequestId, StringComparison.Ordinal)) == 2,
            TimeSpan.FromSeconds(60),
            "both messages are in dead-letter queues");
        var received = await ReceivedAsync(mail);
        Assert.Equal(Enumerable.Repeat(503, 6), received.Select(each => each.Status));
        Assert.Equal(
            $"{mail.RequestId}-ApprovalRequested",
            Assert.Single(received.Where(each => each.Channel == "webhook").Select(each => each.Id).Distinct()));
        var history = (await ReviewApi.ViewAsync(stack, mail)).GetProperty("history").EnumerateArray()
            .Where(each => each.GetProperty("event").GetString() == "unreached")
            .Select(each => each.GetProperty("note").GetString());
        Assert.Equal(["Teams: answered 503", "Webhook: answered 503"], history.Order());

        await TellAsync("teams", "takes");
        await TellAsync("webhook", "takes");
        Assert.Equal(2, (await stack.MailsAsync(execution, 2)).Count);
        await UntilReceivedAsync(mail, ("teams", "Reminder 1 of "), ("webhook", "ApprovalReminded"));
        await ReviewApi.DecideAsync(stack, mail, "reject");
        await UntilReceivedAsync(mail, ("teams", "Rejected"), ("webhook", "ApprovalRejected"));
        Assert.DoesNotContain("/_aws/teams", stack.Printed, StringComparison.Ordinal);
        Assert.DoesNotContain("whsec_", stack.Printed, StringComparison.Ordinal);
    }

    /// <summary>Waits until each channel has taken a message with this text.</summary>
    private Task UntilReceivedAsync(Mail mail, params (string Channel, string Text)[] messages) => stack.Until(
        async () =>
        {
            var received = await ReceivedAsync(mail);
            return messages.All(message => received.Any(each =>
                each.Channel == message.Channel && each.Status is >= 200 and < 300
                && each.Body.GetRawText().Contains($"\"{message.Text}", StringComparison.Ordinal)));
        },
        TimeSpan.FromSeconds(60),
        $"{string.Join(" and ", messages.Select(each => each.Text))} were received");

    /// <summary>What came about the request, the oldest first.</summary>
    private async Task<List<Received>> ReceivedAsync(Mail mail) =>
        [.. (await _http.GetFromJsonAsync<JsonElement>($"{stack.Webhooks}.json")).EnumerateArray()
            .Where(each => each.GetProperty("body").GetRawText().Contains(mail.RequestId, StringComparison.Ordinal))
            .Select(each => new Received(
                each.GetProperty("channel").GetString()!,
                each.GetProperty("status") is { ValueKind: JsonValueKind.Number } status ? status.GetInt32() : 0,
                each.TryGetProperty("id", out var id) ? id.GetString() : null,
                each.GetProperty("problem").GetString() ?? "",
                each.GetProperty("body")))
            .Reverse()];

    private async Task TellAsync(string channel, string answer)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["channel"] = channel,
            ["answer"] = answer,
        });
        (await _http.PostAsync(stack.Webhooks, form)).EnsureSuccessStatusCode();
    }

    /// <summary>The messages in the dead-letter queues of channels, which stay there.</summary>
    private async Task<List<string>> UntoldAsync()
    {
        var messages = new List<string>();
        foreach (var url in (await stack.SqsAsync("ListQueues", new { })).GetProperty("QueueUrls").EnumerateArray())
        {
            if (!url.GetString()!.Contains("Untold", StringComparison.Ordinal)) continue;
            var answer = await stack.SqsAsync(
                "ReceiveMessage",
                new { QueueUrl = url.GetString(), MaxNumberOfMessages = 10, VisibilityTimeout = 0 });
            if (answer.TryGetProperty("Messages", out var found))
                messages.AddRange(found.EnumerateArray().Select(each => each.GetProperty("Body").GetString()!));
        }
        return messages;
    }

    /// <param name="Status">0 if there was no answer.</param>
    private sealed record Received(string Channel, int Status, string? Id, string Problem, JsonElement Body);
}
