using Amazon.DynamoDBv2.Model;
using ApprovalWorkflow.Functions.Approvals;
using ApprovalWorkflow.Functions.Images;
using ApprovalWorkflow.Functions.Items;

namespace ApprovalWorkflow.Functions.Tests.Items;

public sealed class ItemJsonTests
{
    private static readonly DateTimeOffset _time = new(2026, 11, 20, 10, 0, 0, 123, TimeSpan.Zero);

    [Fact]
    public void A_request_is_the_same_after_it_was_an_item()
    {
        var asked = new ApprovalInput
        {
            Subject = "Deploy?",
            Approvers = ["a@example.com"],
            RequiredApprovals = 2,
            Details = """{"n":1.50}""",
            Image = new StoredImage("frames", "frames/a.jpg", new ImageBox(-0.1, 0.25, 1E-05, 0.30000000000000004)),
            Fields = [ApprovalField.Choice("size", "S", "M") with { Label = "Size", Required = true }],
        };
        var request = new ApprovalRequest(
            "id", _time, _time, "arn", DateTimeOffset.FromUnixTimeSeconds(1))
        { Asked = asked };
        var read = ApprovalRequest.From(request.ToItem());
        Assert.Equivalent(request, read);
        Assert.Equal(asked.Image, read.Asked.Image);
    }

    [Fact]
    public void Missing_attributes_have_defaults()
    {
        var item = new ApprovalRequest("id", _time, _time, "arn", DateTimeOffset.FromUnixTimeSeconds(1)).ToItem();
        string[] asked = [RequestAttributes.Subject, RequestAttributes.Approvers, RequestAttributes.RequiredApprovals];
        foreach (var attribute in asked.Append("fields")) Assert.True(item.Remove(attribute));

        Assert.Equivalent(new ApprovalInput(), ApprovalRequest.From(item).Asked, strict: true);
    }

    [Fact]
    public void Attributes_have_the_types_that_conditions_and_the_state_machine_need()
    {
        var item = new ApprovalRequest("id", _time, _time, "arn", DateTimeOffset.FromUnixTimeSeconds(1)).ToItem();
        Assert.Equal("2026-11-20T10:00:00.123Z", item[RequestAttributes.CreatedAt].S);
        Assert.Equal(("1", "1"), (item[ItemAttributes.PurgeAt].N, item[RequestAttributes.RequiredApprovals].N));
        Assert.All(
            [RequestAttributes.Approvals, RequestAttributes.Keys, RequestAttributes.Opened],
            map => Assert.True(item[map].IsMSet));
        Assert.True(item[RequestAttributes.History].IsLSet);
        Assert.DoesNotContain(RequestAttributes.Outcome, item.Keys);
    }

    [Fact]
    public void Numbers_keep_their_digits() => Assert.Equal(
        """{"n":12345678901234567890.10,"flags":[true,false],"empty":{}}""",
        ItemJson.To(
            new Dictionary<string, AttributeValue>
            {
                ["n"] = new() { N = "12345678901234567890.10" },
                ["flags"] = new() { L = [new() { BOOL = true }, new() { BOOL = false }] },
                ["empty"] = new() { M = [], IsMSet = true },
            },
            FunctionsJson.Default.JsonElement).GetRawText());

    [Fact]
    public void Every_input_is_shown() => Assert.Equal(
        [nameof(ApprovalInput.ExpiresAfterSeconds), nameof(ApprovalInput.RemindAfterSeconds)],
        typeof(ApprovalInput).GetProperties().Select(property => property.Name)
            .Except(
                typeof(RequestView).GetProperties().Select(property => property.Name)).Order(StringComparer.Ordinal));
}
