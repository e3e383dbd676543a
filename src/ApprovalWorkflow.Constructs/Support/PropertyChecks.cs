using System.Text.RegularExpressions;
using System.Xml;

namespace ApprovalWorkflow;

/// <summary>Checks of properties. Each returns the value, or throws an exception that names it.</summary>
internal static partial class PropertyChecks
{
    public static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait of a request.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(Limits.WaitSeconds);

    /// <summary>The longest time for which data is kept.</summary>
    public static readonly TimeSpan LongestKeep = TimeSpan.FromDays(3650);

    /// <summary>A duration from the shortest to the longest, both included.</summary>
    public static TimeSpan Within(this TimeSpan value, TimeSpan shortest, TimeSpan longest, string property)
    {
        InvalidPropertyException Wrong(string problem) => new(
            property, Text(value), problem, $"Use a duration from {Text(shortest)} to {Text(longest)}.");

        if (value < shortest) throw Wrong($"is shorter than {Text(shortest)}");
        return value > longest ? throw Wrong($"is longer than {Text(longest)}") : value;
    }

    /// <summary>A text of the pattern, or a token, which is known only at deployment.</summary>
    public static string Matching(this string value, Regex pattern, string property, string problem, string remedy) =>
        Token.IsUnresolved(value) || pattern.IsMatch(value)
            ? value
            : throw new InvalidPropertyException(property, value, problem, remedy);

    /// <summary>The name of a secret in Secrets Manager. No error repeats it, as it may be the secret itself.</summary>
    public static string SecretName(this string value, string property) =>
        Token.IsUnresolved(value) || SecretNameForm().IsMatch(value)
            ? value
            : throw new InvalidPropertyException(
                property,
                null,
                "is not the name of a secret",
                "Put the secret into Secrets Manager, and give its name here, such as approvals/teams.");

    /// <summary>A duration as ISO 8601 writes it.</summary>
    public static string Text(TimeSpan duration) => XmlConvert.ToString(duration);

    /// <summary>https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html</summary>
    [GeneratedRegex(@"\A[\w/+=.@-]{1,512}\z", RegexOptions.ECMAScript)]
    private static partial Regex SecretNameForm();
}
