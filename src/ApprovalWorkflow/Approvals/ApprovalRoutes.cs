using Amazon.CDK.AWS.APIGateway;
using ApprovalWorkflow.Functions;
using ApprovalWorkflow.Support;
using ApprovalWorkflow.Website;
using Resource = Amazon.CDK.AWS.APIGateway.Resource;

namespace ApprovalWorkflow.Approvals;

/// <summary>The routes of <see cref="ApprovalApi"/>.</summary>
internal sealed class ApprovalRoutes
{
    private readonly ApprovalApi api;
    private readonly IRequestValidator validator;
    private readonly IModel anObject;
    private readonly IAuthorizer signedIn;

    public ApprovalRoutes(ApprovalApi api, ReviewerPool reviewers)
    {
        this.api = api;
        validator = api.RestApi.AddRequestValidator("Validator", new RequestValidatorOptions
        {
            ValidateRequestBody = true,
            ValidateRequestParameters = true,
        });
        anObject = api.RestApi.AddModel("Decision", new ModelOptions
        {
            ContentType = "application/json",
            Schema = new JsonSchema { Schema = JsonSchemaVersion.DRAFT4, Type = JsonSchemaType.OBJECT },
        });
        // Without scopes it takes ID tokens, which name the person, and no access tokens.
        signedIn = new CognitoUserPoolsAuthorizer(api, "SignedIn", new CognitoUserPoolsAuthorizerProps
        {
            CognitoUserPools = [reviewers.UserPool],
        });
    }

    public void Add(ClickMode clickMode)
    {
        var requests = api.RestApi.Root.AddResource("requests");
        requests.Acknowledge(
            "A link's key, 128 random bits for each approver and request, is the authorization; functions check it.",
            "AwsSolutions-APIG4",
            "AwsSolutions-COG4");
        var request = requests.AddResource("{id}");
        AddRequest(request, authorizer: null);
        if (clickMode == ClickMode.OneClick)
        {
            Add(request.AddResource("approve"), "GET", api.DecideRequest);
            Add(request.AddResource("reject"), "GET", api.DecideRequest);
        }
        var approvals = api.RestApi.Root.AddResource("approvals");
        Add(approvals, "GET", api.ListRequests, signedIn);
        AddRequest(approvals.AddResource("{id}"), signedIn);
    }

    private void AddRequest(Resource request, IAuthorizer? authorizer)
    {
        Add(request, "GET", api.ViewRequest, authorizer);
        Add(request.AddResource("decision"), "POST", api.DecideRequest, authorizer, anObject);
    }

    private void Add(
        Resource resource,
        string method,
        HandlerFunction function,
        IAuthorizer? authorizer = null,
        IModel? body = null)
    {
        var integration = new LambdaIntegration(function, new LambdaIntegrationOptions { AllowTestInvoke = false });
        resource.AddMethod(method, integration, new MethodOptions
        {
            RequestValidator = validator,
            RequestModels = body is null ? null : new Dictionary<string, IModel> { ["application/json"] = body },
            Authorizer = authorizer,
            AuthorizationType = authorizer is null ? AuthorizationType.NONE : AuthorizationType.COGNITO,
        });
    }
}
