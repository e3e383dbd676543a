using ApprovalWorkflow.Functions.Reports;
using ApprovalWorkflow.Functions.Tests.Approvals;
using ApprovalWorkflow.Functions.Tests.Emulators;

namespace ApprovalWorkflow.Functions.Tests.Reports;

/// <summary>Reports read real databases in pages by key: no row is lost or doubled.</summary>
[Collection(nameof(DataApi))]
public sealed class PagesByKeyTests(DataApi dataApi) : IDisposable
{
    private const string Id = "0b7f6a52-0000-4000-8000-000000000001";

    private readonly ReportStub _s3 = new();

    public void Dispose() => _s3.Dispose();

    /// <summary>A column that orders rows, and its values as SQL. Each is in many rows.</summary>
    public static TheoryData<string, string, string[]> Keys { get; } = new()
    {
        { "INT", "", ["-5", "0", "NULL", "2147483647"] },
        { "BIGINT", " DESC", ["-9223372036854775808", "NULL", "9223372036854775807", "9007199254740993"] },
        { "VARCHAR(100)", "", ["'a'", "'A'", "'ä'", "''", "NULL", "' '", "'b '", "'b'", "'🫘'", "'a''b\\\\'"] },
        { "VARCHAR(100)", " DESC", ["'a'", "'A'", "''", "NULL", "'z'"] },
        { "DECIMAL(38,10)", "", ["0.1", "1234567890123456789012345678.0000000001", "-0.1", "NULL"] },
        { "DECIMAL(20,2)", " DESC", ["0.10", "123456789012345678.01", "123456789012345678.02", "NULL"] },
        { "DOUBLE", "", ["0.1", "1e300", "-1e-300", "NULL", "0.30000000000000004"] },
        { "FLOAT", "", ["0.1", "0.2", "NULL"] },
        { "DATE", " DESC", ["'2026-11-20'", "'1999-12-31'", "NULL"] },
        { "DATETIME(6)", "", ["'2026-11-20 10:00:00.000001'", "'2026-11-20 10:00:00'", "NULL"] },
        { "TIME", "", ["'10:00:00'", "'-01:00:00'", "NULL"] },
        { "BOOLEAN", "", ["TRUE", "FALSE", "NULL"] },
        { "VARBINARY(10)", "", ["X'00FF'", "X''", "X'00'", "NULL"] },
        { "TEXT", "", [$"'{new string('x', 200)}a'", $"'{new string('x', 200)}b'", "'c'", "NULL"] },
        { "LONGTEXT", "", [$"'{new string('x', 500)}a'", $"'{new string('x', 500)}b'", "'c'", "NULL"] },
    };

    private async Task<(ReportData Data, List<JsonElement> Rows)> ReadAsync(DatabaseClient database, string query)
    {
        var data = await new GetReportData(database, query, _s3.Pages, new TestClock())
            .HandleAsync(new ReportInput(Id), new LambdaContext());
        var pages = Enumerable.Range(0, data.Pages)
            .Select(page => Given.Json(_s3.Objects[$"{data.Prefix}{page:D6}.json"].Body));
        return (data, [.. pages.SelectMany(page => page.GetProperty("rows").EnumerateArray())]);
    }

    /// <summary>A table t of rows from 1 on.</summary>
    private async Task<DatabaseClient> FilledAsync(
        string engine, string columns, int count, Func<int, string> row, int rowsAtOnce = 100)
    {
        var database = await dataApi.CreateAsync(engine);
        await database.ExecuteAsync($"CREATE TABLE t (id INT PRIMARY KEY, {columns})");
        foreach (var some in Enumerable.Range(1, count).Chunk(rowsAtOnce))
            await database.ExecuteAsync(
                $"INSERT INTO t VALUES {string.Join(", ", some.Select(id => $"({id}, {row(id)})"))}");
        return database;
    }

    private static IEnumerable<int> Numbers(IEnumerable<JsonElement> rows, int place = 0) =>
        rows.Select(row => row[place].GetInt32());

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task Rows_that_share_their_key_are_all_there_once(string type, string direction, string[] values)
    {
        foreach (var engine in new[] { "SQLite", "MariaDB" })
        {
            var database = await FilledAsync(engine, $"k {type}", 2600, id => values[id * 7 % values.Length]);
            var (data, rows) = await ReadAsync(database, $"SELECT id, k FROM t ORDER BY k{direction}");
            Assert.Equal((engine, 2600), (engine, data.Rows));
            Assert.Equal(Enumerable.Range(1, 2600), Numbers(rows).Order());
            if (type is "FLOAT" or "LONGTEXT") continue; // MySQL's comparison of these differs from its sort order.
            var (_, together) = await ReadAsync(database, $"SELECT id, k FROM t ORDER BY k{direction}, id DESC");
            var expected = await database.ExecuteAsync($"SELECT id FROM t ORDER BY k{direction}, id DESC");
            Assert.Equal(expected.Records.Select(row => (int)row[0].LongValue!), Numbers(together));
        }
    }

    [Theory]
    [MemberData(nameof(DataApi.Engines), MemberType = typeof(DataApi))]
    public async Task Rows_are_in_the_order_of_several_columns_also_of_expressions_and_odd_names(string engine)
    {
        var database = await FilledAsync(
            engine, "a INT, b VARCHAR(20)", 5000, id => $"{(id % 9 == 0 ? "NULL" : $"{id % 4}")}, 'b{id % 13}'");
        const string query = "WITH all_rows AS (SELECT * FROM t) SELECT id, a, b AS `The ``b`` (kg)`, a * 2 AS twice " +
            "FROM all_rows ORDER BY twice DESC, `The ``b`` (kg)`, id DESC -- in this order";
        var (_, rows) = await ReadAsync(database, query);
        var expected = new List<int>();
        for (var offset = 0; offset < 5000; offset += 1000)
        {
            var part = await database.ExecuteAsync(
                $"SELECT id FROM t ORDER BY a * 2 DESC, b, id DESC LIMIT 1000 OFFSET {offset}");
            expected.AddRange(part.Records.Select(row => (int)row[0].LongValue!));
        }
        Assert.Equal(expected, Numbers(rows));
    }

    [Theory]
    [MemberData(nameof(DataApi.Engines), MemberType = typeof(DataApi))]
    public async Task Wide_rows_come_in_smaller_pages(string engine)
    {
        var database = await FilledAsync(
            engine, "k INT, wide MEDIUMTEXT", 60, id => $"{id % 7}, '{new string('é', 30_000)}'", rowsAtOnce: 1);
        var (_, rows) = await ReadAsync(database, "SELECT id, k, wide FROM t ORDER BY k, wide");
        Assert.Equal(Enumerable.Range(1, 60), Numbers(rows).Order());
        Assert.All(rows, row => Assert.Equal(30_000, row[2].GetString()!.Length));
    }

    [Theory]
    [MemberData(nameof(DataApi.Engines), MemberType = typeof(DataApi))]
    public async Task More_equal_rows_than_fit_in_an_answer_are_named_with_the_remedy(string engine)
    {
        var database = await FilledAsync(engine, "k INT", 3500, id => $"{id / 3000}");
        var error = await Assert.ThrowsAsync<ReportSettingsException>(
            () => ReadAsync(database, "SELECT id, k FROM t ORDER BY k"));
        Assert.Equal(
            "report:query: gives more rows that are equal in its ORDER BY than fit into one answer of the RDS Data " +
            "API; add a column to its ORDER BY in which they differ, such as an id.",
            error.Message);
    }

    [Theory]
    [MemberData(nameof(DataApi.Engines), MemberType = typeof(DataApi))]
    public async Task A_query_without_rows_has_a_page_with_its_columns(string engine)
    {
        var database = await FilledAsync(engine, "k INT", 1, _ => "1");
        var (data, rows) = await ReadAsync(database, "SELECT id, k FROM t WHERE id > 1 ORDER BY k");
        Assert.Equal((1, 0L, 0), (data.Pages, data.Rows, rows.Count));
    }

    [Theory]
    [MemberData(nameof(DataApi.Engines), MemberType = typeof(DataApi))]
    public async Task Rows_that_are_written_meanwhile_are_in_no_page(string engine)
    {
        var database = await FilledAsync(engine, "k INT", 3000, id => $"{id}");
        var added = 0;
        _s3.Stored += () =>
        {
            if (added++ == 0)
                database.ExecuteAsync("INSERT INTO t SELECT id + 5000, k FROM t WHERE id > 1500").Wait();
        };
        var (data, rows) = await ReadAsync(database, "SELECT id, k FROM t ORDER BY k, id");
        Assert.Equal((3000L, 3), (data.Rows, data.Pages));
        Assert.Equal(Enumerable.Range(1, 3000), Numbers(rows));
    }
}
