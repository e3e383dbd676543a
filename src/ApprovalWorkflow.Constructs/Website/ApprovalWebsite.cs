using Amazon.CDK.AWS.APIGateway;
using Amazon.CDK.AWS.CloudFront;
using Amazon.CDK.AWS.CloudFront.Origins;
using Amazon.CDK.AWS.Cognito;
using Amazon.CDK.AWS.S3;
using Distribution = Amazon.CDK.AWS.CloudFront.Distribution;

namespace ApprovalWorkflow;

/// <param name="Api">The API that is served below <c>/api</c>.</param>
/// <param name="Frames">The images that the website shows; null for none.</param>
internal sealed record ApprovalWebsiteProps(
    RestApi Api, ReviewerPool Reviewers, FramesBucket? Frames, ApprovalsProps Options);

/// <summary>
/// One CloudFront distribution for the website, in a private bucket, and the API: one origin, so no CORS. The website
/// reads its configuration from a file beside its pages.
/// </summary>
internal sealed class ApprovalWebsite : Construct
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
        var (functions, domain) = (props.Options.Functions, props.Options.Domain);
        var bucket = new Bucket(this, "Bucket", PrivateBucket.Props(functions.RemovalPolicy));
        string[] images = props.Frames is null ? [] : [props.Frames.Url];
        string[] imageServices = props.Frames is null ? [] : [_identitiesUrl, props.Frames.Url];
        var headers = new SecurityHeaders(
            this, "SecurityHeaders", images, [props.Reviewers.DomainUrl, .. imageServices]);
        var distribution = new Distribution(this, "Distribution", new DistributionProps
        {
            Comment = "The approval website and its API",
            DefaultRootObject = "index.html",
            HttpVersion = HttpVersion.HTTP2_AND_3,
            WebAclId = props.Options.WebAclArn,
            DomainNames = domain is null ? null : [domain.Name],
            Certificate = domain?.Certificate,
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
                        OriginAccessControlName = this.UniqueName("approvals"),
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
        Distribution = distribution;
        Url = $"https://{domain?.Name ?? distribution.DistributionDomainName}";
        AcknowledgeFindings(bucket, distribution, hasOwnDomain: domain is not null);
        if (functions.RemovalPolicy == RemovalPolicy.DESTROY)
            new ProviderLog(this, "Emptying", ProviderLog.BucketEmptying, functions.LogRetention);

        Client = new SignInClient(this, "SignIn", props.Reviewers, Url).Client;
        var configuration = Configuration(props.Reviewers);
        if (props.Frames is not null) AddFrames(props.Frames, props.Reviewers, configuration);
        if (props.Options.Reports is not null) configuration["reports"] = "true";
        new WebsiteDeployment(
            this, "Deployment", new(bucket, configuration, functions.LogRetention, functions.RemovalPolicy));
    }

    public IDistribution Distribution { get; }

    /// <summary>The website's address, without a slash at the end.</summary>
    public string Url { get; }

    /// <summary>The API's address, without a slash at the end.</summary>
    public string ApiUrl => $"{Url}/{ApprovalApi.Stage}";

    /// <summary>The website's OAuth client.</summary>
    public UserPoolClient Client { get; }

    /// <summary>Gives reviewers' browsers the credentials to read frames; null if there are none.</summary>
    public CfnIdentityPool? IdentityPool { get; private set; }

    private Dictionary<string, string> Configuration(ReviewerPool reviewers) => new()
    {
        ["region"] = Stack.Of(this).Region,
        ["issuer"] = reviewers.Issuer,
        ["domain"] = reviewers.DomainUrl,
        ["clientId"] = Client.UserPoolClientId,
        ["userPoolId"] = reviewers.UserPool.UserPoolId,
    };

    private void AddFrames(FramesBucket frames, ReviewerPool reviewers, Dictionary<string, string> configuration)
    {
        frames.AllowPagesOf(Url);
        IdentityPool = new FrameAccess(this, "FrameAccess", reviewers, Client, frames).IdentityPool;
        configuration["identityPoolId"] = IdentityPool.Ref;
        configuration["cognitoIdentityUrl"] = _identitiesUrl;
        configuration["framesBucket"] = frames.BucketName;
        configuration["framesUrl"] = frames.Url;
    }

    private static void AcknowledgeFindings(Bucket bucket, Distribution distribution, bool hasOwnDomain)
    {
        bucket.Acknowledge("It holds the website's public files. Only CloudFront reads it.", "AwsSolutions-S1");
        distribution.Acknowledge("Approvers may be anywhere.", "AwsSolutions-CFR1");
        distribution.Acknowledge(
            "A web ACL has a monthly price, so it is a setting. The API is throttled.", "AwsSolutions-CFR2");
        distribution.Acknowledge(
            "It would log query strings, which have link keys in one-click mode. The API's access log omits them.",
            "AwsSolutions-CFR3");
        if (hasOwnDomain) return;
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
