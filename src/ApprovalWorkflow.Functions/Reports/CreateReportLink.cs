using Amazon.Runtime;
using Amazon.S3;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using ApprovalWorkflow.Functions.Images;

namespace ApprovalWorkflow.Functions.Reports;

/// <summary>A link to a report, and its expiry in ISO 8601, UTC.</summary>
public sealed record ReportLink(string Url, string ExpiresAt);

/// <summary>
/// Makes the presigned URL of a report. A URL expires with the credentials that signed it. A function's own expire at
/// an unknown time. So it assumes a role for this report, for at most an hour, AWS's limit for chained roles.
/// </summary>
/// <remarks>
/// https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-presigned-url.html,
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html#iam-term-role-chaining
/// </remarks>
/// <param name="lifetime">15 minutes to an hour.</param>
public sealed class CreateReportLink(
    IAmazonSecurityTokenService sts,
    Func<AWSCredentials, IAmazonS3> s3,
    string bucket,
    string roleArn,
    TimeSpan lifetime,
    TimeProvider clock)
{
    public async Task<ReportLink> HandleAsync(ReportInput input, ILambdaContext context)
    {
        var session = await sts.AssumeRoleAsync(new AssumeRoleRequest
        {
            RoleArn = roleArn,
            RoleSessionName = input.Id,
            DurationSeconds = (int)lifetime.TotalSeconds,
            Policy = ThisReportAlone(input.Id),
        });
        var end = new DateTimeOffset(session.Credentials.Expiration!.Value.ToUniversalTime());
        var wanted = clock.GetUtcNow() + lifetime;
        var expiresAt = wanted < end ? wanted : end;
        using var client = s3(session.Credentials);
        var url = client.ForReading(bucket, ReportKeys.Of(input.Id), expiresAt);
        return new ReportLink(url, Timestamps.From(expiresAt));
    }

    /// <summary>The role may read all reports. The session may read only this one.</summary>
    private string ThisReportAlone(string id)
    {
        var partition = roleArn.Split(':')[1];
        var resource = JsonEncodedText.Encode($"arn:{partition}:s3:::{bucket}/{ReportKeys.Of(id)}");
        return $$"""
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"{{resource}}"}]}
            """;
    }
}
