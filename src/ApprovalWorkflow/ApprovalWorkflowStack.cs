using Amazon.CDK;
using ApprovalWorkflow.Approvals;
using ApprovalWorkflow.Faces;
using ApprovalWorkflow.Functions;
using ApprovalWorkflow.Reports;
using ApprovalWorkflow.Website;
using Constructs;

namespace ApprovalWorkflow;

/// <summary>
/// Approvals by mail and on a website: the requests and their API, the website with its reviewers, the approvers' mail,
/// the general workflow that any execution input can be approved with, and the recognition of faces. It names neither
/// account nor Region, so one synthesis deploys wherever Rekognition is.
/// </summary>
public sealed class ApprovalWorkflowStack : Stack
{
    /// <summary>Synthesizes the stack for valid settings.</summary>
    /// <param name="scope">The app.</param>
    /// <param name="id">The stack's name.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="reports">The stack of reports; without it, there are none to ask for.</param>
    public ApprovalWorkflowStack(Construct scope, string id, Settings settings, ApprovalReportsStack? reports = null)
        : base(scope, id, new StackProps { Description = "A person says yes before an automated process goes on" })
    {
        var functions = FunctionDefaults.From(settings);

        var table = new ApprovalTable(this, "Requests", settings.RemovalPolicy);
        var reviewers = new ReviewerPool(this, "Reviewers", settings.Mfa, settings.RemovalPolicy);
        var frames = new FramesBucket(this, "Frames", settings.ExpireAfter, settings.RemovalPolicy);
        var api = new ApprovalApi(this, "Api", new(table, reviewers, frames, functions, settings.ClickMode));
        var website = new ApprovalWebsite(
            this,
            "Website",
            new(
                api.RestApi,
                reviewers,
                frames,
                HasReports: reports is not null,
                settings.LogRetention,
                settings.RemovalPolicy));
        Approvals = new ApprovalService(this, "Approvals", new(table, api, website.Url, functions, settings));
        var workflow = new GeneralWorkflow(this, "General", new(Approvals, functions));
        var faces = new FaceRecognition(
            this,
            "Faces",
            new(frames, api, Approvals, website.Url, functions, settings));
        if (reports is not null) new ReportRoutes(this, "Reports", reports, api);

        Output("StateMachineArn", workflow.StateMachine.StateMachineArn, "Start it to ask for an approval");
        Output("WebsiteUrl", website.Url, "Where the links of the mails lead");
        Output("ApiUrl", website.ApiUrl, "The API, same origin as the website");
        Output("TopicArn", Approvals.Topic.TopicArn, "Sends the mails; each approver confirms a subscription once");
        Output("TableName", table.TableName, "The requests and who decided them");
        Output("UserPoolId", reviewers.UserPool.UserPoolId, "Who may sign in; add each to the group reviewers");
        Output("UserPoolClientId", website.Client.UserPoolClientId, "As which the website signs people in");
        Output("IdentityPoolId", website.IdentityPool.Ref, "Lets reviewers' browsers read frames");
        Output("FramesBucketName", frames.BucketName, "Where cameras put their frames, below frames/");
        Output("CollectionId", faces.People.Ref, "Rekognition's collection of the faces of known people");
        Output("StrangersCollectionId", faces.Strangers.Ref, "The collection of the faces of strangers");
        Output("PeopleTableName", faces.Table.TableName, "The known people");
        Output("FaceStateMachineArn", faces.StateMachine.StateMachineArn, "Asks who a stranger is");
    }

    /// <summary>What a <see cref="HumanApproval"/> in a state machine of your own needs.</summary>
    public ApprovalService Approvals { get; }

    private void Output(string name, string value, string description) =>
        new CfnOutput(this, name, new CfnOutputProps { Value = value, Description = description });
}
