namespace ApprovalWorkflow;

/// <summary>Email addresses of approvers.</summary>
internal static class ApproverList
{
    private const string Fewer = "Name fewer or shorter addresses, or that of a mailing list.";

    /// <summary>The most bytes of all addresses together. They must fit into a function's environment.</summary>
    private const int MostBytes = 2900;

    /// <summary>The addresses in lower case, in which functions and filter policies compare them.</summary>
    /// <exception cref="InvalidPropertyException">An address is invalid, or they are too many or too long.</exception>
    public static IReadOnlyList<string> Checked(IReadOnlyList<string> addresses, string property)
    {
        var approvers = addresses.Select(address => address.Trim().ToLowerInvariant()).ToList();
        var all = string.Join(',', approvers);
        InvalidPropertyException Wrong(string problem, string remedy) => new(property, all, problem, remedy);

        foreach (var approver in approvers)
        {
            const string one = "Name one or more addresses, such as you@example.com.";
            if (approver.Length == 0) throw Wrong("has an empty address", one);
            if (!MailAddress.IsOne(approver)) throw Wrong($"has \"{approver}\", which is not an email address", one);
        }
        if (approvers.GroupBy(approver => approver).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw Wrong($"names {twice.Key} twice", "Name each approver once; upper and lower case are the same.");
        if (approvers.Count > Limits.Approvers)
            throw Wrong($"has {approvers.Count} addresses; at most {Limits.Approvers} are possible", Fewer);
        if (VariableText.Bytes(all) > MostBytes) throw Wrong($"is longer than {MostBytes} bytes", Fewer);
        return approvers;
    }
}
