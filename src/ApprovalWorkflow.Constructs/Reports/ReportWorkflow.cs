using Amazon.CDK.AWS.SNS;

namespace ApprovalWorkflow;

/// <summary>Makes a report and mails its link. A final failure is recorded and mailed, too.</summary>
/// <remarks>
/// Input: <c>{"requester": a user's sub, "requestedBy": their address in lower case, "website": its address, without a
/// slash at the end}</c>; the execution's name, a UUID, is the report's id. Output: <c>{"id", "rows",
/// "generatedAt"}</c>. Only the execution's history has the link.
/// </remarks>
internal sealed class ReportWorkflow : Construct
{
    public ReportWorkflow(Construct scope, string id, ITopic mails, ReportFunctionsProps props)
        : base(scope, id)
    {
        var functions = new ReportFunctions(this, props);
        var failure = new ReportFailure(this, props.Table, mails, props.Options.Title);
        GetReportData = functions.GetReportData;
        StateMachine = new TracedStateMachine(
            this,
            "CreateReport",
            "Reads a database, makes a report of it, and mails the link",
            new ReportStates(this, functions, failure, props.Table, mails, props.Options.Title).Build(),
            props.Functions,
            functions.All);
    }

    public StateMachine StateMachine { get; }

    /// <summary>The function that reads the database.</summary>
    public HandlerFunction GetReportData { get; }
}
