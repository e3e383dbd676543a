namespace ApprovalWorkflow.Contract;

/// <summary>The names of errors that state machines match.</summary>
internal static class ErrorNames
{
    /// <summary>A function's input is invalid. The cause names the member and the remedy.</summary>
    public const string InvalidRequest = "InvalidRequestException";

    /// <summary>The answer to a task token is invalid. The cause names the member and the remedy.</summary>
    public const string InvalidAnswer = "InvalidAnswerException";

    /// <summary>The request was withdrawn, but somebody redrove its execution.</summary>
    public const string RequestWithdrawn = "RequestWithdrawnException";

    /// <summary>A function's call to AWS failed after the SDK's retries. It may succeed later.</summary>
    public const string AwsCallFailed = "AwsCallFailedException";

    /// <summary>Some approvers already get as many messages a second as allowed. They must wait.</summary>
    public const string ApproversBusy = "ApproversBusyException";

    /// <summary>The Data API's error while a paused database resumes.</summary>
    public const string DatabaseResuming = "DatabaseResumingException";
}

/// <summary>The attributes of SNS messages, by which each subscription gets only its own mails.</summary>
internal static class MailAttributes
{
    /// <summary>The approver's email address, in mails about requests and people.</summary>
    public const string Approver = "approver";

    /// <summary>The requester's email address, in mails about reports.</summary>
    public const string RequestedBy = "requestedBy";
}

/// <summary>HTTP headers of the API.</summary>
internal static class ApiHeaders
{
    /// <summary>
    /// The key of an approver's link. Only the review page sends it: one-click links have the key in the query.
    /// </summary>
    public const string LinkKey = "x-approval-key";
}

/// <summary>Parameters of queries that the website sends and the functions read.</summary>
internal static class ApiParameters
{
    /// <summary>
    /// Of a call that reads a request: <c>true</c> once the reader has used a key, a pointer or a wheel. Mail scanners
    /// only run the page.
    /// </summary>
    public const string Opened = "opened";
}
