using Amazon.CDK.AWS.APIGateway;
using Resource = Amazon.CDK.AWS.APIGateway.Resource;

namespace ApprovalWorkflow;

/// <summary>
/// Adds methods to <see cref="ApprovalApi"/>. API Gateway rejects a body that is not a JSON object. Each method has its
/// own throttle, so a flood on one does not stop the others.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html</remarks>
internal sealed class ApiMethods
{
    private readonly CfnStage _stage;
    private readonly List<CfnStage.MethodSettingProperty> _settings = [];
    private readonly IRequestValidator _validator;
    private readonly IModel _jsonObject;
    private readonly IAuthorizer _signedIn;

    internal ApiMethods(ApprovalApi api, ReviewerPool reviewers)
    {
        _stage = (CfnStage)api.RestApi.DeploymentStage.Node.DefaultChild!;
        Set("/*", "*", MethodThrottle.Open);
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
        Add(resource, method, function, _signedIn, MethodThrottle.SignedIn);

    /// <summary>A method without a token: the function checks the key of a link, or a signature.</summary>
    public void AddOpen(Resource resource, string method, HandlerFunction function) =>
        Add(resource, method, function, authorizer: null, MethodThrottle.Open);

    /// <summary>A method for signed-in users that starts long work by an AWS service. The body is ignored.</summary>
    public void AddStarter(Resource resource, string method, AwsIntegration integration, IMethodResponse[] responses)
    {
        resource.AddMethod(method, integration, new MethodOptions
        {
            RequestValidator = _validator,
            MethodResponses = responses,
            Authorizer = _signedIn,
            AuthorizationType = AuthorizationType.COGNITO,
        });
        Set(resource.Path, method, MethodThrottle.Starter);
    }

    private void Add(
        Resource resource, string method, HandlerFunction function, IAuthorizer? authorizer, MethodThrottle throttle)
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
        Set(resource.Path, method, throttle);
    }

    /// <summary>A method's settings replace all of the stage's, so they are complete.</summary>
    private void Set(string path, string method, MethodThrottle throttle)
    {
        _settings.Add(new CfnStage.MethodSettingProperty
        {
            // Every slash but the first is written as ~1.
            ResourcePath = path == "/*" ? path : $"/~1{path[1..].Replace("/", "~1", StringComparison.Ordinal)}",
            HttpMethod = method,
            ThrottlingRateLimit = throttle.Rate,
            ThrottlingBurstLimit = throttle.Burst,
            // Errors only, because requests and responses contain link keys.
            LoggingLevel = "ERROR",
            DataTraceEnabled = false,
        });
        _stage.MethodSettings = _settings.ToArray();
    }
}
