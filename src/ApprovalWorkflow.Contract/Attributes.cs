namespace ApprovalWorkflow.Contract;

/// <summary>The attributes that the items of every table have.</summary>
internal static class ItemAttributes
{
    /// <summary>The partition key.</summary>
    public const string Id = "id";

    /// <summary>Seconds since 1970, after which DynamoDB may delete the item (time to live).</summary>
    public const string PurgeAt = "purgeAt";
}

/// <summary>The attributes of a request's item that indexes, updates or earlier state machines name.</summary>
internal static class RequestAttributes
{
    public const string Status = "status";
    public const string CreatedAt = "createdAt";
    public const string ExpiresAt = "expiresAt";
    public const string ExecutionArn = "executionArn";
    public const string Subject = "subject";
    public const string RequestedBy = "requestedBy";
    public const string Approvers = "approvers";
    public const string RequiredApprovals = "requiredApprovals";
    public const string Image = "image";

    /// <summary>Who has approved so far: a map from email address to approval.</summary>
    public const string Approvals = "approvals";

    /// <summary>The email addresses of those who have approved, for lists: they have no comments.</summary>
    public const string ApprovedBy = "approvedBy";

    /// <summary>The owners of link keys: a map from a key's SHA-256 to email address.</summary>
    public const string Keys = "keys";

    /// <summary>Who has opened the request: a map from email address to time.</summary>
    public const string Opened = "opened";

    /// <summary>Who was told in the current round.</summary>
    public const string Told = "told";

    public const string History = "history";

    /// <summary>The token of the task that waits. It is removed once the execution has the decision.</summary>
    public const string TaskToken = "taskToken";

    /// <summary>The status of a request that has ended. It is set once.</summary>
    public const string Outcome = "outcome";

    public const string DecidedBy = "decidedBy";
    public const string DecidedAt = "decidedAt";
    public const string Comment = "comment";

    /// <summary>Who wrote what, and when: the text of a JSON list.</summary>
    public const string Comments = "comments";

    /// <summary>What was filled in: the text of a JSON object.</summary>
    public const string FieldValues = "fieldValues";

    /// <summary>When the execution got the decision.</summary>
    public const string DeliveredAt = "deliveredAt";
}

/// <summary>The attributes of a report's item that its table's index, the state machine or a condition name.</summary>
internal static class ReportAttributes
{
    public const string Requester = "requester";
    public const string RequestedAt = "requestedAt";
    public const string Status = "status";
    public const string GeneratedAt = "generatedAt";
    public const string Rows = "rows";

    /// <summary>One of <see cref="ReportMails"/>; missing if there is nothing to say about the report's mail.</summary>
    public const string Mail = "mail";

    /// <summary>The id of the earlier report if this request is a duplicate.</summary>
    public const string DuplicateOf = "duplicateOf";

    /// <summary>The id of the report that has a claim (see <see cref="ReportKeys.ClaimId"/>).</summary>
    public const string Report = "report";

    /// <summary>The start of a claim.</summary>
    public const string ClaimedAt = "claimedAt";
}

/// <summary>The tables' indexes.</summary>
internal static class Indexes
{
    /// <summary>Requests by status and time of creation.</summary>
    public const string Status = $"{RequestAttributes.Status}-{RequestAttributes.CreatedAt}";

    /// <summary>Requests by status and deadline.</summary>
    public const string Deadline = $"{RequestAttributes.Status}-{RequestAttributes.ExpiresAt}";

    /// <summary>Requests by execution.</summary>
    public const string Execution = RequestAttributes.ExecutionArn;

    /// <summary>Reports by requester and time of the request.</summary>
    public const string Requester = $"{ReportAttributes.Requester}-{ReportAttributes.RequestedAt}";
}
