using System.Globalization;
using Amazon.S3;
using Amazon.S3.Model;

namespace ApprovalWorkflow.Functions.Reports;

/// <summary>A report's rows between database and page, some in each object, as a state holds 256 KB.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html</remarks>
public sealed class RowPages(IAmazonS3 s3, string bucket)
{
    /// <summary>Where a try to read the data puts its rows: never where another try's are.</summary>
    public static string NewPrefix(string reportId) => $"{ReportKeys.RunsPrefix}{reportId}/{Guid.NewGuid():N}/";

    /// <summary>Stores a page: an object with the columns' names and rows of cells.</summary>
    public async Task WriteAsync(string prefix, int page, Action<Utf8JsonWriter> write)
    {
        using var content = new MemoryStream();
        using (var json = new Utf8JsonWriter(content)) write(json);
        content.Position = 0;
        await s3.PutObjectAsync(new PutObjectRequest
        {
            BucketName = bucket,
            Key = Key(prefix, page),
            InputStream = content,
            AutoCloseStream = false,
            ContentType = "application/json",
        });
    }

    /// <summary>The page that was stored. To be disposed of, as it has its rows in pooled memory.</summary>
    public async Task<JsonDocument> ReadAsync(string prefix, int page)
    {
        using var response = await s3.GetObjectAsync(bucket, Key(prefix, page));
        return await JsonDocument.ParseAsync(response.ResponseStream);
    }

    private static string Key(string prefix, int page) =>
        prefix + page.ToString("D6", CultureInfo.InvariantCulture) + ".json";
}
