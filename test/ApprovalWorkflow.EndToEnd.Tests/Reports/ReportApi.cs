using System.Globalization;
using System.Text.Json;
using ApprovalWorkflow.EndToEnd.Tests.Running;

namespace ApprovalWorkflow.EndToEnd.Tests.Reports;

/// <summary>Reports without a browser: their executions, their mails, and the database that they read.</summary>
internal static class ReportApi
{
    /// <summary>Enough for a busy machine and the state machine's retries.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <summary>Starts a report for a new requester.</summary>
    /// <returns>The execution's ARN, which ends in the report's id.</returns>
    public static async Task<string> StartAsync(LocalStack stack, string requestedBy = "a@example.com") =>
        (await stack.StepFunctionsAsync("StartExecution", new
        {
            stateMachineArn = stack.Output("ReportStateMachineArn"),
            input = JsonSerializer.Serialize(new
            {
                requester = Guid.NewGuid().ToString(),
                requestedBy,
                website = stack.Output("WebsiteUrl"),
            }),
        })).GetProperty("executionArn").GetString()!;

    public static string IdOf(string executionArn) => executionArn.Split(':')[^1];

    /// <summary>Waits until the execution has ended, and gives its status.</summary>
    public static async Task<string> EndAsync(LocalStack stack, string executionArn)
    {
        var status = "";
        await stack.Until(
            async () =>
                (status = (await stack.DescribeAsync(executionArn)).GetProperty("status").GetString()!) != "RUNNING",
            Patience,
            "the report's execution ends");
        return status;
    }

    /// <summary>The one mail about a report.</summary>
    public static async Task<Mail> MailAsync(LocalStack stack, string id)
    {
        List<Mail> mails = [];
        await stack.Until(
            async () => (mails = await stack.MailsNowAsync(id)).Count > 0, Patience, "the report's mail arrives");
        return Assert.Single(mails);
    }

    /// <summary>The link in a report's mail, before that of the website.</summary>
    public static string LinkIn(Mail mail)
    {
        var links = mail.Text.Split('\n').Where(line => line.StartsWith("http", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, links.Count);
        Assert.EndsWith("/reports.html", links[1].Trim(), StringComparison.Ordinal);
        return links[0].Trim();
    }

    /// <summary>A mail's subject: the title and the day of the request, which may have ended since.</summary>
    public static void AssertSubject(string title, Mail mail) => Assert.Contains(
        mail.Subject, Enumerable.Range(0, 2).Select(days => $"{title}, {DateTime.UtcNow.AddDays(-days):yyyy-MM-dd}"));

    /// <summary>Runs a statement in the sample database, by the Data API.</summary>
    public static async Task<JsonElement> ExecuteAsync(LocalStack stack, string sql)
    {
        var (status, body) = await stack.RestAsync("rds-data", "/Execute", new
        {
            resourceArn = stack.Output("ReportClusterArn"),
            secretArn = stack.Output("ReportSecretArn"),
            database = "supplierdb",
            sql,
        });
        return status == 200 ? body : throw new InvalidOperationException($"{sql} was answered with {status}: {body}");
    }

    /// <summary>The value of all beans that are in the database, in cents.</summary>
    public static async Task<long> ValueAsync(LocalStack stack)
    {
        var rows = (await ExecuteAsync(stack, "SELECT value FROM beans")).GetProperty("records").EnumerateArray();
        return rows.Sum(row => Cents(row[0].GetProperty("stringValue").GetString()!));
    }

    public static long Cents(string amount) =>
        (long)(decimal.Parse(amount, NumberStyles.Number, CultureInfo.InvariantCulture) * 100);
}
