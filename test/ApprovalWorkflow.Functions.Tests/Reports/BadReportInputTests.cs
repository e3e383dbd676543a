using System.Text;
using ApprovalWorkflow.Functions.Inputs;
using ApprovalWorkflow.Functions.Reports;
using ApprovalWorkflow.Functions.Tests.Emulators;
using FsCheck;
using FsCheck.Fluent;
using static ApprovalWorkflow.Functions.Tests.BadInput;

namespace ApprovalWorkflow.Functions.Tests.Reports;

/// <summary>Invalid calls about reports. Each gets a 4xx with a message and changes nothing.</summary>
[Collection(nameof(Dynalite))]
public sealed class BadReportInputTests(Dynalite dynalite) : IAsyncLifetime
{
    private static readonly string[] _claims = ["token_use", "email", "email_verified"];

    private readonly string _id = Guid.NewGuid().ToString();
    private readonly ReportStub _aws = new();
    private GivenReports _given = null!;

    public async Task InitializeAsync()
    {
        _given = await new GivenReports(dynalite).WithTableAsync();
        await _given.OpenAsync(_id, GivenReports.Ann, GivenReports.Now);
    }

    public Task DisposeAsync()
    {
        _aws.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    [Trait(Route, "GET /reports/{id}")]
    public Task Nobody_sees_what_is_no_report_of_theirs() => CheckAsync(
        from id in Gen.OneOf(Id(_id), Gen.Constant($"latest-{GivenReports.Ann}"))
        from who in Gen.OneOf(Gen.Constant(GivenReports.Bob), Text.Where(text => text != GivenReports.Ann))
        from isSignedIn in Gen.Elements(true, false)
        from call in isSignedIn
            ? Gen.Constant(GivenReports.Call(id == _id && who.Length == 0 ? "" : id, who))
            : WrongClaims(() => GivenReports.Call(id), _claims)
        select call,
        new ViewReport(
            _given.Table,
            _aws.StepFunctions,
            "arn:aws:states:us-east-1:000000000000:stateMachine:CreateReport",
            _aws.S3,
            "reports-bucket",
            _given.Clock).HandleAsync);

    [Fact]
    [Trait(Route, "GET /reports")]
    public Task A_list_of_reports_refuses_invalid_parameters() => CheckAsync(
        from name in Gen.Elements("cursor", "limit", "who")
        from value in Gen.OneOf(
            Text,
            Gen.Elements("0", "101", "1e1", " 1", "e30", "W10", "bnVsbA", "eyJyZXBvcnRzIjp7fX0", new string('A', 5000)))
        let query = new Dictionary<string, string> { [name] = value }
        from call in name == "who" || IsLimit(value)
            ? WrongClaims(() => GivenReports.Call(null), _claims)
            : Gen.Constant(GivenReports.Call(null, query: query))
        select call,
        new ListReports(_given.Table).HandleAsync);

    [Fact]
    public void An_input_of_a_report_is_refused_by_name_or_opened_for_its_requester() => Holds(
        from json in Gen.OneOf(
            Json("requester", "requestedBy", "website"),
            Mutated(GivenReports.InputOf("ann")),
            Mutated(GivenReports.InputOf(GivenReports.Ann)))
        select json,
        async json =>
        {
            var id = Guid.NewGuid().ToString();
            var input = Encoding.UTF8.GetBytes(
                $$"""{"id":"{{id}}","startedAt":"2026-11-20T10:00:00.000Z","input":{{json}}}""");
            OpenReportInput read;
            try
            {
                read = LambdaJson.Serializer.Deserialize<OpenReportInput>(new MemoryStream(input));
            }
            catch (Amazon.Lambda.Serialization.SystemTextJson.JsonSerializerException)
            {
                // Step Functions has no input that is not JSON.
                return true;
            }
            try
            {
                await new OpenReport(_given.Table, TimeSpan.FromDays(30)).HandleAsync(read, new LambdaContext());
            }
            catch (InvalidRequestException refusal)
            {
                return refusal.Message.StartsWith($"{refusal.Field}: ", StringComparison.Ordinal)
                    && await _given.ItemAsync(id) is null or { Count: 0 };
            }
            var opened = (await _given.ItemAsync(id))!;
            return opened.ContainsKey("duplicateOf")
                || opened["requester"].S == read.Input.GetProperty("requester").GetString()!.Trim();
        },
        count: 2000);

    private static bool IsLimit(string text) => int.TryParse(text, out var limit) && limit is >= 1 and <= 100;

    private async Task CheckAsync(
        Gen<ApiRequest> calls, Func<ApiRequest, ILambdaContext, Task<ApiResponse>> handler)
    {
        var before = JsonSerializer.Serialize(await _given.ItemAsync(_id));
        Refuses(calls, handler);
        Assert.Equal(before, JsonSerializer.Serialize(await _given.ItemAsync(_id)));
    }
}
