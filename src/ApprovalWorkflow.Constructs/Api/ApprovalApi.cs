using Amazon.CDK.AWS.APIGateway;
using Amazon.CDK.AWS.Logs;
using Amazon.CDK.AWS.XRay;

namespace ApprovalWorkflow;

/// <param name="Reviewers">Who may sign in.</param>
/// <param name="ClickMode">Whether opening a link decides.</param>
internal sealed record ApprovalApiProps(ReviewerPool Reviewers, FunctionDefaults Functions, ClickMode ClickMode);

/// <summary>
/// The REST API. Links in mails use <c>/requests</c>, where functions check the link's key. The website of reviewers
/// uses <c>/approvals</c>, where API Gateway checks the ID token and functions check its group. The stage is named like
/// the path that CloudFront forwards, <c>/api</c>, so website and API share an origin.
/// </summary>
internal sealed class ApprovalApi : Construct
{
    /// <summary>The stage's name. Every path starts with it.</summary>
    public const string Stage = "api";

    private const string LogPolicy = "AmazonAPIGatewayPushToCloudWatchLogs";

    /// <summary>Creates the API with logs and throttling. Each feature adds its routes.</summary>
    public ApprovalApi(Construct scope, string id, ApprovalApiProps props)
        : base(scope, id)
    {
        AccessLog = new LogGroup(this, "AccessLog", new LogGroupProps
        {
            Retention = props.Functions.LogRetention,
            RemovalPolicy = props.Functions.RemovalPolicy,
        });
        RestApi = CreateRestApi(props.Functions, traced: props.ClickMode == ClickMode.Review);
        if (props.ClickMode == ClickMode.Review) SampleReads();
        Methods = new ApiMethods(this, props.Reviewers);
        AcknowledgeFindings(props.ClickMode);
    }

    public RestApi RestApi { get; }

    public ApiMethods Methods { get; }

    internal LogGroup AccessLog { get; }

    private RestApi CreateRestApi(FunctionDefaults defaults, bool traced)
    {
        var api = new RestApi(this, "Rest", new RestApiProps
        {
            // CloudWatch's metrics have this name, so it must be unique in the Region.
            RestApiName = $"{Stack.Of(this).StackName}{this.NameSuffix()}",
            Description = "View and decide requests for approval",
            EndpointTypes = [EndpointType.REGIONAL],
            // API Gateway needs this role once per account and Region. It is retained because other APIs may use it.
            CloudWatchRole = true,
            CloudWatchRoleRemovalPolicy = RemovalPolicy.RETAIN,
            DeployOptions = new StageOptions
            {
                StageName = Stage,
                TracingEnabled = traced,
                AccessLogDestination = new LogGroupLogDestination(AccessLog),
                AccessLogFormat = AccessLogFormat.Custom(AccessLogLine),
            },
        });
        ((IRole)api.Node.FindChild("CloudWatchRole")).TrustOnlyThisAccount(ServiceTrust.ApiGateway);
        KeepExecutionLog(api, defaults);
        // CDK would add an output with the address that bypasses CloudFront.
        api.Node.TryRemoveChild("Endpoint");
        api.AddGatewayResponse("NotFound", new GatewayResponseOptions
        {
            // API Gateway's default for an unknown path misleads: 403 "Missing Authentication Token".
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
    /// Omits query strings and headers, which contain link keys, and the IP address, which is CloudFront's.
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

    /// <summary>API Gateway would create this log group without retention.</summary>
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

    /// <summary>
    /// Traces one of twenty calls that read: an open dashboard makes thousands an hour, and a trace costs more than the
    /// call. By X-Ray's default rule, all others are traced, up to one a second.
    /// </summary>
    /// <remarks>
    /// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-configuring-xray-sampling-rules.html
    /// </remarks>
    private void SampleReads() => new CfnSamplingRule(this, "TracedReads", new CfnSamplingRuleProps
    {
        SamplingRule = new CfnSamplingRule.SamplingRuleProperty
        {
            // Unique in the Region, of at most 32 characters: the first 8 of the stack's UUID, and the suffix.
            RuleName = $"approval-reads-{Fn.Select(0, Fn.Split("-", this.StackUuid()))}{this.NameSuffix()}",
            Version = 1,
            Priority = 1000,
            ServiceType = "AWS::ApiGateway::Stage",
            ServiceName = "*",
            ResourceArn = RestApi.DeploymentStage.StageArn,
            Host = "*",
            HttpMethod = "GET",
            UrlPath = "*",
            ReservoirSize = 0,
            FixedRate = 0.05,
        },
    });

    private void AcknowledgeFindings(ClickMode clickMode)
    {
        RestApi.Acknowledge("A web ACL has a monthly price. Throttling limits abuse.", "AwsSolutions-APIG3");
        RestApi.Acknowledge(
            "AWS documents this policy for the account's role with which API Gateway writes logs.",
            $"AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/{LogPolicy}]");
        if (clickMode == ClickMode.OneClick)
            RestApi.Acknowledge(
                "Traces contain query strings, which have link keys in one-click mode.",
                "Serverless-APIGWXrayEnabled");
    }
}
