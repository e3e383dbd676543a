using ApprovalWorkflow.Functions.Approvals;
using ApprovalWorkflow.Functions.Inputs;
using ApprovalWorkflow.Functions.Mail;
using ApprovalWorkflow.Functions.Tests.Emulators;
using FsCheck;
using FsCheck.Fluent;
using static ApprovalWorkflow.Functions.Tests.BadInput;

namespace ApprovalWorkflow.Functions.Tests.Approvals;

/// <summary>Decisions that are odd and valid.</summary>
[Collection(nameof(Dynalite))]
public sealed class ValidDecisionTests(Dynalite dynalite) : IDisposable
{
    private const string Approver = "a@example.com";

    private static readonly Gen<string> _comments = Text.Where(text => IsUnicode(text)
        && text.Length <= Limits.CommentLength
        && !text.Any(each => char.IsControl(each) && each is not ('\n' or '\r')));

    private static readonly Gen<string> _lines = Text.Where(text => IsUnicode(text)
        && text.Length is > 0 and <= 200 && !string.IsNullOrWhiteSpace(text)
        && ForeignText.ProblemOfLine(text) is null);

    private static readonly Gen<string> _numbers = Gen.OneOf(
        ArbMap.Default.GeneratorFor<long>().Select(number => $"{number}"),
        Gen.Elements("0", "-0.0", "1.10", "1e308", "0.1e-5", "12345678901234567890.123456789", "9007199254740993"));

    private readonly AwsStub _aws = new();

    public void Dispose() => _aws.Dispose();

    [Fact]
    public void A_decision_is_recorded_as_it_was_sent() => Holds(
        from comment in _comments
        from line in _lines
        from number in _numbers
        from choice in Gen.Elements("yes", "no & <b>")
        from isPlain in Gen.Elements(true, false)
        from encoding in Gen.Elements("plain", "base64")
        select (comment, line, number, choice, isPlain, encoding),
        async sent =>
        {
            string Json(string text) => sent.isPlain
                ? JsonText.Of(json => json.WriteStringValue(text))
                : JsonSerializer.Serialize(text);
            var values = $$"""
                { "line":{{Json(sent.line)}} ,"number":{{sent.number}},"choice":{{Json(sent.choice)}}}
                """;
            var body = $$"""{"fields": {{values}}, "comment":{{Json(sent.comment)}},"decision":"approve"}""";
            var (id, key) = await OpenAsync();
            var answer = await new DecideRequest(dynalite.Table, _aws.Callback(), Given.Group, TimeProvider.System)
                .HandleAsync(Encoded(Given.Decide(id, key, body), sent.encoding), new LambdaContext());
            var recorded = (await dynalite.Table.FindAsync(id))!.Approvals.GetValueOrDefault(Approver);
            return answer.StatusCode == 200
                && recorded?.Comment == sent.comment
                && JsonElement.DeepEquals(Given.Json(values), Given.Json(recorded.Fields))
                && Given.Json(recorded.Fields).GetProperty("number").GetRawText() == sent.number;
        },
        count: 200);

    /// <summary>A pending request with fields, and the key of a link.</summary>
    private async Task<(string Id, string Key)> OpenAsync()
    {
        var (id, key) = (Guid.NewGuid().ToString(), LinkKey.New());
        var now = DateTimeOffset.UtcNow;
        await dynalite.Table.CreateAsync(new(id, now, now.AddHours(1), Given.ExecutionArn, now.AddDays(1))
        {
            Asked = ApprovalInput.Parse(Given.Json("""
                {"fields":[{"name":"line"},{"name":"number","type":"number"},
                           {"name":"choice","type":"choice","choices":["yes","no & <b>"]}]}
                """)) with { Approvers = [Approver] },
            Keys = new Dictionary<string, string> { [LinkKey.Hash(key)!] = Approver },
            TaskToken = id,
        });
        return (id, key);
    }

    private static bool IsUnicode(string text) => !text.EnumerateRunes().Any(rune => rune.Value == 0xFFFD);
}
