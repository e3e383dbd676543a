using System.Text.Json;
using Amazon.Lambda.Core;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using ApprovalWorkflow.Functions.Images;

namespace ApprovalWorkflow.Functions.Reports;

/// <summary>What the state machine gives <see cref="CreateReportLink"/>.</summary>
/// <param name="Id">The report's id.</param>
public sealed record CreateReportLinkInput(string Id);

/// <summary>A link to a report.</summary>
/// <param name="ExpiresAt">ISO 8601, UTC.</param>
public sealed record ReportLink(string Url, string ExpiresAt);

/// <summary>
/// Makes the presigned URL of a report. Such a URL ends with the credentials that signed it, whatever it says itself,
/// and when a function's own end is not known. So it signs with those of a role assumed for this one report, whose end
/// is: at most an hour, as AWS limits a role that assumes another.
/// </summary>
/// <remarks>
/// https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-presigned-url.html,
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html#iam-term-role-chaining
/// </remarks>
/// <param name="s3">Makes a client with the given credentials.</param>
/// <param name="lifetime">15 minutes to an hour.</param>
public sealed class CreateReportLink(
    IAmazonSecurityTokenService sts,
    Func<AWSCredentials, IAmazonS3> s3,
    string bucket,
    string roleArn,
    TimeSpan lifetime,
    TimeProvider clock)
{
    public async Task<ReportLink> HandleAsync(CreateReportLinkInput input, ILambdaContext context)
    {
        var session = await sts.AssumeRoleAsync(new AssumeRoleRequest
        {
            RoleArn = roleArn,
            RoleSessionName = input.Id,
            DurationSeconds = (int)lifetime.TotalSeconds,
            Policy = ThisReportAlone(input.Id),
        });
        var end = new DateTimeOffset(session.Credentials.Expiration!.Value.ToUniversalTime());
        var expiresAt = Earlier(clock.GetUtcNow() + lifetime, end);
        using var client = s3(session.Credentials);
        var url = client.ForReading(bucket, ReportKeys.Of(input.Id), expiresAt);
        return new ReportLink(url, Timestamps.From(expiresAt));
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    /// <summary>The role may read all reports; the session only this one.</summary>
    private string ThisReportAlone(string id)
    {
        var partition = roleArn.Split(':')[1];
        var resource = JsonEncodedText.Encode($"arn:{partition}:s3:::{bucket}/{ReportKeys.Of(id)}");
        return $$"""
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"{{resource}}"}]}
            """;
    }
}
