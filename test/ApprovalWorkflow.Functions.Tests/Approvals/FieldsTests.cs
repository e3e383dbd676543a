using ApprovalWorkflow.Functions.Approvals;
using ApprovalWorkflow.Functions.Inputs;
using ApprovalWorkflow.Functions.Tests.Emulators;

namespace ApprovalWorkflow.Functions.Tests.Approvals;

/// <summary>What an approver fills in.</summary>
[Collection(nameof(Dynalite))]
public sealed class FieldsTests(Dynalite dynalite) : IDisposable
{
    private const string Asked = """
        {"fields":[
          {"name":"ticket","label":"Change ticket","required":true,"pattern":"CHG-[0-9]+","maxLength":10},
          {"name":"cost","type":"number"},
          {"name":"size","type":"choice","choices":["small","large"]}
        ]}
        """;

    private readonly AwsStub _aws = new();

    public void Dispose() => _aws.Dispose();

    [Fact]
    public async Task Values_are_kept_and_handed_to_the_execution()
    {
        var pending = await Given.PendingAsync(dynalite, _aws, Asked);
        var response = await Given.DecideAsync(dynalite, _aws, pending, "a@example.com",
            """{"decision":"approve","fields":{"size":"small","cost":12.50,"ticket":"CHG-7"}}""");
        Assert.Equal(200, response.StatusCode);
        Assert.Equal(
            """{"ticket":"CHG-7","cost":12.50,"size":"small"}""",
            (await dynalite.ItemAsync(pending.Id))["fieldValues"].S);
        // The state machine takes them from the record.
        Assert.EndsWith(",\"fields\":{}}", _aws.Answered[pending.TaskToken], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "fields.ticket: is required (Change ticket).")]
    [InlineData("""{"ticket":"INC-7"}""", "fields.ticket: does not match the pattern CHG-[0-9]+")]
    [InlineData("""{"ticket":"CHG-7","cost":1e999}""", "fields.cost: must be a number of at most 40 characters.")]
    [InlineData(
        """{"ticket":"CHG-7","other":1}""", "fields.other: nobody asked for it. The fields are ticket, cost, size.")]
    [InlineData("[]", "fields: must be an object such as {\"ticket\": \"CHG-1\"}.")]
    public async Task A_value_that_was_not_asked_for_is_refused_by_its_name(string values, string message)
    {
        var pending = await Given.PendingAsync(dynalite, _aws, Asked);
        var response = await Given.DecideAsync(
            dynalite, _aws, pending, "a@example.com", $$"""{"decision":"approve","fields":{{values}}}""");
        Assert.Equal(
            (400, message), (response.StatusCode, Given.Json(response.Body).GetProperty("message").GetString()));
        Assert.Equal("pending", (await dynalite.ItemAsync(pending.Id))["status"].S);
    }

    [Theory]
    [InlineData("""{"decision":"approve","fields":{"ticket":"\ud800"}}""")]
    [InlineData("""{"decision":"approve","fields":{"\udc00":"x"}}""")]
    [InlineData("""{"decision":"approve","comment":"\ud800","fields":{"ticket":"CHG-7"}}""")]
    [InlineData("""{"decision":"reject","fields":{"ticket":"CHG-7"}}""")]
    public async Task Values_that_cannot_be_shown_or_have_no_effect_are_refused(string body)
    {
        var pending = await Given.PendingAsync(dynalite, _aws, Asked);
        Assert.Equal(400, (await Given.DecideAsync(dynalite, _aws, pending, "a@example.com", body)).StatusCode);
    }

    [Fact]
    public async Task Rejecting_takes_no_values()
    {
        var pending = await Given.PendingAsync(dynalite, _aws, Asked);
        Assert.Equal(200, (await Given.DecideAsync(dynalite, _aws, pending, "a@example.com", Given.Reject)).StatusCode);
        Assert.Equal("{}", (await dynalite.ItemAsync(pending.Id))["fieldValues"].S);
    }

    [Theory]
    [InlineData("""[1]""", "fields[0]")]
    [InlineData("""[{}]""", "fields[0].name")]
    [InlineData("""[{"name":"a b"}]""", "fields[0].name")]
    [InlineData("""[{"name":"1a"}]""", "fields[0].name")]
    [InlineData("""[{"name":"a"},{"name":"a"}]""", "fields")]
    [InlineData("""[{"name":"a","requird":true}]""", "fields[0].requird")]
    [InlineData("""[{"name":"a","required":"yes"}]""", "fields[0].required")]
    public void A_field_that_could_not_be_filled_in_is_refused(string fields, string named)
    {
        var input = new InputReader(Given.Json($$"""{"fields":{{fields}}}"""));
        Assert.Equal(named, Assert.Throws<InvalidRequestException>(() => FieldReader.ListIn(input)).Field);
    }

    [Fact]
    public void A_pattern_takes_no_longer_for_a_hostile_value()
    {
        var input = Given.Json("""{"fields":[{"name":"a","pattern":"(a+)+b","maxLength":1000}]}""");
        var fields = FieldReader.ListIn(new InputReader(input));
        FieldCheck.Check(fields, Given.Json($$"""{"a":"{{new string('a', 1000)}}"}"""), out var problem);
        Assert.Equal(
            "fields.a: does not match the pattern (a+)+b",
            problem); // With backtracking, this would take longer than the universe is old.
    }

    [Fact]
    public void A_pattern_that_takes_too_much_memory_is_refused()
    {
        var input = Given.Json("""{"fields":[{"name":"a","pattern":"(((\\w{1000}){1000}){1000}){1000}"}]}""");
        var error = Assert.Throws<InvalidRequestException>(() => FieldReader.ListIn(new InputReader(input)));
        Assert.Equal("fields[0].pattern", error.Field);
    }

    [Fact]
    public void A_text_of_another_form_is_refused_with_the_field_s_hint()
    {
        var input = Given.Json("""{"fields":[{"name":"a","pattern":"CHG-[0-9]+","hint":"CHG- and a number"}]}""");
        var fields = FieldReader.ListIn(new InputReader(input));
        Assert.Equal("CHG- and a number", Assert.Single(fields).Hint);
        FieldCheck.Check(fields, Given.Json("""{"a":"7"}"""), out var problem);
        Assert.Equal("fields.a: does not have the required form: CHG- and a number", problem);
    }
}
