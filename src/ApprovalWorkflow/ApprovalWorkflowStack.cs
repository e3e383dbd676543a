using Amazon.CDK;
using Constructs;

namespace ApprovalWorkflow;

/// <summary>
/// Approvals by mail and on a website, a general workflow for any execution input, and face recognition. One synthesis
/// deploys to any account, in any Region with Rekognition.
/// </summary>
public sealed class ApprovalWorkflowStack : Stack
{
    /// <param name="reports">The stack of reports; null if users cannot ask for any.</param>
    public ApprovalWorkflowStack(Construct scope, string id, Settings settings, ApprovalReportsStack? reports = null)
        : base(scope, id, new StackProps { Description = "A person says yes before an automated process goes on" })
    {
        if (settings.DeletionProtection) Aspects.Of(this).Add(new DeletionProtection());
        // CDK leaves this id out of logical ids. So those from before this construct stay.
        var approvals = Approvals = new Approvals(
            this, "Default", settings.Approvals with { Reports = reports?.Reports });
        var workflow = new GeneralWorkflow(this, "General", approvals);
        Construct[] watched = reports is null ? [this] : [this, reports];
        var operations = new StackOperations(
            this, "Operations", new(approvals, watched) { Alarms = settings.Alarms });

        this.Output("StateMachineArn", workflow.StateMachine.StateMachineArn, "Start it to ask for an approval");
        this.Output("WebsiteUrl", approvals.WebsiteUrl, "The website to which the mails link");
        this.Output("ApiUrl", approvals.ApiUrl, "The API, same origin as the website");
        if (approvals.Topic is { } topic)
            this.Output("TopicArn", topic.TopicArn, "Sends the mails; each approver confirms a subscription once");
        this.Output("TableName", approvals.Table.TableName, "The requests and who decided them");
        this.Output("UserPoolId", approvals.UserPool.UserPoolId, "Who may sign in; add each to the group reviewers");
        this.Output("UserPoolClientId", approvals.UserPoolClient.UserPoolClientId, "The website's OAuth client");
        this.Output("DashboardUrl", operations.DashboardUrl, "CloudWatch's dashboard of the stack, for operators");
        if (approvals.SlackInteractionsUrl is { } slackUrl)
            this.Output("SlackInteractionsUrl", slackUrl, "The request URL of the Slack app's interactivity");
        if (approvals.Faces is not { } faces) return;
        this.Output("IdentityPoolId", approvals.IdentityPoolId!, "Lets reviewers' browsers read frames");
        this.Output(
            "FramesBucketName", approvals.FramesBucket!.BucketName, "Where cameras put their frames, below frames/");
        this.Output("CollectionId", faces.CollectionId, "Rekognition's collection of the faces of known people");
        this.Output("StrangersCollectionId", faces.StrangersCollectionId, "The collection of the faces of strangers");
        this.Output("PeopleTableName", faces.Table.TableName, "The known people");
        this.Output("FaceStateMachineArn", faces.StateMachine.StateMachineArn, "Asks who a stranger is");
    }

    /// <summary>What a <see cref="HumanApproval"/> in a state machine of your own needs.</summary>
    public Approvals Approvals { get; }
}
