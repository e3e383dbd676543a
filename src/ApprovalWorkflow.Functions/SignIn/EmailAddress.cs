namespace ApprovalWorkflow.Functions.SignIn;

/// <summary>Email addresses as the system compares them.</summary>
public static class EmailAddress
{
    /// <summary>Trimmed and in lower case. RFC 5321 lets mailboxes differ by case, but no provider does.</summary>
    public static string Normalize(string address) => address.Trim().ToLowerInvariant();

    /// <summary>Normalizes an email address. Other requesters, such as a pipeline's name, stay unchanged.</summary>
    public static string NormalizeIfAddress(string requester) =>
        requester.Contains('@') ? Normalize(requester) : requester;
}
