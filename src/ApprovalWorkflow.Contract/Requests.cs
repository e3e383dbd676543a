namespace ApprovalWorkflow.Contract;

/// <summary>What an approver can decide.</summary>
internal static class Decisions
{
    public const string Approve = "approve";
    public const string Reject = "reject";
}

/// <summary>What can happen to a request.</summary>
internal static class RequestEvents
{
    public const string Asked = "asked";
    public const string Reminded = "reminded";

    /// <summary>A channel other than the mail failed. Its failure changes nothing else.</summary>
    public const string Unreached = "unreached";

    /// <summary>A mail could not be delivered.</summary>
    public const string Bounced = "bounced";

    /// <summary>Whoever got a mail reported it as spam.</summary>
    public const string Complained = "complained";

    public const string Opened = "opened";
    public const string Approved = ApprovalStatus.Approved;
    public const string Rejected = ApprovalStatus.Rejected;
    public const string Delivered = "delivered";
    public const string Expired = ApprovalStatus.Expired;
    public const string Withdrawn = ApprovalStatus.Withdrawn;
}

/// <summary>Who acted, if not a person.</summary>
internal static class Actors
{
    public const string Workflow = "workflow";
}

/// <summary>The lists of requests that the API has, besides one for each status.</summary>
internal static class RequestLists
{
    /// <summary>All that are not pending.</summary>
    public const string Past = "past";

    /// <summary>Pending ones that the caller can approve.</summary>
    public const string WaitingForMe = "waitingForMe";

    /// <summary>All other pending ones.</summary>
    public const string WaitingForOthers = "waitingForOthers";
}
