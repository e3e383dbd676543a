using System.Text.RegularExpressions;
using ApprovalWorkflow.Contract;

namespace ApprovalWorkflow;

/// <summary>The comma-separated addresses of the setting <c>approvers</c>.</summary>
internal static partial class ApproverList
{
    private const string Remedy =
        "Name one or more addresses, separated by commas, such as -c approvers=you@example.com,me@example.com";

    private const string Fewer = "Name fewer or shorter addresses, or that of a mailing list.";

    /// <summary>Bytes of all, by which they fit into the environments of functions beside other variables.</summary>
    private const int MostBytes = 2900;

    /// <summary>What a deployment without approvers is told.</summary>
    public static string Missing =>
        new SettingsException("approvers", null, "is missing: somebody must be able to approve", Remedy).Message;

    /// <summary>
    /// The addresses in lower case, in which functions and filter policies compare them. None if the setting is
    /// missing, which <c>cdk destroy</c> does not need.
    /// </summary>
    public static IReadOnlyList<string> Parse(string? value)
    {
        SettingsException Wrong(string problem, string remedy = Remedy) => new("approvers", value, problem, remedy);

        if (value is null) return [];
        var approvers = value.Split(',').Select(address => address.Trim().ToLowerInvariant()).ToList();
        foreach (var approver in approvers)
        {
            if (approver.Length == 0) throw Wrong("has an empty address before, between or after commas");
            if (!IsAddress(approver))
                throw Wrong($"has \"{approver}\", which is not an email address");
        }
        if (approvers.GroupBy(approver => approver).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw Wrong($"names {twice.Key} twice", "Name each approver once; upper and lower case are the same.");
        if (approvers.Count > Limits.Approvers)
            throw Wrong($"has {approvers.Count} addresses; at most {Limits.Approvers} are possible", Fewer);
        if (VariableText.Bytes(string.Join(',', approvers)) > MostBytes)
            throw Wrong($"is longer than {MostBytes} bytes", Fewer);
        return approvers;
    }

    /// <summary>Whether a text in lower case is an email address.</summary>
    public static bool IsAddress(string text) => text.Length <= 254 && Address().IsMatch(text);

    // HTML's definition of an address (https://html.spec.whatwg.org/#valid-e-mail-address), with a dot in the domain.
    [GeneratedRegex(
        @"^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@" +
        @"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+\z",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Address();
}
