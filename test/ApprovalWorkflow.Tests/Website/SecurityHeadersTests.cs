using System.Text.Json.Nodes;
using ApprovalWorkflow.Tests.Support;

namespace ApprovalWorkflow.Tests.Website;

public class SecurityHeadersTests
{
    private static JsonNode Policy =>
        Stacks.Default.PropertiesAt("Website/SecurityHeaders")["ResponseHeadersPolicyConfig"]!;

    [Fact]
    public void Only_the_sites_own_files_run_and_use_only_sign_in_and_frames() => Assert.Equal(
        [
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data: blob: https://approval-frames-{AWS::StackId}[2].s3.{AWS::Region}.{AWS::URLSuffix}",
            "connect-src 'self' https://approvals-{AWS::StackId}[2].auth.{AWS::Region}.amazoncognito.com " +
            "https://cognito-identity.{AWS::Region}.{AWS::URLSuffix} " +
            "https://approval-frames-{AWS::StackId}[2].s3.{AWS::Region}.{AWS::URLSuffix}",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
        ],
        Stacks.Default
            .Render(Policy["SecurityHeadersConfig"]!["ContentSecurityPolicy"]!["ContentSecurityPolicy"])
            .Split("; "));

    [Fact]
    public void All_override_the_origins() => Stacks.Default.HasResource("AWS::CloudFront::ResponseHeadersPolicy", """
        {
          "ResponseHeadersPolicyConfig": {
            "SecurityHeadersConfig": {
              "ContentSecurityPolicy": {"Override": true},
              "ContentTypeOptions": {"Override": true},
              "FrameOptions": {"FrameOption": "DENY", "Override": true},
              "ReferrerPolicy": {"ReferrerPolicy": "no-referrer", "Override": true},
              "StrictTransportSecurity": {
                "AccessControlMaxAgeSec": 63072000,
                "IncludeSubdomains": true,
                "Override": true
              }
            },
            "CustomHeadersConfig": {
              "Items": [
                {"Header": "Cross-Origin-Opener-Policy", "Value": "same-origin", "Override": true},
                {"Header": "Cross-Origin-Resource-Policy", "Value": "same-origin", "Override": true},
                {
                  "Header": "Permissions-Policy",
                  "Value": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
                  "Override": true
                }
              ]
            }
          }
        }
        """);
}
