using Amazon.CDK.AWS.APIGateway;
using Amazon.CDK.AWS.CloudFront;
using Amazon.CDK.AWS.Cognito;
using Amazon.CDK.AWS.DynamoDB;
using Amazon.CDK.AWS.S3;
using Amazon.CDK.AWS.SNS;

namespace ApprovalWorkflow;

/// <summary>
/// Approvals by mail and on a website: requests in a table, mails, an API, a website behind CloudFront, and sign-in.
/// Each <see cref="HumanApproval"/> of the app can use it, also in other stacks.
/// </summary>
/// <example>
/// <code>
/// var approvals = new Approvals(this, "Approvals", new() { Approvers = ["you@example.com"] });
/// var approve = new HumanApproval(this, "Approve", new(approvals) { OnRejected = rollBack });
/// </code>
/// </example>
/// <remarks>
/// A stack can have several. Names that are unique in an account or in the world depend on the stack and on the
/// construct's path, so moving the construct replaces resources that hold data, as a changed logical id always does.
/// <see href="~/docs/using-the-package.md">docs/using-the-package.md</see> leads to a first approval.
/// </remarks>
public sealed class Approvals : ApprovalsBase
{
    private readonly ApprovalService _service;
    private readonly ApprovalWebsite _website;
    private readonly ApprovalTable _table;
    private readonly ReviewerPool _reviewers;
    private readonly FramesBucket? _frames;

    /// <summary>Creates the resources. Without an approver, synthesis succeeds and deployment does not.</summary>
    /// <exception cref="InvalidPropertyException">
    /// The times make more than 500 mails about a request, a Slack channel is given without
    /// <see cref="ApprovalsProps.Slack"/>, or the package has no functions for the processor.
    /// </exception>
    public Approvals(Construct scope, string id, ApprovalsProps props)
        : base(scope, id)
    {
        props.CheckMails();
        props.CheckTopic();
        props.CheckSlack();
        // CDK does not deploy a stack that has an error, but it can delete one.
        if (props.Approvers.Count == 0)
            Annotations.Of(this).AddError(
                "Approvers is empty: somebody must be able to approve. Name one or more email addresses: "
                + "-c approvers=you@example.com,me@example.com, or Approvers = [\"you@example.com\"] in code.");
        this.MakeNamesUnique();
        Options = props;
        Functions = new FunctionDefaults(props.Functions);
        var removalPolicy = props.Functions.RemovalPolicy;

        _table = new ApprovalTable(this, "Requests", removalPolicy);
        _reviewers = new ReviewerPool(this, "Reviewers", props.UserPool, props.Mfa, removalPolicy);
        if (props.Faces is not null) _frames = new FramesBucket(this, "Frames", props.ExpireAfter, removalPolicy);
        var api = new ApprovalApi(this, "Api", new(_reviewers, Functions, props.ClickMode));
        var routes = new RequestRoutes(this, "RequestRoutes", new(api, _table, _frames, Functions, props.ClickMode));
        _website = new ApprovalWebsite(this, "Website", new(api.RestApi, _reviewers, _frames, props));
        _service = new ApprovalService(
            this, "Approvals", new(_table, routes, _website.Url, _frames, Functions, props));
        if (_service.Mails is SesMails ses)
            ses.TellOutcomes(new(_table, _website.Url, Functions, new Dictionary<string, string>()));
        if (props.Teams is not null)
            new PostingNotification(
                this, "Teams", Variables.TeamsSecret, props.Teams, _table, WebsiteUrl, Functions);
        if (props.Webhook is not null)
            new PostingNotification(
                this, "Webhook", Variables.WebhookSecret, props.Webhook, _table, WebsiteUrl, Functions);
        if (props.Slack is { } secret)
            _service.AddDecider(
                new SlackApp(
                    this, "Slack", new(_table, api, _website.Url, Functions, secret, props.SlackChannel)).Interactions,
                "NotToldFromSlack");
        if (props.Faces is not null)
            Faces = new FaceRecognition(
                this, "Faces", new(_frames!, api, this, _table, _service.Mails, Functions, props.Faces));
        if (props.Reports is not null) new ReportRoutes(this, "Reports", props.Reports, api, _website.Url);
        Api = api.RestApi;
        if (props.ShareAs is not null) SharedApprovals.Share(new Construct(this, "Shared"), props.ShareAs, Attributes);
    }

    /// <summary>The website with the review page, without a slash at the end.</summary>
    public override string WebsiteUrl => _website.Url;

    /// <summary>The API, same origin as the website, without a slash at the end.</summary>
    public string ApiUrl => _website.ApiUrl;

    /// <summary>
    /// Where the Slack app sends what people press: its request URL for interactivity. Null without
    /// <see cref="ApprovalsProps.Slack"/>.
    /// </summary>
    public string? SlackInteractionsUrl => Options.Slack is null ? null : $"{ApiUrl}/{SlackApp.InteractionsPath}";

    /// <summary>The REST API behind it.</summary>
    public IRestApi Api { get; }

    /// <summary>What serves website and API.</summary>
    public IDistribution Distribution => _website.Distribution;

    /// <summary>The requests and who decided them.</summary>
    public ITable Table => _table;

    /// <summary>
    /// Sends the mails. The attribute <c>approver</c> of each names its recipient. Null with
    /// <see cref="ApprovalsProps.Ses"/>.
    /// </summary>
    public ITopic? Topic => _service.Topic?.Topic;

    /// <summary>Who may sign in. Members of its group <c>reviewers</c> may see and decide requests.</summary>
    public IUserPool UserPool => _reviewers.UserPool;

    /// <summary>The website's OAuth client.</summary>
    public IUserPoolClient UserPoolClient => _website.Client;

    /// <summary>Where cameras put their frames, below <c>frames/</c>; null without faces.</summary>
    public IBucket? FramesBucket => _frames;

    /// <summary>The identity pool that lets reviewers' browsers read frames; null without faces.</summary>
    public string? IdentityPoolId => _website.IdentityPool?.Ref;

    /// <summary>The recognition of faces; null without <see cref="ApprovalsProps.Faces"/>.</summary>
    public FaceRecognition? Faces { get; }

    /// <summary>What another stack needs to use these approvals.</summary>
    public ApprovalsAttributes Attributes => new()
    {
        OpenRequestArn = _service.Steps.OpenRequest.FunctionArn,
        AskApproversArn = _service.Steps.AskApprovers.FunctionArn,
        RecordAnswerArn = _service.Steps.RecordAnswer.FunctionArn,
        WithdrawalsArn = _service.Withdrawals.StateMachineArn,
        WithdrawalsRoleArn = _service.Withdrawals.RoleArn,
        WithdrawalsQueueArn = _service.Withdrawals.QueueArn,
        WebsiteUrl = WebsiteUrl,
    };

    internal ApprovalsProps Options { get; }

    internal FunctionDefaults Functions { get; }

    internal override ApprovalSteps Steps => _service.Steps;

    /// <summary>
    /// Approvals that a stack of another app in the same account and Region shares by
    /// <see cref="ApprovalsProps.ShareAs"/>. CloudFormation looks for them when the stack is deployed, and fails if
    /// there are none.
    /// </summary>
    /// <param name="name">The name: 1 to 40 letters, digits and hyphens.</param>
    /// <exception cref="InvalidPropertyException">No approvals can have this name.</exception>
    public static ApprovalsBase FromName(Construct scope, string id, string name)
    {
        SharedApprovals.CheckedName(name, nameof(name));
        return new SharedApprovals(scope, id, SharedApprovals.Find(scope, name));
    }

    /// <summary>
    /// Approvals whose <see cref="Attributes"/> are known. They must be shared by
    /// <see cref="ApprovalsProps.ShareAs"/>, or cannot answer executions.
    /// </summary>
    /// <exception cref="InvalidPropertyException">They are in another account or Region.</exception>
    public static ApprovalsBase FromAttributes(Construct scope, string id, ApprovalsAttributes attributes) =>
        new SharedApprovals(scope, id, attributes);

    private protected override void Grant(Construct scope, StateMachine stateMachine) =>
        _service.Grant(scope, stateMachine);
}
