using Amazon.CDK.AWS.APIGateway;
using ApprovalWorkflow.Lambda;
using ApprovalWorkflow.SignIn;
using Resource = Amazon.CDK.AWS.APIGateway.Resource;

namespace ApprovalWorkflow.Api;

/// <summary>Adds methods to <see cref="ApprovalApi"/>. API Gateway rejects a body that is not a JSON object.</summary>
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
        // Without scopes it accepts ID tokens, which name the person, and rejects access tokens.
        _signedIn = new CognitoUserPoolsAuthorizer(api, "SignedIn", new CognitoUserPoolsAuthorizerProps
        {
            CognitoUserPools = [reviewers.UserPool],
        });
    }

    /// <summary>A method for signed-in users.</summary>
    public void AddSignedIn(Resource resource, string method, HandlerFunction function) =>
        Add(resource, method, function, _signedIn);

    /// <summary>A method without a token: the function checks the key of a link.</summary>
    public void AddOpen(Resource resource, string method, HandlerFunction function) =>
        Add(resource, method, function, authorizer: null);

    /// <summary>A method for signed-in users that an AWS service answers. The body is ignored.</summary>
    public void AddSignedIn(
        Resource resource, string method, AwsIntegration integration, IMethodResponse[] responses) =>
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
