using System.Text.Json.Nodes;
using ApprovalWorkflow.Tests.Support;

namespace ApprovalWorkflow.Tests.Website;

public class ApprovalWebsiteTests
{
    // Managed policies:
    // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html
    private const string CachingOptimized = "658327ea-f89d-4fab-a63d-7e88639e58f6";
    private const string CachingDisabled = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
    private const string AllViewerExceptHostHeader = "b689b0a8-53d0-40ab-baf2-68738e2966ac";

    private static SynthesizedStack Stack => Stacks.Default;

    private static JsonNode Distribution => Stack.PropertiesAt("Website/Distribution")["DistributionConfig"]!;

    [Fact]
    public void The_bucket_is_private_encrypted_and_requires_TLS()
    {
        Buckets.AssertPrivate(Stack, "Website/Bucket");
        var statements = Stack.PropertiesAt("Website/Bucket/Policy")["PolicyDocument"]!["Statement"]!.AsArray();
        Assert.Equal(
            ["Deny s3:*", "Deny s3:*", "Allow s3:GetObject"],
            statements.Select(statement => $"{statement!["Effect"]} {statement["Action"]}"));
    }

    [Fact]
    public void Both_buckets_are_emptied_if_they_are_deleted_with_the_stack()
    {
        Stack.CountIs("Custom::S3AutoDeleteObjects", 0);
        Assert.Equal(
            ["{Frames}", "{Website/Bucket}"],
            Stacks.Changed.PropertiesOf("Custom::S3AutoDeleteObjects")
                .Select(emptying => Stacks.Changed.Render(emptying["BucketName"]))
                .Order());
    }

    [Fact]
    public void Only_this_distribution_reads_the_bucket()
    {
        var statement = Stack.PropertiesAt("Website/Bucket/Policy")["PolicyDocument"]!["Statement"]![2]!;

        Assert.Equal("cloudfront.amazonaws.com", (string?)statement["Principal"]!["Service"]);
        Assert.Equal("{Website/Bucket.Arn}/*", Stack.Render(statement["Resource"]));
        Assert.Equal(
            "arn:aws:cloudfront::{AWS::AccountId}:distribution/{Website/Distribution}",
            Stack.Render(statement["Condition"]!["StringEquals"]!["AWS:SourceArn"]));
        Stack.HasResource("AWS::CloudFront::OriginAccessControl", """
            {
              "OriginAccessControlConfig": {
                "OriginAccessControlOriginType": "s3",
                "SigningBehavior": "always",
                "SigningProtocol": "sigv4"
              }
            }
            """);
    }

    [Fact]
    public void A_web_ACL_is_in_front_of_website_and_API_if_the_settings_name_one()
    {
        Assert.Null(Distribution["WebACLId"]);
        Assert.Equal(
            Stacks.WebAcl,
            (string?)Stacks.Changed.PropertiesAt("Website/Distribution")["DistributionConfig"]!["WebACLId"]);
    }

    [Fact]
    public void The_site_is_cached_compressed_and_redirected_to_HTTPS()
    {
        var site = Distribution["DefaultCacheBehavior"]!;

        Assert.Equal("redirect-to-https", (string?)site["ViewerProtocolPolicy"]);
        Assert.Equal(CachingOptimized, (string?)site["CachePolicyId"]);
        Assert.True((bool)site["Compress"]!);
        Assert.Equal("{Website/SecurityHeaders}", Stack.Render(site["ResponseHeadersPolicyId"]));
        Assert.Equal("{Website/Bucket.RegionalDomainName}", Stack.Render(Origin(site)["DomainName"]));
        Assert.Equal("index.html", (string?)Distribution["DefaultRootObject"]);
        Assert.Equal("http2and3", (string?)Distribution["HttpVersion"]);
    }

    [Fact]
    public void The_API_is_forwarded_uncached_and_answers_only_HTTPS()
    {
        var api = Assert.Single(Distribution["CacheBehaviors"]!.AsArray())!;

        Assert.Equal("api/*", (string?)api["PathPattern"]);
        Assert.Equal("https-only", (string?)api["ViewerProtocolPolicy"]);
        Assert.Equal(CachingDisabled, (string?)api["CachePolicyId"]);
        Assert.Equal(AllViewerExceptHostHeader, (string?)api["OriginRequestPolicyId"]);
        Assert.Equal(
            ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"],
            api["AllowedMethods"]!.AsArray().Select(method => (string?)method).Order());
        Assert.Equal("{Website/SecurityHeaders}", Stack.Render(api["ResponseHeadersPolicyId"]));
        Assert.Equal("{Api/Rest}.execute-api.{AWS::Region}.{AWS::URLSuffix}", Stack.Render(Origin(api)["DomainName"]));
        // The path is forwarded unchanged. Its first part is the stage's name.
        Assert.Null(Origin(api)["OriginPath"]);
        Assert.Equal(
            """{"OriginProtocolPolicy":"https-only","OriginSSLProtocols":["TLSv1.2"]}""",
            Origin(api)["CustomOriginConfig"]!.ToJsonString());
    }

    [Fact]
    public void No_error_is_kept_and_shown_to_somebody_else()
    {
        var errors = Distribution["CustomErrorResponses"]!.AsArray();

        Assert.Equal(
            [400, 403, 404, 405, 414, 500, 501, 502, 503, 504], errors.Select(error => (int)error!["ErrorCode"]!));
        // The bodies stay, as the API's answers are errors, too.
        Assert.All(errors, error => Assert.Equal(
            ["ErrorCachingMinTTL 0", $"ErrorCode {error!["ErrorCode"]}"],
            error.AsObject().Select(member => $"{member.Key} {member.Value}").Order()));
    }

    [Fact]
    public void An_unknown_path_gets_a_page_and_an_encoded_link_its_own_but_not_below_api()
    {
        var association = Assert.Single(
            Distribution["DefaultCacheBehavior"]!["FunctionAssociations"]!.AsArray())!;
        Assert.Equal("viewer-request", (string?)association["EventType"]);
        Assert.Equal("{Website/Requests.FunctionARN}", Stack.Render(association["FunctionARN"]));
        Assert.Null(Distribution["CacheBehaviors"]![0]!["FunctionAssociations"]);

        var function = Stack.PropertiesAt("Website/Requests");
        Assert.True((bool)function["AutoPublish"]!);
        Assert.Equal("cloudfront-js-2.0", (string?)function["FunctionConfig"]!["Runtime"]);
        var code = (string)function["FunctionCode"]!;
        Assert.StartsWith(
            "const files = [\"\",\"config.json\",\"style.css\",\"approval.html\",\"index.html\",\"people.html\"," +
            "\"reports.html\",\"review.html\"];\n",
            code,
            StringComparison.Ordinal);
        Assert.Contains("There is no such page", code, StringComparison.Ordinal);
        // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html
        Assert.True(code.Length < 10 * 1024);
    }

    [Fact]
    public void It_has_no_log_because_that_would_have_keys() => Assert.Null(Distribution["Logging"]);

    private static JsonNode Origin(JsonNode behavior) => Distribution["Origins"]!.AsArray()
        .Single(origin => (string?)origin!["Id"] == (string?)behavior["TargetOriginId"])!;
}
