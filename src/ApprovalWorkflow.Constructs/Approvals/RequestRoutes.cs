using AddMethod = System.Action<Amazon.CDK.AWS.APIGateway.Resource, string, ApprovalWorkflow.HandlerFunction>;
using Resource = Amazon.CDK.AWS.APIGateway.Resource;

namespace ApprovalWorkflow;

/// <param name="Frames">The images that requests show; null for none.</param>
/// <param name="ClickMode">Whether opening a link decides.</param>
internal sealed record RequestRoutesProps(
    ApprovalApi Api, ApprovalTable Table, FramesBucket? Frames, FunctionDefaults Functions, ClickMode ClickMode);

/// <summary>The routes of requests: for links in mails, and for reviewers.</summary>
internal sealed class RequestRoutes : Construct
{
    private readonly RequestRoutesProps _props;
    private readonly HandlerFunction _list;
    private readonly HandlerFunction _view;

    public RequestRoutes(Construct scope, string id, RequestRoutesProps props)
        : base(scope, id)
    {
        _props = props;
        var table = _props.Table;
        // API Gateway would wait for 29 seconds, longer than a person.
        _list = Create("ListRequests", Duration.Seconds(10));
        foreach (var index in new[] { Indexes.Status, Indexes.Deadline })
            _list.Role!.Allow(table.IndexArn(index), "dynamodb:Query");
        _view = Create("ViewRequest", Duration.Seconds(10));
        _view.Role!.Allow(table.TableArn, "dynamodb:GetItem", "dynamodb:UpdateItem");
        if (_props.Frames is not null)
        {
            // A presigned URL, for approvers who came by a link, has its signer's permissions.
            _view.AddEnvironment(Variables.FramesBucket, _props.Frames.Name);
            _props.Frames.AllowReading(_view.Role!, ImagePrefixes.OfRequests);
        }
        DecideRequest = Create("DecideRequest", Duration.Seconds(15));
        DecideRequest.Role!.Allow(table.TableArn, "dynamodb:GetItem", "dynamodb:UpdateItem");
        AddLinks();
        AddReviewers();
    }

    /// <summary>Records a decision and calls Step Functions back.</summary>
    public HandlerFunction DecideRequest { get; }

    private HandlerFunction Create(string handler, Duration timeout) =>
        new(this, handler, timeout, _props.Functions, new Dictionary<string, string>
        {
            [Variables.RequestsTable] = _props.Table.TableName,
            [Variables.ReviewerGroup] = ReviewerPool.GroupName,
        });

    private void AddLinks()
    {
        var methods = _props.Api.Methods;
        var requests = _props.Api.RestApi.Root.AddResource("requests");
        requests.Acknowledge(
            "Functions check the link's key: 128 random bits for each approver and request.",
            "AwsSolutions-APIG4",
            "AwsSolutions-COG4");
        var request = requests.AddResource("{id}");
        AddRequest(request, methods.AddOpen);
        if (_props.ClickMode != ClickMode.OneClick) return;
        methods.AddOpen(request.AddResource("approve"), "GET", DecideRequest);
        methods.AddOpen(request.AddResource("reject"), "GET", DecideRequest);
    }

    private void AddReviewers()
    {
        var methods = _props.Api.Methods;
        var approvals = _props.Api.RestApi.Root.AddResource("approvals");
        methods.AddSignedIn(approvals, "GET", _list);
        AddRequest(approvals.AddResource("{id}"), methods.AddSignedIn);
    }

    private void AddRequest(Resource request, AddMethod add)
    {
        add(request, "GET", _view);
        add(request.AddResource("decision"), "POST", DecideRequest);
    }
}
