using Amazon.CDK.AWS.SNS;
using ApprovalWorkflow.Api;
using ApprovalWorkflow.Lambda;
using ApprovalWorkflow.Mail;
using ApprovalWorkflow.StateMachines;
using Policy = Amazon.CDK.AWS.IAM.Policy;

namespace ApprovalWorkflow.Approvals;

/// <summary>Properties of <see cref="ApprovalService"/>.</summary>
/// <param name="Table">The requests.</param>
/// <param name="Routes">The routes by which approvers decide.</param>
/// <param name="WebsiteUrl">The website with the review page, without a slash at the end.</param>
/// <param name="Options">Who approves, and the times.</param>
public sealed record ApprovalServiceProps(
    ApprovalTable Table, RequestRoutes Routes, string WebsiteUrl, FunctionDefaults Functions, ApprovalOptions Options);

/// <summary>Opens requests and mails the approvers. Every <see cref="HumanApproval"/> of the app shares one.</summary>
public sealed class ApprovalService : Construct
{
    /// <summary>The metric of the seconds from a decision to each try to tell its execution.</summary>
    internal const string LateDecisions = "UndeliveredSeconds";

    /// <summary>The member of the functions' log lines.</summary>
    private const string UndeliveredSeconds = "undeliveredSeconds";

    private readonly ApprovalServiceProps _props;
    private readonly Withdrawals _withdrawals;
    private readonly HashSet<string> _stateMachines = [];

    public ApprovalService(Construct scope, string id, ApprovalServiceProps props)
        : base(scope, id)
    {
        _props = props;
        Topic = new PersonalMails(
            this,
            "Topic",
            "ApprovalWorkflow",
            Options.Approvers,
            MailAttributes.Approver,
            "A reminder follows a mail that failed. A queue of failed mails would hold link keys.");
        OpenRequest = CreateOpenRequest();
        AskApprovers = CreateAskApprovers();
        RecordAnswer = CreateRecordAnswer();
        LogMetric.Take(this, "Told", AskApprovers, UndeliveredSeconds, LateDecisions);
        LogMetric.Take(this, "NotTold", props.Routes.DecideRequest, UndeliveredSeconds, LateDecisions);
        _withdrawals = new Withdrawals(
            this, "Withdrawals", CreateFindRequests(), CreateWithdrawRequest(), _props.Functions);
    }

    public ApprovalTable Table => _props.Table;

    public ApprovalOptions Options => _props.Options;

    /// <summary>The website with the review page, without a slash at the end.</summary>
    public string WebsiteUrl => _props.WebsiteUrl;

    /// <summary>Sends the mails. The attribute <c>approver</c> of each names its recipient.</summary>
    public Topic Topic { get; }

    /// <summary>Validates and stores a request.</summary>
    public HandlerFunction OpenRequest { get; }

    /// <summary>Stores the task token and mails the approvers; settles a decided or expired request.</summary>
    public HandlerFunction AskApprovers { get; }

    /// <summary>Records the answer to a task token.</summary>
    public HandlerFunction RecordAnswer { get; }

    /// <summary>The functions that every state machine with an approval invokes.</summary>
    internal HandlerFunction[] Steps => [OpenRequest, AskApprovers, RecordAnswer];

    /// <summary>
    /// Lets the functions answer task tokens of a state machine, and withdraws the requests of its executions that end
    /// without success. The policies are in the given scope because functions that depended on them would make a
    /// circle. More calls for the same state machine do nothing.
    /// </summary>
    internal void GrantCallback(Construct scope, StateMachine stateMachine)
    {
        if (!_stateMachines.Add(stateMachine.Node.Path)) return;
        _withdrawals.Watch(scope, stateMachine);
        // Executions that began with version 0.2.0 record the outcome themselves. They may wait for 360 days.
        stateMachine.AddToRolePolicy(Permissions.Statement(Table.TableArn, "dynamodb:UpdateItem"));
        var sendTaskSuccess = Permissions.Statement(stateMachine.StateMachineArn, "states:SendTaskSuccess");
        new Policy(scope, "AskApproversCallback", new PolicyProps
        {
            Roles = [AskApprovers.Role!],
            Statements = [sendTaskSuccess],
        });
        new Policy(scope, "DecideRequestCallback", new PolicyProps
        {
            Roles = [_props.Routes.DecideRequest.Role!],
            Statements = [sendTaskSuccess, StateMachineExecutions.AllowToDescribe(stateMachine)],
        }).AcknowledgeExecutions(stateMachine);
    }

    private HandlerFunction CreateOpenRequest()
    {
        var function = Create("OpenRequest", Duration.Seconds(10), new()
        {
            [Variables.Approvers] = string.Join(',', Options.Approvers),
            [Variables.RemindAfter] = Options.RemindAfter.InSeconds(),
            [Variables.ExpireAfter] = Options.ExpireAfter.InSeconds(),
            [Variables.KeepFor] = Options.KeepFor.InSeconds(),
            [Variables.WebsiteUrl] = _props.WebsiteUrl,
        });
        function.Role!.Allow(Table.TableArn, "dynamodb:PutItem");
        return function;
    }

    private HandlerFunction CreateAskApprovers()
    {
        // Sends up to 50 mails. Each may wait for its turn and for SNS, and then is noted.
        var function = Create("AskApprovers", Duration.Seconds(60), new()
        {
            [Variables.Topic] = Topic.TopicArn,
            [Variables.WebsiteUrl] = _props.WebsiteUrl,
            [Variables.ApiUrl] = $"{_props.WebsiteUrl}/{ApprovalApi.Stage}",
            [Variables.ClickMode] = Options.ClickMode == ClickMode.OneClick ? ClickModes.OneClick : ClickModes.Review,
        });
        function.Role!.Allow(Table.TableArn, "dynamodb:GetItem", "dynamodb:UpdateItem");
        function.Role!.Allow(Topic.TopicArn, "sns:ListSubscriptionsByTopic", "sns:Publish");
        return function;
    }

    private HandlerFunction CreateRecordAnswer()
    {
        var function = Create("RecordAnswer", Duration.Seconds(10), []);
        function.Role!.Allow(Table.TableArn, "dynamodb:GetItem", "dynamodb:UpdateItem");
        return function;
    }

    private HandlerFunction CreateFindRequests()
    {
        // A Map state may open many requests.
        var function = Create("FindRequests", Duration.Seconds(30), []);
        function.Role!.Allow(Table.IndexArn(Indexes.Execution), "dynamodb:Query");
        return function;
    }

    private HandlerFunction CreateWithdrawRequest()
    {
        var function = Create("WithdrawRequest", Duration.Seconds(10), new()
        {
            [Variables.WebsiteUrl] = _props.WebsiteUrl,
        });
        function.Role!.Allow(Table.TableArn, "dynamodb:GetItem", "dynamodb:UpdateItem");
        return function;
    }

    private HandlerFunction Create(string handler, Duration timeout, Dictionary<string, string> environment) =>
        new(this, handler, timeout, _props.Functions, new Dictionary<string, string>(environment)
        {
            [Variables.RequestsTable] = Table.TableName,
        });
}
