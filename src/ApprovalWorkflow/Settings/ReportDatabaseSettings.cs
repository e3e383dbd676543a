using System.Text.RegularExpressions;
using ApprovalWorkflow.Reports;

namespace ApprovalWorkflow;

/// <summary>The settings <c>report:clusterArn</c>, <c>report:secretArn</c> and <c>report:database</c>.</summary>
internal static partial class ReportDatabaseSettings
{
    /// <summary>The database of the settings; null if they name none.</summary>
    /// <exception cref="SettingsException">A setting is invalid, or one that belongs to it is missing.</exception>
    public static ReportDatabase? From(SettingsContext context)
    {
        string[] parts = ["report:clusterArn", "report:secretArn", "report:database"];
        if (Array.Find(parts, name => context.Find(name) is not null) is not { } given) return null;

        var lacking = parts.Append("report:query").Where(name => context.Find(name) is null).ToList();
        if (lacking.Count > 0)
            throw new SettingsException(
                given,
                context.Find(given),
                $"names your own database, which also needs {string.Join(" and ", lacking)}",
                $"Set {string.Join(", ", parts)} and report:query together, or remove the first three to use the " +
                "sample database.");

        return new ReportDatabase(
            Checked(
                parts[0],
                ClusterPattern(),
                "is not the ARN of an Aurora cluster",
                "Use the form arn:aws:rds:REGION:ACCOUNT:cluster:NAME"),
            Checked(
                parts[1],
                SecretPattern(),
                "is not the complete ARN of a secret",
                "Include the six characters at its end: arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME-AbCdEf"),
            Checked(
                parts[2],
                NamePattern(),
                "is not the name of a database",
                "Use 1 to 64 characters, without spaces, slashes, backslashes, dots and semicolons."));

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
