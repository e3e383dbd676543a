using Amazon.CDK.AWS.CloudFront;

namespace ApprovalWorkflow.Website;

/// <summary>
/// Headers on every answer: only the site's own files may run, nobody may frame it, and links leak no address.
/// </summary>
/// <param name="images">The origin, beside the site's own, that its images come from.</param>
/// <param name="connectTo">The origins, beside the site's own, that its scripts call.</param>
internal sealed class SecurityHeaders(Construct scope, string id, string images, params string[] connectTo)
    : ResponseHeadersPolicy(scope, id, Props(images, connectTo))
{
    /// <summary>
    /// Scripts show an image that they have read with credentials as a <c>blob:</c>; who came by a link has a presigned
    /// URL of it.
    /// </summary>
    private static string Policy(string images, string[] connectTo) =>
        $"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob: {images}; " +
        $"connect-src {string.Join(' ', ["'self'", .. connectTo])}; " +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

    private const string NoDevices = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";

    private static ResponseHeadersPolicyProps Props(string images, string[] connectTo) => new()
    {
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
