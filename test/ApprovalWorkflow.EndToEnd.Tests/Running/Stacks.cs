namespace ApprovalWorkflow.EndToEnd.Tests.Running;

/// <summary>The stack with links that lead to the review page, and three approvers.</summary>
public sealed class ReviewStack() : LocalStack("approvers=a@example.com,b@example.com,c@example.com");

/// <summary>The stack in which opening a link decides.</summary>
public sealed class OneClickStack() : LocalStack("approvers=a@example.com", "clickMode=oneClick");

[CollectionDefinition(nameof(ReviewStack))]
public sealed class ReviewStackTests : ICollectionFixture<ReviewStack>, ICollectionFixture<Browser>;

[CollectionDefinition(nameof(OneClickStack))]
public sealed class OneClickStackTests : ICollectionFixture<OneClickStack>, ICollectionFixture<Browser>;
