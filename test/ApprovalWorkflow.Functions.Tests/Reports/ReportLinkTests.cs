using System.Globalization;
using System.Web;
using ApprovalWorkflow.Functions.Reports;
using ApprovalWorkflow.Functions.Tests.Approvals;
using ApprovalWorkflow.Functions.Tests.Emulators;

namespace ApprovalWorkflow.Functions.Tests.Reports;

/// <summary>The link that the mail has.</summary>
public sealed class ReportLinkTests : IDisposable
{
    private const string Id = "0b7f6a52-0000-4000-8000-000000000001";

    private readonly ReportStub _aws = new();

    public void Dispose() => _aws.Dispose();

    private Task<ReportLink> CreateAsync(TimeSpan lifetime) => new CreateReportLink(
        _aws.Sts,
        _aws.S3With,
        "reports-bucket",
        "arn:aws:iam::000000000000:role/ReportLink",
        lifetime,
        TimeProvider.System)
        .HandleAsync(new ReportInput(Id), new LambdaContext());

    [Fact]
    public async Task A_link_lives_as_long_as_the_setting_says()
    {
        var before = DateTimeOffset.UtcNow;
        var link = await CreateAsync(TimeSpan.FromMinutes(15));
        Assert.InRange(
            Timestamps.Parse(link.ExpiresAt) - before, TimeSpan.FromMinutes(14.9), TimeSpan.FromMinutes(15.5));
        var query = HttpUtility.ParseQueryString(new Uri(link.Url).Query);
        Assert.InRange(int.Parse(query["X-Amz-Expires"]!, CultureInfo.InvariantCulture), 890, 900);
        Assert.Equal("/reports-bucket/reports/" + Id + ".html", new Uri(link.Url).AbsolutePath);
        Assert.Equal("session", query["X-Amz-Security-Token"]);
        Assert.StartsWith("ASIAREPORTLINK000000/", query["X-Amz-Credential"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_ends_with_its_credentials()
    {
        _aws.SessionLifetime = TimeSpan.FromMinutes(10);
        var link = await CreateAsync(TimeSpan.FromHours(1));
        Assert.True(Timestamps.Parse(link.ExpiresAt) <= DateTimeOffset.UtcNow.AddMinutes(10));
        var query = HttpUtility.ParseQueryString(new Uri(link.Url).Query);
        Assert.InRange(int.Parse(query["X-Amz-Expires"]!, CultureInfo.InvariantCulture), 500, 600);
    }

    [Fact]
    public async Task Its_credentials_are_for_this_report_alone()
    {
        await CreateAsync(TimeSpan.FromHours(1));
        Assert.Equal("arn:aws:iam::000000000000:role/ReportLink", _aws.AssumedWith["RoleArn"]);
        Assert.Equal("3600", _aws.AssumedWith["DurationSeconds"]);
        var statement = Given.Json(_aws.AssumedWith["Policy"]).GetProperty("Statement")[0];
        Assert.Equal("s3:GetObject", statement.GetProperty("Action").GetString());
        Assert.Equal($"arn:aws:s3:::reports-bucket/reports/{Id}.html", statement.GetProperty("Resource").GetString());
    }
}
