using Amazon.CDK.AWS.APIGateway;
using Amazon.CDK.AWS.Logs;
using ApprovalWorkflow.Lambda;
using ApprovalWorkflow.SignIn;

namespace ApprovalWorkflow.Api;

/// <summary>What <see cref="ApprovalApi"/> is made with.</summary>
/// <param name="Reviewers">Who may sign in.</param>
/// <param name="ClickMode">Whether a GET can decide.</param>
public sealed record ApprovalApiProps(ReviewerPool Reviewers, FunctionDefaults Functions, ClickMode ClickMode);

/// <summary>
/// The REST API behind the links of the mails, below <c>/requests</c>, and behind the website of signed-in reviewers,
/// below <c>/approvals</c>. Its stage is named like the path that CloudFront forwards, <c>/api</c>, so that website and
/// API share an origin. The key in a link is the authorization there, which the functions check; reviewers send their
/// ID token, which API Gateway checks, and the functions the group in it.
/// </summary>
public sealed class ApprovalApi : Construct
{
    /// <summary>The name of the stage, which is the first part of every path.</summary>
    public const string Stage = "api";

    private const string LogPolicy = "AmazonAPIGatewayPushToCloudWatchLogs";

    /// <summary>Creates the API with its logs and throttling. Its routes are constructs of the features.</summary>
    public ApprovalApi(Construct scope, string id, ApprovalApiProps props)
        : base(scope, id)
    {
        RestApi = CreateRestApi(props.Functions, traced: props.ClickMode == ClickMode.Review);
        Methods = new ApiMethods(this, props.Reviewers);
        AcknowledgeFindings(props.ClickMode);
    }

    public RestApi RestApi { get; }

    public ApiMethods Methods { get; }

    private RestApi CreateRestApi(FunctionDefaults defaults, bool traced)
    {
        var accessLog = new LogGroup(this, "AccessLog", new LogGroupProps
        {
            Retention = defaults.LogRetention,
            RemovalPolicy = defaults.RemovalPolicy,
        });
        var api = new RestApi(this, "Rest", new RestApiProps
        {
            Description = "View and decide requests for approval",
            EndpointTypes = [EndpointType.REGIONAL],
            // Logs need this role once per account and Region; it outlives the stack, as other APIs may rely on it.
            CloudWatchRole = true,
            CloudWatchRoleRemovalPolicy = RemovalPolicy.RETAIN,
            DeployOptions = new StageOptions
            {
                StageName = Stage,
                TracingEnabled = traced,
                // Approvers click; far above what they do, far below what costs money.
                ThrottlingRateLimit = 100,
                ThrottlingBurstLimit = 200,
                // No request or response is logged, as both hold keys: errors only, and no data trace.
                LoggingLevel = MethodLoggingLevel.ERROR,
                DataTraceEnabled = false,
                AccessLogDestination = new LogGroupLogDestination(accessLog),
                AccessLogFormat = AccessLogFormat.Custom(AccessLogLine),
            },
        });
        KeepExecutionLog(api, defaults);
        // CDK adds an output with the address that bypasses CloudFront; nobody should use it.
        api.Node.TryRemoveChild("Endpoint");
        api.AddGatewayResponse("NotFound", new GatewayResponseOptions
        {
            // What API Gateway says of an unknown path is a puzzling 403 "Missing Authentication Token".
            Type = ResponseType_.MISSING_AUTHENTICATION_TOKEN,
            StatusCode = "404",
            Templates = new Dictionary<string, string>
            {
                ["application/json"] = """{"message":"There is nothing at this address"}""",
            },
        });
        return api;
    }

    /// <summary>
    /// JSON without query string, as in one-click mode the key is in there, and without headers, which hold it
    /// otherwise. The address that API Gateway sees is CloudFront's, not the approver's.
    /// </summary>
    private static string AccessLogLine => "{" + string.Join(',', new Dictionary<string, string>
    {
        ["requestId"] = "$context.requestId",
        ["time"] = "$context.requestTime",
        ["method"] = "$context.httpMethod",
        ["path"] = "$context.path",
        ["status"] = "$context.status",
        ["responseLength"] = "$context.responseLength",
        ["responseLatency"] = "$context.responseLatency",
        ["traceId"] = "$context.xrayTraceId",
    }.Select(part => $"\"{part.Key}\":\"{part.Value}\"")) + "}";

    /// <summary>API Gateway would create this log group by itself, and keep it for ever.</summary>
    private void KeepExecutionLog(RestApi api, FunctionDefaults defaults)
    {
        var log = new LogGroup(this, "ExecutionLog", new LogGroupProps
        {
            LogGroupName = $"API-Gateway-Execution-Logs_{api.RestApiId}/{Stage}",
            Retention = defaults.LogRetention,
            RemovalPolicy = defaults.RemovalPolicy,
        });
        api.DeploymentStage.Node.AddDependency(log);
    }

    private void AcknowledgeFindings(ClickMode clickMode)
    {
        RestApi.Acknowledge("A web ACL costs money each month; throttling limits what it would.", "AwsSolutions-APIG3");
        RestApi.Acknowledge(
            "API Gateway writes logs by this role of the account, for which AWS documents this policy.",
            $"AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/{LogPolicy}]");
        if (clickMode == ClickMode.OneClick)
            RestApi.Acknowledge(
                "A trace has the URL with its query string, where one-click mode has a link's key.",
                "Serverless-APIGWXrayEnabled");
    }
}
