using Amazon.CDK.AWS.APIGateway;
using Amazon.CDK.AWS.CloudFront;
using Amazon.CDK.AWS.CloudFront.Origins;
using Amazon.CDK.AWS.Cognito;
using Amazon.CDK.AWS.Logs;
using Amazon.CDK.AWS.S3;
using ApprovalWorkflow.Api;
using ApprovalWorkflow.Images;
using ApprovalWorkflow.SignIn;
using Distribution = Amazon.CDK.AWS.CloudFront.Distribution;

namespace ApprovalWorkflow.Website;

/// <summary>Properties of <see cref="ApprovalWebsite"/>.</summary>
/// <param name="Api">The API that is served below <c>/api</c>.</param>
/// <param name="Reviewers">Who may sign in.</param>
/// <param name="Frames">The images that the website shows.</param>
/// <param name="HasReports">Whether users can ask for reports.</param>
/// <param name="WebAclArn">The web ACL in front of it; null for none.</param>
/// <param name="LogRetention">How long log events of the deployment are kept.</param>
/// <param name="RemovalPolicy">What happens to the bucket when the stack is deleted.</param>
public sealed record ApprovalWebsiteProps(
    RestApi Api,
    ReviewerPool Reviewers,
    FramesBucket Frames,
    bool HasReports,
    string? WebAclArn,
    RetentionDays LogRetention,
    RemovalPolicy RemovalPolicy);

/// <summary>
/// One CloudFront distribution for the website, in a private bucket, and the API: one origin, so no CORS. The website
/// reads its configuration from a file beside its pages.
/// </summary>
public sealed class ApprovalWebsite : Construct
{
    /// <summary>
    /// The errors that CloudFront keeps for 10 seconds, even with <c>no-store</c>, and so could show to somebody else.
    /// </summary>
    /// <remarks>
    /// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/HTTPStatusCodes.html
    /// </remarks>
    private static readonly int[] _errors = [400, 403, 404, 405, 414, 500, 501, 502, 503, 504];

    private readonly string _identitiesUrl;

    public ApprovalWebsite(Construct scope, string id, ApprovalWebsiteProps props)
        : base(scope, id)
    {
        var stack = Stack.Of(this);
        _identitiesUrl = $"https://cognito-identity.{stack.Region}.{stack.UrlSuffix}";
        var bucket = new Bucket(this, "Bucket", PrivateBucket.Props(props.RemovalPolicy));
        var headers = new SecurityHeaders(
            this, "SecurityHeaders", props.Frames.Url, props.Reviewers.DomainUrl, _identitiesUrl, props.Frames.Url);
        var distribution = new Distribution(this, "Distribution", new DistributionProps
        {
            Comment = "The approval website and its API",
            DefaultRootObject = "index.html",
            HttpVersion = HttpVersion.HTTP2_AND_3,
            WebAclId = props.WebAclArn,
            ErrorResponses = [.. _errors.Select(status => new ErrorResponse
            {
                HttpStatus = status,
                Ttl = Duration.Seconds(0),
            })],
            DefaultBehavior = new BehaviorOptions
            {
                Origin = S3BucketOrigin.WithOriginAccessControl(bucket, new S3BucketOriginWithOACProps
                {
                    OriginAccessControl = new S3OriginAccessControl(this, "OriginAccess", new S3OriginAccessControlProps
                    {
                        // As the name of the response headers policy.
                        OriginAccessControlName = $"approvals-{this.StackUuid()}",
                    }),
                }),
                ViewerProtocolPolicy = ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
                CachePolicy = CachePolicy.CACHING_OPTIMIZED,
                ResponseHeadersPolicy = headers,
                FunctionAssociations =
                [
                    new FunctionAssociation
                    {
                        EventType = FunctionEventType.VIEWER_REQUEST,
                        Function = new SiteRequests(this, "Requests"),
                    },
                ],
            },
            AdditionalBehaviors = new Dictionary<string, IBehaviorOptions>
            {
                [$"{ApprovalApi.Stage}/*"] = new BehaviorOptions
                {
                    Origin = new HttpOrigin(DomainOf(props.Api), new HttpOriginProps
                    {
                        ProtocolPolicy = OriginProtocolPolicy.HTTPS_ONLY,
                        OriginSslProtocols = [OriginSslPolicy.TLS_V1_2],
                    }),
                    // No redirect: a key that was sent unencrypted must not seem to work.
                    ViewerProtocolPolicy = ViewerProtocolPolicy.HTTPS_ONLY,
                    AllowedMethods = AllowedMethods.ALLOW_ALL,
                    CachePolicy = CachePolicy.CACHING_DISABLED,
                    OriginRequestPolicy = OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
                    ResponseHeadersPolicy = headers,
                },
            },
        });
        Url = $"https://{distribution.DistributionDomainName}";
        AcknowledgeFindings(bucket, distribution);
        if (props.RemovalPolicy == RemovalPolicy.DESTROY)
            new ProviderLog(this, "Emptying", ProviderLog.BucketEmptying, props.LogRetention);

        props.Frames.AllowPagesOf(Url);
        Client = new SignInClient(this, "SignIn", props.Reviewers, Url).Client;
        IdentityPool = new FrameAccess(this, "FrameAccess", props.Reviewers, Client, props.Frames).IdentityPool;
        var configuration = Configuration(props);
        if (props.HasReports) configuration["reports"] = "true";
        new WebsiteDeployment(this, "Deployment", new(bucket, configuration, props.LogRetention, props.RemovalPolicy));
    }

    /// <summary>The website's address, without a slash at the end.</summary>
    public string Url { get; }

    /// <summary>The API's address, without a slash at the end.</summary>
    public string ApiUrl => $"{Url}/{ApprovalApi.Stage}";

    /// <summary>The website's OAuth client.</summary>
    public UserPoolClient Client { get; }

    /// <summary>Gives reviewers' browsers the credentials to read frames.</summary>
    public CfnIdentityPool IdentityPool { get; }

    private Dictionary<string, string> Configuration(ApprovalWebsiteProps props) => new()
    {
        ["region"] = Stack.Of(this).Region,
        ["issuer"] = props.Reviewers.Issuer,
        ["domain"] = props.Reviewers.DomainUrl,
        ["clientId"] = Client.UserPoolClientId,
        ["userPoolId"] = props.Reviewers.UserPool.UserPoolId,
        ["identityPoolId"] = IdentityPool.Ref,
        ["cognitoIdentityUrl"] = _identitiesUrl,
        ["framesBucket"] = props.Frames.BucketName,
        ["framesUrl"] = props.Frames.Url,
    };

    private static void AcknowledgeFindings(Bucket bucket, Distribution distribution)
    {
        bucket.Acknowledge("It holds the website's public files. Only CloudFront reads it.", "AwsSolutions-S1");
        distribution.Acknowledge("Approvers may be anywhere.", "AwsSolutions-CFR1");
        distribution.Acknowledge(
            "A web ACL has a monthly price, so it is a setting. The API is throttled.", "AwsSolutions-CFR2");
        distribution.Acknowledge(
            "It would log query strings, which have link keys in one-click mode. The API's access log omits them.",
            "AwsSolutions-CFR3");
        distribution.Acknowledge(
            "CloudFront's default certificate sets this minimum. A stricter one needs your own domain.",
            "AwsSolutions-CFR4");
    }

    private static string DomainOf(RestApi api)
    {
        var stack = Stack.Of(api);
        return $"{api.RestApiId}.execute-api.{stack.Region}.{stack.UrlSuffix}";
    }
}
