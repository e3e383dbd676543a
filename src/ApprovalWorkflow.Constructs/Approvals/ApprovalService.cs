using Policy = Amazon.CDK.AWS.IAM.Policy;

namespace ApprovalWorkflow;

internal sealed record ApprovalServiceProps(
    ApprovalTable Table,
    RequestRoutes Routes,
    string WebsiteUrl,
    FramesBucket? Frames,
    FunctionDefaults Functions,
    ApprovalsProps Options);

/// <summary>Opens requests and mails the approvers.</summary>
internal sealed class ApprovalService : Construct
{
    /// <summary>The metric of the seconds from a decision to each try to tell its execution.</summary>
    internal const string LateDecisions = "UndeliveredSeconds";

    /// <summary>The member of the functions' log lines.</summary>
    private const string UndeliveredSeconds = "undeliveredSeconds";

    private const string Sharing = "Other stacks share these approvals. Their state machines are not known yet.";

    private readonly ApprovalServiceProps _props;
    private readonly HandlerFunction _askApprovers;
    private readonly List<HandlerFunction> _deciders = [];

    public ApprovalService(Construct scope, string id, ApprovalServiceProps props)
        : base(scope, id)
    {
        _props = props;
        if (props.Options.Ses is { } ses)
            Mails = new SesMails(this, "Ses", ses, props.Table, props.Functions);
        else
            Mails = Topic = new PersonalMails(
                this,
                "Topic",
                props.Options.Topic,
                "ApprovalWorkflow",
                props.Options.Approvers,
                MailAttributes.Approver,
                "A reminder follows a mail that failed. A queue of failed mails would hold link keys.");
        _askApprovers = CreateAskApprovers();
        Steps = new(CreateOpenRequest(), _askApprovers, CreateRecordAnswer());
        LogMetric.Take(this, "Told", _askApprovers, UndeliveredSeconds, LateDecisions);
        Withdrawals = new Withdrawals(
            this, "Withdrawals", CreateFindRequests(), CreateWithdrawRequest(), _props.Functions).Target;
        if (props.Options.ShareAs is not null) AllowAllStateMachines(_askApprovers.Role!);
        AddDecider(props.Routes.DecideRequest, "NotTold");
    }

    public IApproverMails Mails { get; }

    /// <summary>Sends the mails. The attribute <c>approver</c> of each names its recipient. Null with SES.</summary>
    public PersonalMails? Topic { get; }

    public ApprovalSteps Steps { get; }

    public WithdrawalTarget Withdrawals { get; }

    /// <summary>Lets a function answer executions. Call it before there are any state machines.</summary>
    /// <param name="metricId">The id of the filter that takes from its log how late it was.</param>
    public void AddDecider(HandlerFunction function, string metricId)
    {
        _deciders.Add(function);
        LogMetric.Take(this, metricId, function, UndeliveredSeconds, LateDecisions);
        if (_props.Options.ShareAs is null) return;
        AllowAllStateMachines(function.Role!);
        function.Role!.Allow(StateMachineExecutions.OfAccount(this, "execution"), "states:DescribeExecution");
        function.Role!.AcknowledgeWildcards(Sharing, StateMachineExecutions.FindingOf(this, "execution"));
    }

    /// <inheritdoc cref="ApprovalsBase.GrantCallback"/>
    public void Grant(Construct scope, StateMachine stateMachine)
    {
        Withdrawals.Watch(scope, stateMachine);
        // Executions that began with version 0.2.0 record the outcome themselves. They may wait for 360 days.
        stateMachine.AddToRolePolicy(Permissions.Statement(_props.Table.TableArn, "dynamodb:UpdateItem"));
        if (_props.Options.ShareAs is not null) return;
        var sendTaskSuccess = Permissions.Statement(stateMachine.StateMachineArn, "states:SendTaskSuccess");
        new Policy(scope, "AskApproversCallback", new PolicyProps
        {
            Roles = [_askApprovers.Role!],
            Statements = [sendTaskSuccess],
        });
        foreach (var decider in _deciders)
            new Policy(scope, $"{decider.Node.Id}Callback", new PolicyProps
            {
                Roles = [decider.Role!],
                Statements = [sendTaskSuccess, StateMachineExecutions.AllowToDescribe(stateMachine)],
            }).AcknowledgeExecutions(stateMachine);
    }

    /// <summary>
    /// Other stacks come and go. A permission for each of their state machines would change this stack's roles, which
    /// have room for about twenty. A function still needs the task token to answer.
    /// </summary>
    private void AllowAllStateMachines(IRole role)
    {
        role.Allow(StateMachineExecutions.OfAccount(this, "stateMachine"), "states:SendTaskSuccess");
        role.AcknowledgeWildcards(Sharing, StateMachineExecutions.FindingOf(this, "stateMachine"));
    }

    private HandlerFunction CreateOpenRequest()
    {
        var options = _props.Options;
        var function = Create("OpenRequest", Duration.Seconds(10), new()
        {
            [Variables.Approvers] = string.Join(',', options.Approvers),
            [Variables.RemindAfter] = options.RemindAfter.InSeconds(),
            [Variables.ExpireAfter] = options.ExpireAfter.InSeconds(),
            [Variables.KeepFor] = options.KeepFor.InSeconds(),
            [Variables.WebsiteUrl] = _props.WebsiteUrl,
        });
        if (_props.Frames is not null) function.AddEnvironment(Variables.FramesBucket, _props.Frames.Name);
        function.Role!.Allow(_props.Table.TableArn, "dynamodb:PutItem");
        return function;
    }

    private HandlerFunction CreateAskApprovers()
    {
        var options = _props.Options;
        // Time for up to 50 mails: each may wait for its turn and for SNS, and then is recorded.
        var function = Create("AskApprovers", Duration.Seconds(60), new()
        {
            [Variables.WebsiteUrl] = _props.WebsiteUrl,
            [Variables.ApiUrl] = $"{_props.WebsiteUrl}/{ApprovalApi.Stage}",
            [Variables.ClickMode] = options.ClickMode == ClickMode.OneClick ? ClickModes.OneClick : ClickModes.Review,
        });
        function.Role!.Allow(_props.Table.TableArn, "dynamodb:GetItem", "dynamodb:UpdateItem");
        if (Topic is not null) function.Role!.Allow(Topic.TopicArn, "sns:ListSubscriptionsByTopic");
        function.Role!.Allow(
            Stack.Of(this).FormatArn(new ArnComponents
            {
                Service = "events",
                Resource = "event-bus",
                ResourceName = "default",
            }),
            "events:PutEvents");
        Mails.Equip(function);
        // SNS mails no images.
        if (_props.Frames is { } frames && Topic is null)
        {
            function.AddEnvironment(Variables.FramesBucket, frames.Name);
            frames.AllowReading(function.Role!, ImagePrefixes.OfRequests);
        }
        return function;
    }

    private HandlerFunction CreateRecordAnswer()
    {
        var function = Create("RecordAnswer", Duration.Seconds(10), []);
        function.Role!.Allow(_props.Table.TableArn, "dynamodb:GetItem", "dynamodb:UpdateItem");
        return function;
    }

    private HandlerFunction CreateFindRequests()
    {
        // A Map state may open many requests.
        var function = Create("FindRequests", Duration.Seconds(30), []);
        function.Role!.Allow(_props.Table.IndexArn(Indexes.Execution), "dynamodb:Query");
        return function;
    }

    private HandlerFunction CreateWithdrawRequest()
    {
        var function = Create("WithdrawRequest", Duration.Seconds(10), new()
        {
            [Variables.WebsiteUrl] = _props.WebsiteUrl,
        });
        function.Role!.Allow(_props.Table.TableArn, "dynamodb:GetItem", "dynamodb:UpdateItem");
        return function;
    }

    private HandlerFunction Create(string handler, Duration timeout, Dictionary<string, string> environment) =>
        new(this, handler, timeout, _props.Functions, new Dictionary<string, string>(environment)
        {
            [Variables.RequestsTable] = _props.Table.TableName,
        });
}
