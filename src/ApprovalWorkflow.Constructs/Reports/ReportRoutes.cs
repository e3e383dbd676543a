namespace ApprovalWorkflow;

/// <summary>Routes with which every signed-in user asks for reports and sees their own.</summary>
internal sealed class ReportRoutes : Construct
{
    /// <summary>Adds the routes to the API, which may be in another stack than the functions.</summary>
    /// <param name="websiteUrl">The website that mails name, without a slash at the end.</param>
    public ReportRoutes(Construct scope, string id, ReportService reports, ApprovalApi api, string websiteUrl)
        : base(scope, id)
    {
        var starter = new Role(this, "Starter", new RoleProps
        {
            Description = "Lets API Gateway start reports",
            AssumedBy = ServiceTrust.Of(ServiceTrust.ApiGateway, this),
        });
        starter.Allow(reports.StateMachine.StateMachineArn, "states:StartExecution");

        var root = api.RestApi.Root.AddResource("reports");
        api.Methods.AddStarter(
            root,
            "POST",
            ReportStart.Integration(starter, reports.StateMachine.StateMachineArn, websiteUrl),
            ReportStart.Responses);
        api.Methods.AddSignedIn(root, "GET", reports.Reading.ListReports);
        api.Methods.AddSignedIn(root.AddResource("{id}"), "GET", reports.Reading.ViewReport);
    }
}
