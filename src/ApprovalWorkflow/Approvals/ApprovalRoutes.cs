using ApprovalWorkflow.Support;
using AddMethod = System.Action<
    Amazon.CDK.AWS.APIGateway.Resource,
    string,
    ApprovalWorkflow.Functions.HandlerFunction>;
using Resource = Amazon.CDK.AWS.APIGateway.Resource;

namespace ApprovalWorkflow.Approvals;

/// <summary>
/// The routes of requests in <see cref="ApprovalApi"/>: those of the mails' links, and those for reviewers.
/// </summary>
internal static class ApprovalRoutes
{
    public static void Add(ApprovalApi api, ClickMode clickMode)
    {
        var methods = api.Methods;
        var requests = api.RestApi.Root.AddResource("requests");
        requests.Acknowledge(
            "A link's key, 128 random bits for each approver and request, is the authorization; functions check it.",
            "AwsSolutions-APIG4",
            "AwsSolutions-COG4");
        var request = requests.AddResource("{id}");
        AddRequest(api, request, methods.AddOpen);
        if (clickMode == ClickMode.OneClick)
        {
            methods.AddOpen(request.AddResource("approve"), "GET", api.DecideRequest);
            methods.AddOpen(request.AddResource("reject"), "GET", api.DecideRequest);
        }
        var approvals = api.RestApi.Root.AddResource("approvals");
        methods.AddSignedIn(approvals, "GET", api.ListRequests);
        AddRequest(api, approvals.AddResource("{id}"), methods.AddSignedIn);
    }

    private static void AddRequest(ApprovalApi api, Resource request, AddMethod add)
    {
        add(request, "GET", api.ViewRequest);
        add(request.AddResource("decision"), "POST", api.DecideRequest);
    }
}
