using Amazon.CDK.AWS.APIGateway;
using ApprovalWorkflow.Lambda;
using ApprovalWorkflow.SignIn;
using Resource = Amazon.CDK.AWS.APIGateway.Resource;

namespace ApprovalWorkflow.Api;

/// <summary>
/// How methods of <see cref="ApprovalApi"/> are made: a body is a JSON object, and a function answers, or another
/// service of AWS that needs no body.
/// </summary>
public sealed class ApiMethods
{
    private readonly IRequestValidator _validator;
    private readonly IModel _jsonObject;
    private readonly IAuthorizer _signedIn;

    internal ApiMethods(ApprovalApi api, ReviewerPool reviewers)
    {
        _validator = api.RestApi.AddRequestValidator("Validator", new RequestValidatorOptions
        {
            ValidateRequestBody = true,
            ValidateRequestParameters = true,
        });
        _jsonObject = api.RestApi.AddModel("Object", new ModelOptions
        {
            ContentType = "application/json",
            Schema = new JsonSchema { Schema = JsonSchemaVersion.DRAFT4, Type = JsonSchemaType.OBJECT },
        });
        // Without scopes it takes ID tokens, which name the person, and no access tokens.
        _signedIn = new CognitoUserPoolsAuthorizer(api, "SignedIn", new CognitoUserPoolsAuthorizerProps
        {
            CognitoUserPools = [reviewers.UserPool],
        });
    }

    /// <summary>A method for who is signed in.</summary>
    public void AddSignedIn(Resource resource, string method, HandlerFunction function) =>
        Add(resource, method, function, _signedIn);

    /// <summary>A method for everybody: what else authorizes a call is the function's to check.</summary>
    public void AddOpen(Resource resource, string method, HandlerFunction function) =>
        Add(resource, method, function, authorizer: null);

    /// <summary>A method for who is signed in, whose body does not matter.</summary>
    public void AddSignedIn(
        Resource resource,
        string method,
        AwsIntegration integration,
        IMethodResponse[] responses) =>
        resource.AddMethod(method, integration, new MethodOptions
        {
            RequestValidator = _validator,
            MethodResponses = responses,
            Authorizer = _signedIn,
            AuthorizationType = AuthorizationType.COGNITO,
        });

    private void Add(Resource resource, string method, HandlerFunction function, IAuthorizer? authorizer)
    {
        var integration = new LambdaIntegration(function, new LambdaIntegrationOptions { AllowTestInvoke = false });
        var hasBody = method is "POST" or "PUT";
        resource.AddMethod(method, integration, new MethodOptions
        {
            RequestValidator = _validator,
            RequestModels = hasBody ? new Dictionary<string, IModel> { ["application/json"] = _jsonObject } : null,
            Authorizer = authorizer,
            AuthorizationType = authorizer is null ? AuthorizationType.NONE : AuthorizationType.COGNITO,
        });
    }
}
