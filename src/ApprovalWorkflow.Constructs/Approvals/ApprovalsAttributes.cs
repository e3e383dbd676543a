namespace ApprovalWorkflow;

/// <summary>
/// The resources of <see cref="Approvals"/> that state machines of other stacks use. The stack is in the same account
/// and Region, because AWS accepts a task token only from the account of its execution.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskSuccess.html</remarks>
public sealed record ApprovalsAttributes
{
    /// <summary>The ARN of the function OpenRequest.</summary>
    public required string OpenRequestArn { get; init; }

    /// <summary>The ARN of the function AskApprovers.</summary>
    public required string AskApproversArn { get; init; }

    /// <summary>The ARN of the function RecordAnswer.</summary>
    public required string RecordAnswerArn { get; init; }

    /// <summary>The ARN of the state machine that withdraws requests.</summary>
    public required string WithdrawalsArn { get; init; }

    /// <summary>The ARN of the role with which EventBridge starts it.</summary>
    public required string WithdrawalsRoleArn { get; init; }

    /// <summary>The ARN of the queue of events that could not start it.</summary>
    public required string WithdrawalsQueueArn { get; init; }

    /// <summary>The website with the review page, without a slash at the end.</summary>
    public required string WebsiteUrl { get; init; }

    internal IEnumerable<(string Name, string Value)> All =>
    [
        (nameof(OpenRequestArn), OpenRequestArn),
        (nameof(AskApproversArn), AskApproversArn),
        (nameof(RecordAnswerArn), RecordAnswerArn),
        (nameof(WithdrawalsArn), WithdrawalsArn),
        (nameof(WithdrawalsRoleArn), WithdrawalsRoleArn),
        (nameof(WithdrawalsQueueArn), WithdrawalsQueueArn),
        (nameof(WebsiteUrl), WebsiteUrl),
    ];

    internal static ApprovalsAttributes Read(Func<string, string> valueOf) => new()
    {
        OpenRequestArn = valueOf(nameof(OpenRequestArn)),
        AskApproversArn = valueOf(nameof(AskApproversArn)),
        RecordAnswerArn = valueOf(nameof(RecordAnswerArn)),
        WithdrawalsArn = valueOf(nameof(WithdrawalsArn)),
        WithdrawalsRoleArn = valueOf(nameof(WithdrawalsRoleArn)),
        WithdrawalsQueueArn = valueOf(nameof(WithdrawalsQueueArn)),
        WebsiteUrl = valueOf(nameof(WebsiteUrl)),
    };
}
