namespace ApprovalWorkflow.Tests.Reports;

public class ReportQueryTests
{
    [Theory]
    [InlineData("SELECT 1 AS one ORDER BY one")]
    [InlineData("select\n\t*\r\nfrom t order\n by id desc")]
    [InlineData("WITH best AS (SELECT * FROM t ORDER BY v LIMIT 10) SELECT * FROM best ORDER BY id")]
    [InlineData("SELECT * FROM (SELECT * FROM t ORDER BY v LIMIT 10) AS best ORDER BY id")]
    [InlineData("SELECT `limit` FROM t ORDER BY `limit`")]
    [InlineData("SELECT id, 'Größe' AS name FROM t ORDER BY id")]
    [InlineData("SELECT t.id AS `The ``id``` FROM t ORDER BY `The ``id```")]
    [InlineData("SELECT a, b FROM t ORDER BY a ASC, `b` DESC /* in\norder */ # so")]
    [InlineData("SELECT a FROM t UNION SELECT b FROM u ORDER BY a")]
    [InlineData("SELECT a FROM t ORDER BY a -- by name")]
    public void One_ordered_SELECT_is_accepted_unchanged(string query) =>
        Assert.Equal(query, Checked(query));

    [Theory]
    [InlineData("DELETE FROM t ORDER BY id", "does not begin with SELECT or WITH")]
    [InlineData("SELECTED ORDER BY id", "does not begin with SELECT or WITH")]
    [InlineData("SELECT a FROM t ORDER BY 1", "does not end in ORDER BY and names of columns")]
    [InlineData("SELECT a FROM t ORDER BY t.a", "does not end in ORDER BY and names of columns")]
    [InlineData("SELECT a FROM t ORDER BY a, LENGTH(a)", "does not end in ORDER BY and names of columns")]
    [InlineData("SELECT a FROM t ORDER BY a COLLATE utf8mb4_bin", "does not end in ORDER BY and names of columns")]
    [InlineData("SELECT a, ROW_NUMBER() OVER (ORDER BY a) FROM t", "does not end in ORDER BY and names of columns")]
    [InlineData("SELECT a FROM t ORDER BY a, id", "does not select id, by which it orders")]
    [InlineData("(SELECT 1) ORDER BY 1", "does not begin with SELECT or WITH")]
    [InlineData("SELECT * FROM t ORDER BY id;", "has a semicolon")]
    [InlineData("SELECT * FROM t ORDER BY id; DROP TABLE t", "has a semicolon")]
    [InlineData("SELECT * FROM t", "has no ORDER BY")]
    [InlineData("SELECT * FROM t WHERE reorder = bypass", "has no ORDER BY")]
    [InlineData("SELECT * FROM t ORDER BY id LIMIT 10", "ends in a LIMIT")]
    [InlineData("SELECT * FROM t ORDER BY id limit 10, 20", "ends in a LIMIT")]
    [InlineData("SELECT * FROM t ORDER BY id LIMIT 10 OFFSET 20", "ends in a LIMIT")]
    [InlineData("SELECT * FROM t ORDER BY id\nLIMIT\n10", "ends in a LIMIT")]
    [InlineData("SELECT * FROM t ORDER BY id FOR UPDATE", "locks rows")]
    [InlineData("SELECT * FROM t ORDER BY id for  update skip locked", "locks rows")]
    [InlineData("SELECT * FROM t ORDER BY id FOR UPDATE OF t NOWAIT", "locks rows")]
    [InlineData("SELECT * FROM t ORDER BY id FOR SHARE", "locks rows")]
    [InlineData("SELECT * FROM t ORDER BY id LOCK IN SHARE MODE", "locks rows")]
    [InlineData("SELECT '\0' FROM t ORDER BY id", "has a control character")]
    public void A_query_that_cannot_be_read_in_pages_is_refused(string query, string problem)
    {
        var error = Assert.Throws<InvalidPropertyException>(() => Checked(query));

        Assert.StartsWith($"Property Query = \"{query}\" {problem}. ", error.Message);
    }

    [Theory]
    [InlineData('x', 2000)]
    [InlineData('é', 1000)]
    public void It_fits_in_the_environment_of_a_function(char character, int most)
    {
        const string rest = "SELECT  AS id FROM t ORDER BY id";
        string Of(int bytes) => rest.Insert(7, new string(character, (bytes - rest.Length) * most / 2000));

        Assert.NotNull(Checked(Of(2000)));

        var error = Assert.Throws<InvalidPropertyException>(() => Checked(Of(2002)));
        Assert.Contains("is longer than 2000 bytes", error.Message);
        Assert.Contains("view", error.Message);
    }

    private static string Checked(string query) => ReportQuery.Checked(query, "Query");
}
