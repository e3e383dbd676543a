using Amazon.RDSDataService.Model;

namespace ApprovalWorkflow.Functions.Reports;

/// <summary>The input of <see cref="GetReportData"/> and <see cref="CreateReportLink"/>.</summary>
/// <param name="Id">The report's id.</param>
public sealed record ReportInput(string Id);

/// <summary>The location of a report's rows.</summary>
/// <param name="Prefix">The prefix of the pages' keys.</param>
/// <param name="Pages">The number of pages: at least one, which has the names of the columns.</param>
/// <param name="GeneratedAt">When the data were read: ISO 8601, UTC.</param>
public sealed record ReportData(string Prefix, int Pages, long Rows, string GeneratedAt);

/// <summary>
/// Reads the rows of a report into objects in S3, page by page, in one transaction, so that they are consistent.
/// </summary>
/// <param name="query">A statement with an order and without a limit. The settings check that.</param>
public sealed class GetReportData(DatabaseClient database, string query, RowPages pages, TimeProvider clock)
{
    /// <summary>The rows of a page at first. Rows usually have far less than 1 KiB, so a page fits in 1 MiB.</summary>
    public const int MostRows = 1000;

    public async Task<ReportData> HandleAsync(ReportInput input, ILambdaContext context)
    {
        for (var rowsAtOnce = MostRows; ; rowsAtOnce /= 2)
        {
            try
            {
                // A failure ends the transaction, so each try reads from the beginning.
                return await database.InTransactionAsync(
                    transaction => ReadAsync(input.Id, rowsAtOnce, transaction, context));
            }
            catch (Exception error) when (rowsAtOnce > 1 && IsTooLarge(error))
            {
                context.Logger.LogInformation(
                    "{rows} rows of report {reportId} are too much for one answer", rowsAtOnce, input.Id);
            }
            catch (Exception error) when (DatabaseClient.MayPass(error))
            {
                throw new AwsCallFailedException($"{error.GetType().Name}: {error.Message}", error);
            }
        }
    }

    /// <summary>For an answer above its limit, the Data API has only a message, not an error type.</summary>
    private static bool IsTooLarge(Exception error) =>
        error is BadRequestException or DatabaseErrorException or UnsupportedResultException
        && error.Message.Contains("size limit", StringComparison.OrdinalIgnoreCase);

    private async Task<ReportData> ReadAsync(string id, int rowsAtOnce, string transaction, ILambdaContext context)
    {
        var prefix = RowPages.NewPrefix(id);
        var generatedAt = Timestamps.From(clock.GetUtcNow());
        long rows = 0;
        for (var page = 0; ; page++)
        {
            // On a new line, because the query may end in a comment.
            var answer = await database.ExecuteAsync($"{query}\nLIMIT {rowsAtOnce} OFFSET {rows}", transaction);
            var records = answer.Records ?? [];
            rows += records.Count;
            if (records.Count > 0 || page == 0)
                await pages.WriteAsync(prefix, page, json => Write(json, answer.ColumnMetadata ?? [], records));
            if (records.Count == rowsAtOnce) continue;
            var written = records.Count > 0 || page == 0 ? page + 1 : page;
            context.Logger.LogInformation("Read {rows} rows for report {reportId}", rows, id);
            return new ReportData(prefix, written, rows, generatedAt);
        }
    }

    private static void Write(Utf8JsonWriter json, List<ColumnMetadata> columns, List<List<Field>> records)
    {
        json.WriteStartObject();
        json.WriteStartArray("columns");
        foreach (var column in columns) json.WriteStringValue(column.Label ?? column.Name ?? "");
        json.WriteEndArray();
        json.WriteStartArray("rows");
        foreach (var record in records)
        {
            json.WriteStartArray();
            for (var index = 0; index < record.Count; index++)
                Cell.Write(json, record[index], index < columns.Count ? columns[index].TypeName : null);
            json.WriteEndArray();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
