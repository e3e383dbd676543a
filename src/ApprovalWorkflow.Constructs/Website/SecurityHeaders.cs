using Amazon.CDK.AWS.CloudFront;

namespace ApprovalWorkflow;

/// <summary>Headers of every answer: only the site's own scripts run, no frames, no referrer.</summary>
/// <param name="images">The origins of images, beside the site's own.</param>
/// <param name="connectTo">The origins that scripts call, beside the site's own.</param>
internal sealed class SecurityHeaders(Construct scope, string id, string[] images, string[] connectTo)
    : ResponseHeadersPolicy(scope, id, Props(scope, images, connectTo))
{
    /// <summary>
    /// Reviewers see images as <c>blob:</c> that scripts read with credentials; links use presigned URLs.
    /// </summary>
    private static string Policy(string[] images, string[] connectTo) =>
        "default-src 'none'; script-src 'self'; style-src 'self'; " +
        $"img-src {Sources(["'self'", "data:", "blob:", .. images])}; " +
        $"connect-src {Sources(["'self'", .. connectTo])}; " +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

    private static string Sources(string[] sources) => string.Join(' ', sources);

    private const string NoDevices = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";

    private static ResponseHeadersPolicyProps Props(Construct scope, string[] images, string[] connectTo) => new()
    {
        // CDK's default is the same in every Region, and CloudFront's names are unique in the account.
        ResponseHeadersPolicyName = scope.UniqueName("approvals"),
        Comment = "Security headers of the approval website",
        SecurityHeadersBehavior = new ResponseSecurityHeadersBehavior
        {
            ContentSecurityPolicy = new ResponseHeadersContentSecurityPolicy
            {
                ContentSecurityPolicy = Policy(images, connectTo),
                Override = true,
            },
            ContentTypeOptions = new ResponseHeadersContentTypeOptions { Override = true },
            FrameOptions = new ResponseHeadersFrameOptions { FrameOption = HeadersFrameOption.DENY, Override = true },
            ReferrerPolicy = new ResponseHeadersReferrerPolicy
            {
                ReferrerPolicy = HeadersReferrerPolicy.NO_REFERRER,
                Override = true,
            },
            StrictTransportSecurity = new ResponseHeadersStrictTransportSecurity
            {
                AccessControlMaxAge = Duration.Days(730),
                IncludeSubdomains = true,
                Override = true,
            },
        },
        CustomHeadersBehavior = new ResponseCustomHeadersBehavior
        {
            CustomHeaders =
            [
                Header("Cross-Origin-Opener-Policy", "same-origin"),
                Header("Cross-Origin-Resource-Policy", "same-origin"),
                Header("Permissions-Policy", NoDevices),
            ],
        },
    };

    private static ResponseCustomHeader Header(string name, string value) =>
        new() { Header = name, Value = value, Override = true };
}
