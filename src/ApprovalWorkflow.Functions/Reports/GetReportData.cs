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
/// <param name="query">A statement that <see cref="OrderedQuery"/> can read. The settings check that.</param>
public sealed class GetReportData(DatabaseClient database, string query, RowPages pages, TimeProvider clock)
{
    /// <summary>The rows of a page at first. Rows usually have far less than 1 KiB, so a page fits in 1 MiB.</summary>
    public const int MostRows = 1000;

    private readonly QueryPages _statements = new(OrderedQuery.Parse(query) ?? throw new ReportSettingsException(
        "report:query",
        "does not end in ORDER BY and columns of the result; add them, because rows are read in pages."));

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
            catch (Exception error) when (IsAboveLong(error))
            {
                throw await AboveLongAsync();
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

    /// <summary>
    /// The Data API holds numbers of 64 bits with a sign. A larger one fails the statement:
    /// https://github.com/aws/aws-sdk-js/issues/2888
    /// </summary>
    private static bool IsAboveLong(Exception error) =>
        error is BadRequestException or DatabaseErrorException or UnsupportedResultException
        && error.Message.Contains("outside of valid range for type java.lang.Long", StringComparison.Ordinal);

    private async Task<ReportSettingsException> AboveLongAsync()
    {
        var columns = (await database.ExecuteAsync($"{query}\nLIMIT 0")).ColumnMetadata ?? [];
        var names = columns
            .Where(column => column.TypeName?.StartsWith("BIGINT UNSIGNED", StringComparison.OrdinalIgnoreCase) == true)
            .Select(NameOf);
        return new ReportSettingsException(
            "report:query",
            $"gives a number above {long.MaxValue} in the column {string.Join(" or ", names)}, which the RDS Data " +
            "API cannot read; select it as CAST(… AS DECIMAL(20)).");
    }

    private async Task<ReportData> ReadAsync(string id, int rowsAtOnce, string transaction, ILambdaContext context)
    {
        var prefix = RowPages.NewPrefix(id);
        var generatedAt = Timestamps.From(clock.GetUtcNow());
        var (rows, written) = (0L, 0);
        HashSet<int> flags = [];
        PageBound? after = null;
        do
        {
            var before = rows;
            var bounds = await BoundsAsync(after, rowsAtOnce, transaction);
            foreach (var until in bounds)
            {
                var answer = await ExecuteAsync(_statements.Page(after, until, 2 * rowsAtOnce), transaction);
                var records = answer.Records ?? [];
                if (records.Count == 2 * rowsAtOnce) throw TooManyEqual();
                rows += records.Count;
                var columns = answer.ColumnMetadata ?? [];
                foreach (var place in Enumerable.Range(0, columns.Count))
                    if (records.Any(record => record[place].BooleanValue is not null) && flags.Add(place))
                        await CheckFlagsAsync(columns, place, transaction);
                if (records.Count > 0 || (until is null && written == 0))
                    await pages.WriteAsync(prefix, written++, json => Write(json, columns, records));
                after = until;
            }
            if (after is not null && rows == before) throw TooManyEqual();
        }
        while (after is not null);
        context.Logger.LogInformation("Read {rows} rows for report {reportId}", rows, id);
        return new ReportData(prefix, written, rows, generatedAt);
    }

    /// <summary>The ends of the next pages. Null is the end of all rows.</summary>
    /// <remarks>A page's rows fit in one answer. So do as many of their keys.</remarks>
    private async Task<List<PageBound?>> BoundsAsync(PageBound? after, int rowsAtOnce, string transaction)
    {
        var answer = await ExecuteAsync(_statements.Bounds(after, rowsAtOnce, rowsAtOnce), transaction);
        var columns = answer.ColumnMetadata ?? [];
        List<PageBound?> bounds = [.. (answer.Records ?? []).Select(key => new PageBound(key, columns))];
        if (bounds.Count < rowsAtOnce) bounds.Add(null);
        return bounds;
    }

    private Task<ExecuteStatementResponse> ExecuteAsync(
        (string Sql, List<SqlParameter> Parameters) statement, string transaction) =>
        database.ExecuteAsync(statement.Sql, transaction, statement.Parameters);

    private static ReportSettingsException TooManyEqual() => new(
        "report:query",
        "gives more rows that are equal in its ORDER BY than fit into one answer of the RDS Data API; add a column " +
        "to its ORDER BY in which they differ, such as an id.");

    /// <summary>
    /// The Data API reads TINYINT(1) as yes or no, whatever number it holds. So the database itself must say that there
    /// are no other numbers than 0 and 1.
    /// </summary>
    private async Task CheckFlagsAsync(List<ColumnMetadata> columns, int place, string transaction)
    {
        var names = string.Join(", ", columns.Select((_, column) => $"c{column}"));
        var others = await database.ExecuteAsync(
            $"WITH report ({names}) AS (\n{query}\n) SELECT 1 FROM report WHERE c{place} NOT IN (0, 1) LIMIT 1",
            transaction);
        if (others.Records is not { Count: > 0 }) return;
        throw new ReportSettingsException(
            "report:query",
            $"gives other numbers than 0 and 1 in the column {NameOf(columns[place])}, which the RDS Data API reads " +
            "as yes or no, because its type is TINYINT(1) or BIT; select it as CAST(… AS SIGNED).");
    }

    private static string NameOf(ColumnMetadata column) => column.Label ?? column.Name ?? "";

    private static void Write(Utf8JsonWriter json, List<ColumnMetadata> columns, List<List<Field>> records)
    {
        json.WriteStartObject();
        json.WriteStartArray("columns");
        foreach (var column in columns) json.WriteStringValue(NameOf(column));
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
