using Amazon.CDK.AWS.IAM;
using ApprovalWorkflow.Approvals;
using ApprovalWorkflow.Support;
using Constructs;

namespace ApprovalWorkflow.Reports;

/// <summary>What everybody who is signed in may do with reports: ask for one, and see their own.</summary>
internal sealed class ReportRoutes : Construct
{
    public ReportRoutes(Construct scope, string id, ApprovalReportsStack reports, ApprovalApi api)
        : base(scope, id)
    {
        var starter = new Role(this, "Starter", new RoleProps
        {
            Description = "API Gateway starts the making of a report",
            AssumedBy = new ServicePrincipal("apigateway.amazonaws.com"),
        });
        starter.Allow(reports.StateMachine.StateMachineArn, "states:StartExecution");

        var root = api.RestApi.Root.AddResource("reports");
        api.Methods.AddSignedIn(
            root,
            "POST",
            ReportStart.Integration(starter, reports.StateMachine.StateMachineArn),
            ReportStart.Responses);
        api.Methods.AddSignedIn(root, "GET", reports.ListReports);
        api.Methods.AddSignedIn(root.AddResource("{id}"), "GET", reports.ViewReport);
    }
}
