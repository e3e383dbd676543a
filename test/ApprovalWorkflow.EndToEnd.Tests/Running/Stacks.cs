namespace ApprovalWorkflow.EndToEnd.Tests.Running;

/// <summary>The stack with links that lead to the review page, and three approvers.</summary>
public sealed class ReviewStack() : LocalStack("approvers=a@example.com,b@example.com,c@example.com");

/// <summary>
/// The stack with one-click links and functions for Lambda's .NET runtime. Its reports read a MariaDB server, which the
/// first report wakes up.
/// </summary>
public sealed class OneClickStack()
    : LocalStack("approvers=a@example.com", "clickMode=oneClick", "compilation=managed")
{
    public MariaDb MariaDb { get; } = new();

    public override async Task InitializeAsync()
    {
        await MariaDb.StartAsync();
        Environment["MYSQL_URL"] = MariaDb.Url.ToString();
        Options.AddRange(["--paused-calls", "1"]);
        await base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await MariaDb.DisposeAsync();
    }
}

/// <summary>The stack with a Slack app.</summary>
public sealed class SlackStack() : LocalStack("approvers=a@example.com,b@example.com", "slack=approvals/slack");

[CollectionDefinition(nameof(SlackStack))]
public sealed class SlackStackTests : ICollectionFixture<SlackStack>, ICollectionFixture<Browser>;

[CollectionDefinition(nameof(ReviewStack))]
public sealed class ReviewStackTests : ICollectionFixture<ReviewStack>, ICollectionFixture<Browser>;

[CollectionDefinition(nameof(OneClickStack))]
public sealed class OneClickStackTests : ICollectionFixture<OneClickStack>, ICollectionFixture<Browser>;
