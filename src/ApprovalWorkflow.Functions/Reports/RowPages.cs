using System.Globalization;
using Amazon.S3;
using Amazon.S3.Model;

namespace ApprovalWorkflow.Functions.Reports;

/// <summary>A report's rows between database and page, in S3 because a state holds only 256 KB.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html</remarks>
public sealed class RowPages(IAmazonS3 s3, string bucket)
{
    /// <summary>The prefix for the rows of one try to read the data. Each try has its own.</summary>
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
        FreePage();
    }

    /// <summary>Reads a stored page. Dispose of it, because its rows are in pooled memory.</summary>
    public async Task<JsonDocument> ReadAsync(string prefix, int page)
    {
        FreePage();
        using var response = await s3.GetObjectAsync(bucket, Key(prefix, page));
        return await JsonDocument.ParseAsync(response.ResponseStream);
    }

    /// <summary>
    /// Frees the previous page at once. Otherwise more memory would be used the more pages there are.
    /// </summary>
    private static void FreePage() => GC.Collect();

    private static string Key(string prefix, int page) =>
        prefix + page.ToString("D6", CultureInfo.InvariantCulture) + ".json";
}
