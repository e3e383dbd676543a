using ApprovalWorkflow.Functions.Approvals;
using ApprovalWorkflow.Functions.Images;
using ApprovalWorkflow.Functions.Tests.Emulators;

namespace ApprovalWorkflow.Functions.Tests.Approvals;

/// <summary>Requests in the states that tests begin with.</summary>
internal static class Given
{
    public const string ExecutionArn = "arn:aws:states:us-east-1:000000000000:execution:Approvals:run-1";

    public static readonly OpenRequestSettings Settings = new(
        ["a@example.com", "b@example.com", "c@example.com"], 1200, 3600, 86400, "https://site.example",
        ShowsImages: true);

    public const string Group = "reviewers";

    public static readonly ApprovalLinks Links = new(
        "https://site.example", "https://site.example/api", OneClick: false);

    /// <summary>For requests without an image.</summary>
    public static readonly ImageLinks Images = new(
        () => throw new InvalidOperationException("There is no image to look at."),
        "frames-bucket",
        TimeProvider.System);

    public static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;

    /// <summary>Opens a request as the state machine does.</summary>
    public static Task<ApprovalRounds> OpenAsync(
        Dynalite dynalite, string id, string input = "{}", TimeProvider? clock = null) =>
        new OpenRequest(dynalite.Table, Settings, clock ?? TimeProvider.System)
            .HandleAsync(new OpenRequestInput(id, Json(input), ExecutionArn), new LambdaContext());

    /// <summary>Asks the approvers in a round of an open request, with a new task token.</summary>
    public static async Task<string> AskAsync(
        Dynalite dynalite,
        AwsStub aws,
        ApprovalRounds rounds,
        int round = 0,
        TimeProvider? clock = null,
        LambdaContext? context = null)
    {
        var token = $"token-{Guid.NewGuid()}";
        var ask = new AskApprovers(
            dynalite.Table,
            aws.Channel(dynalite),
            Links,
            aws.Callback(),
            aws.Announcer(),
            clock ?? TimeProvider.System);
        await ask.HandleAsync(
            new AskApproversInput(token, rounds.Id, round, rounds.Rounds, AskedAt: token),
            context ?? new LambdaContext());
        return token;
    }

    /// <summary>A request that waits for its approvers' answer.</summary>
    public static async Task<PendingRequest> PendingAsync(
        Dynalite dynalite, AwsStub aws, string input = "{}", TimeProvider? clock = null)
    {
        var rounds = await OpenAsync(dynalite, Guid.NewGuid().ToString(), input, clock);
        var token = await AskAsync(dynalite, aws, rounds, clock: clock);
        return new PendingRequest(rounds, token, KeysIn(aws));
    }

    /// <summary>The key of each approver's newest link, as their mail has it.</summary>
    public static Dictionary<string, string> KeysIn(AwsStub aws) => aws.Mails
        .GroupBy(mail => mail["MessageAttributes.entry.1.Value.StringValue"]!)
        .ToDictionary(mails => mails.Key, mails => KeyIn(mails.Last()["Message"]!));

    public static string KeyIn(string mail) => mail.Split("key=")[1][..22];

    /// <summary>
    /// A call that reads a request by a link. <c>opened</c> is the parameter that the page sends once a person has used
    /// it.
    /// </summary>
    public static ApiRequest View(string id, string? key, string? opened = null) => new()
    {
        QueryStringParameters = opened is null ? null : new Dictionary<string, string> { ["opened"] = opened },
        Resource = "/requests/{id}",
        HttpMethod = "GET",
        PathParameters = new Dictionary<string, string> { ["id"] = id },
        Headers = key is null ? null : new Dictionary<string, string> { ["X-Approval-Key"] = key },
    };

    /// <summary>A call by somebody who is signed in, as API Gateway passes it on.</summary>
    public static ApiRequest SignedIn(ApiRequest request, string email = "a@example.com", string groups = Group)
    {
        request.RequestContext = new()
        {
            Authorizer = new()
            {
                Claims = new()
                {
                    ["token_use"] = "id",
                    ["email"] = email,
                    ["email_verified"] = "true",
                    ["cognito:groups"] = groups,
                },
            },
        };
        return request;
    }

    public static ApiRequest ViewSignedIn(string id, string email = "a@example.com") => SignedIn(
        new()
        {
            Resource = "/approvals/{id}",
            HttpMethod = "GET",
            PathParameters = new Dictionary<string, string> { ["id"] = id },
        },
        email);

    public static ApiRequest DecideSignedIn(string id, string body, string email = "a@example.com") => SignedIn(
        new()
        {
            Resource = "/approvals/{id}/decision",
            HttpMethod = "POST",
            PathParameters = new Dictionary<string, string> { ["id"] = id },
            Body = body,
        },
        email);

    /// <summary>An approver's answer by their link.</summary>
    public static Task<ApiResponse> DecideAsync(
        Dynalite dynalite, AwsStub aws, PendingRequest pending, string approver, string body, TimeProvider? clock =
            null) =>
        new DecideRequest(dynalite.Table, aws.Callback(), Group, clock ?? TimeProvider.System)
            .HandleAsync(Decide(pending.Id, pending.Keys[approver], body), new LambdaContext());

    public static ApiRequest Decide(string id, string? key, string body) => new()
    {
        Resource = "/requests/{id}/decision",
        HttpMethod = "POST",
        PathParameters = new Dictionary<string, string> { ["id"] = id },
        Headers = key is null ? null : new Dictionary<string, string> { ["x-approval-key"] = key },
        Body = body,
    };

    public static ApiRequest OneClick(string id, string? key, string decision, string? accept = null) => new()
    {
        Resource = "/requests/{id}/" + decision,
        HttpMethod = "GET",
        PathParameters = new Dictionary<string, string> { ["id"] = id },
        QueryStringParameters = key is null ? null : new Dictionary<string, string> { ["key"] = key },
        Headers = accept is null ? null : new Dictionary<string, string> { ["Accept"] = accept },
    };

    public static string Approve => """{"decision":"approve"}""";

    public static string Reject => """{"decision":"reject"}""";
}

internal sealed record PendingRequest(ApprovalRounds Rounds, string TaskToken, IReadOnlyDictionary<string, string> Keys)
{
    public string Id => Rounds.Id;

    /// <summary>The key of a@example.com.</summary>
    public string Key => Keys["a@example.com"];
}

/// <summary>A clock that a test moves.</summary>
internal sealed class TestClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 11, 20, 10, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
