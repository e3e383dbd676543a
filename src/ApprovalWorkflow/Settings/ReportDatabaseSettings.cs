using ApprovalWorkflow.Reports;
using System.Text.RegularExpressions;

namespace ApprovalWorkflow;

/// <summary>The settings <c>report:clusterArn</c>, <c>report:secretArn</c> and <c>report:database</c>.</summary>
internal static partial class ReportDatabaseSettings
{
    /// <summary>The one that the settings name; null if they name none.</summary>
    /// <exception cref="SettingsException">
    /// A part of it is missing, or not what it should be. An own database needs an own query, too.
    /// </exception>
    public static ReportDatabase? From(SettingsContext context)
    {
        string[] parts = ["report:clusterArn", "report:secretArn", "report:database"];
        if (Array.Find(parts, name => context.Find(name) is not null) is not { } given) return null;

        var lacking = parts.Append("report:query").Where(name => context.Find(name) is null).ToList();
        if (lacking.Count > 0)
            throw new SettingsException(
                given,
                context.Find(given),
                $"is a part of a database of your own, which lacks {string.Join(" and ", lacking)}",
                $"Set {string.Join(", ", parts)} and report:query together, or leave out the first three: then there " +
                "is a sample database.");

        return new ReportDatabase(
            Checked(
                parts[0],
                ClusterPattern(),
                "is not the ARN of an Aurora cluster",
                "Give it as DescribeDBClusters does: arn:aws:rds:REGION:ACCOUNT:cluster:NAME"),
            Checked(
                parts[1],
                SecretPattern(),
                "is not the complete ARN of a secret",
                "Give it with the six characters at its end: arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME-AbCdEf"),
            Checked(
                parts[2],
                NamePattern(),
                "is not the name of a database",
                "Give 1 to 64 characters without space, slash, backslash, dot and semicolon."));

        string Checked(string setting, Regex pattern, string problem, string remedy)
        {
            var value = context.Find(setting)!;
            return pattern.IsMatch(value) ? value : throw new SettingsException(setting, value, problem, remedy);
        }
    }

    [GeneratedRegex(@"\Aarn:aws[a-z-]*:rds:[a-z0-9-]+:[0-9]{12}:cluster:[A-Za-z][A-Za-z0-9-]{0,62}\z")]
    private static partial Regex ClusterPattern();

    [GeneratedRegex(
        @"\Aarn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@!-]{1,512}-[A-Za-z0-9]{6}\z")]
    private static partial Regex SecretPattern();

    [GeneratedRegex(@"\A[^\s/\\.;\p{C}]{1,64}\z")]
    private static partial Regex NamePattern();
}
