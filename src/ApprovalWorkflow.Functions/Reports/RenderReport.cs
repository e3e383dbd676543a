using System.Text;
using Amazon.S3;
using Amazon.S3.Model;

namespace ApprovalWorkflow.Functions.Reports;

/// <summary>The input of <see cref="RenderReport"/>.</summary>
public sealed record RenderReportInput(string Id, string RequestedBy, ReportData Data);

public sealed record RenderedReport(string Key, long Bytes);

/// <summary>A report's layout.</summary>
/// <param name="GroupBy">Rows with equal values in this column are a group with totals; null for no groups.</param>
public sealed record ReportLayout(string Title, string? GroupBy, IReadOnlyList<string> Totals)
{
    public static ReportLayout FromEnvironment() => new(
        EnvironmentSettings.Required(Variables.ReportTitle),
        EnvironmentSettings.Optional(Variables.ReportGroupBy),
        EnvironmentSettings.Optional(Variables.ReportTotals)?.Split(',') ?? []);
}

/// <summary>
/// Writes a report page by page, and stores it when it is complete. Idempotent.
/// </summary>
/// <remarks>
/// The page goes to Lambda's temporary storage of 512 MB, not to memory.
/// https://docs.aws.amazon.com/lambda/latest/dg/configuration-ephemeral-storage.html
/// </remarks>
public sealed class RenderReport(RowPages pages, IAmazonS3 s3, string bucket, ReportLayout layout)
{
    /// <exception cref="ReportSettingsException">The layout names a column that the query does not return.</exception>
    public async Task<RenderedReport> HandleAsync(RenderReportInput input, ILambdaContext context)
    {
        var file = Path.Combine(Path.GetTempPath(), $"report-{Guid.NewGuid():N}.html");
        try
        {
            await WriteAsync(file, input);
            var report = new RenderedReport(ReportKeys.Of(input.Id), new FileInfo(file).Length);
            await s3.PutObjectAsync(new PutObjectRequest
            {
                BucketName = bucket,
                Key = report.Key,
                FilePath = file,
                ContentType = "text/html; charset=utf-8",
                Headers =
                {
                    ContentDisposition = $"inline; filename=\"report-{input.Id}.html\"",
                    // Browsers must not show it after the link has expired.
                    CacheControl = "no-store",
                },
            });
            context.Logger.LogInformation(
                "Stored report {reportId} of {rows} rows, {bytes} bytes", input.Id, input.Data.Rows, report.Bytes);
            return report;
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static HashSet<int> Numeric(JsonElement rows, int columns) =>
    [
        .. Enumerable.Range(0, columns).Where(column => rows.EnumerateArray()
            .Select(row => row[column].ValueKind)
            .FirstOrDefault(kind => kind != JsonValueKind.Null) == JsonValueKind.Number),
    ];

    private async Task WriteAsync(string file, RenderReportInput input)
    {
        await using var html = new StreamWriter(file, append: false, new UTF8Encoding(false), bufferSize: 1 << 16);
        var writer = new ReportPage(html);
        ReportRows? table = null;
        for (var page = 0; page < input.Data.Pages; page++)
        {
            using var content = await pages.ReadAsync(input.Data.Prefix, page);
            var rows = content.RootElement.GetProperty("rows");
            if (table is null)
            {
                string[] columns =
                    [.. content.RootElement.GetProperty("columns").EnumerateArray().Select(name => name.GetString()!)];
                table = new ReportRows(writer, columns, layout);
                var generatedAt = Timestamps.Parse(input.Data.GeneratedAt);
                writer.Begin(
                    new ReportHeading(layout.Title, generatedAt, input.RequestedBy, input.Data.Rows),
                    columns,
                    Numeric(rows, columns.Length));
            }
            foreach (var row in rows.EnumerateArray()) table.Add(row);
        }
        table!.End();
        writer.End();
    }
}
