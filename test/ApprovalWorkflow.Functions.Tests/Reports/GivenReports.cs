using Amazon.DynamoDBv2.Model;
using ApprovalWorkflow.Functions.Reports;
using ApprovalWorkflow.Functions.Tests.Approvals;
using ApprovalWorkflow.Functions.Tests.Emulators;

namespace ApprovalWorkflow.Functions.Tests.Reports;

/// <summary>A table of reports, and the people who ask for them.</summary>
internal sealed class GivenReports(Dynalite dynalite)
{
    public const string Ann = "5f2c1b1e-0000-4000-8000-00000000000a";
    public const string Bob = "5f2c1b1e-0000-4000-8000-00000000000b";

    private readonly string _tableName = $"Reports-{Guid.NewGuid():N}";

    public static readonly DateTimeOffset Now = new(2026, 11, 20, 10, 0, 0, TimeSpan.Zero);

    public TestClock Clock { get; } = new() { Now = Now };

    public ReportsTable Table { get; private set; } = null!;

    public async Task<GivenReports> WithTableAsync()
    {
        Table = new(await dynalite.CreateAsync(Template.Reports(_tableName)), Clock);
        return this;
    }

    /// <summary>An execution opens its report, as the state machine does.</summary>
    public Task<OpenedReport> OpenAsync(string id, string requester, DateTimeOffset at) => OpenAsync(
        id, InputOf(requester), at, TimeSpan.FromDays(30));

    /// <summary>What API Gateway starts an execution with.</summary>
    public static string InputOf(string requester) =>
        $$"""{"requester":"{{requester}}","requestedBy":"ann@example.com","website":"https://d111.cloudfront.net"}""";

    public Task<OpenedReport> OpenAsync(string id, string input, DateTimeOffset at, TimeSpan keep) =>
        new OpenReport(Table, keep)
        .HandleAsync(new OpenReportInput(id, Timestamps.From(at), Given.Json(input)), new LambdaContext());

    /// <summary>The state machine's own update of a report that is done.</summary>
    public Task FinishAsync(string id, string status, long rows = 8) =>
        dynalite.Client.UpdateItemAsync(new UpdateItemRequest
        {
            TableName = _tableName,
            Key = new() { ["id"] = new(id) },
            UpdateExpression = "SET #status = :status, generatedAt = :at, #rows = :rows",
            ExpressionAttributeNames = new() { ["#status"] = "status", ["#rows"] = "rows" },
            ExpressionAttributeValues = new()
            {
                [":status"] = new(status),
                [":at"] = new("2026-11-20T10:00:05.000Z"),
                [":rows"] = new() { N = $"{rows}" },
            },
        });

    /// <summary>An item in the table.</summary>
    public async Task<Item?> ItemAsync(string id) =>
        (await dynalite.Client.GetItemAsync(_tableName, new Item { ["id"] = new(id) }, consistentRead: true)).Item;

    public static ApiRequest Call(string? id, string requester = Ann, Dictionary<string, string>? query = null) => new()
    {
        Resource = id is null ? "/reports" : "/reports/{id}",
        HttpMethod = "GET",
        PathParameters = id is null ? null : new Dictionary<string, string> { ["id"] = id },
        QueryStringParameters = query,
        RequestContext = new()
        {
            Authorizer = new()
            {
                Claims = new()
                {
                    ["token_use"] = "id",
                    ["sub"] = requester,
                    ["email"] = "ann@example.com",
                    ["email_verified"] = "true",
                },
            },
        },
    };
}
