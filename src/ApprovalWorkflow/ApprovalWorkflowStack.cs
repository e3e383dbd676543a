using Amazon.CDK;
using ApprovalWorkflow.Api;
using ApprovalWorkflow.Approvals;
using ApprovalWorkflow.Faces;
using ApprovalWorkflow.Images;
using ApprovalWorkflow.Lambda;
using ApprovalWorkflow.Operations;
using ApprovalWorkflow.Reports;
using ApprovalWorkflow.SignIn;
using ApprovalWorkflow.Support;
using ApprovalWorkflow.Website;
using Constructs;

namespace ApprovalWorkflow;

/// <summary>
/// Approvals by mail and on a website: requests, API, website, reviewers, mail, a general workflow for any execution
/// input, and face recognition. One synthesis deploys to any account, in any Region with Rekognition.
/// </summary>
public sealed class ApprovalWorkflowStack : Stack
{
    /// <param name="reports">The stack of reports; null if users cannot ask for any.</param>
    public ApprovalWorkflowStack(Construct scope, string id, Settings settings, ApprovalReportsStack? reports = null)
        : base(scope, id, new StackProps { Description = "A person says yes before an automated process goes on" })
    {
        // CDK deploys no stack that has an error, and deletes it all the same.
        if (settings.Approvals.Approvers.Count == 0) Annotations.Of(this).AddError(ApproverList.Missing);
        if (settings.DeletionProtection) Aspects.Of(this).Add(new DeletionProtection());
        var functions = new FunctionDefaults(settings.Functions);
        var (clickMode, removalPolicy) = (settings.Approvals.ClickMode, settings.Functions.RemovalPolicy);

        var table = new ApprovalTable(this, "Requests", removalPolicy);
        var reviewers = new ReviewerPool(this, "Reviewers", settings.Mfa, removalPolicy);
        var frames = new FramesBucket(this, "Frames", settings.Approvals.ExpireAfter, removalPolicy);
        var api = new ApprovalApi(this, "Api", new(reviewers, functions, clickMode));
        var routes = new RequestRoutes(this, "RequestRoutes", new(api, table, frames, functions, clickMode));
        var website = new ApprovalWebsite(this, "Website", new(
            api.RestApi,
            reviewers,
            frames,
            reports is not null,
            settings.WebAclArn,
            settings.Functions.LogRetention,
            removalPolicy));
        Approvals = new ApprovalService(
            this, "Approvals", new(table, routes, website.Url, functions, settings.Approvals));
        var workflow = new GeneralWorkflow(this, "General", new(Approvals, functions));
        var faces = new FaceRecognition(this, "Faces", new(frames, api, Approvals, functions, settings.Faces));
        if (reports is not null) new ReportRoutes(this, "Reports", reports.Reports, api, website.Url);
        var operations = new StackOperations(this, "Operations", new(
            reports is null ? [this] : [this, reports], settings.Approvals.Approvers, functions, settings.Alarms));

        this.Output("StateMachineArn", workflow.StateMachine.StateMachineArn, "Start it to ask for an approval");
        this.Output("WebsiteUrl", website.Url, "The website to which the mails link");
        this.Output("ApiUrl", website.ApiUrl, "The API, same origin as the website");
        this.Output(
            "TopicArn", Approvals.Topic.TopicArn, "Sends the mails; each approver confirms a subscription once");
        this.Output("TableName", table.TableName, "The requests and who decided them");
        this.Output("UserPoolId", reviewers.UserPool.UserPoolId, "Who may sign in; add each to the group reviewers");
        this.Output("UserPoolClientId", website.Client.UserPoolClientId, "The website's OAuth client");
        this.Output("IdentityPoolId", website.IdentityPool.Ref, "Lets reviewers' browsers read frames");
        this.Output("FramesBucketName", frames.BucketName, "Where cameras put their frames, below frames/");
        this.Output("CollectionId", faces.People.Ref, "Rekognition's collection of the faces of known people");
        this.Output("StrangersCollectionId", faces.Strangers.Ref, "The collection of the faces of strangers");
        this.Output("PeopleTableName", faces.Table.TableName, "The known people");
        this.Output("FaceStateMachineArn", faces.StateMachine.StateMachineArn, "Asks who a stranger is");
        this.Output("DashboardUrl", operations.DashboardUrl, "CloudWatch's dashboard of the stack, for operators");
    }

    /// <summary>What a <see cref="HumanApproval"/> in a state machine of your own needs.</summary>
    public ApprovalService Approvals { get; }
}
