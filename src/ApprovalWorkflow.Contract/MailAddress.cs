using System.Text.RegularExpressions;

namespace ApprovalWorkflow.Contract;

/// <summary>Email addresses to which mail can go.</summary>
internal static partial class MailAddress
{
    /// <summary>Whether a text in lower case is an email address.</summary>
    public static bool IsOne(string text) => text.Length <= 254 && Form().IsMatch(text);

    // HTML's definition of an address (https://html.spec.whatwg.org/#valid-e-mail-address), with a dot in the domain.
    // A dot of the name stands between others, as mail servers want it.
    [GeneratedRegex(
        @"^(?=[^@]{1,64}@)[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@" +
        @"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+\z",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
