namespace ApprovalWorkflow;

/// <summary>A property cannot be used. The message names it, its value, what is wrong, and what to do.</summary>
/// <param name="property">The property's name.</param>
/// <param name="value">Its value; null if there is none to show.</param>
/// <param name="problem">What is wrong, as a predicate.</param>
/// <param name="remedy">What to do, in whole sentences.</param>
public sealed class InvalidPropertyException(string property, string? value, string problem, string remedy)
    : ArgumentException($"Property {Describe(property, value, problem, remedy)}")
{
    private const int LongestValue = 100;

    /// <summary>The property's name.</summary>
    public string Property => property;

    /// <summary>The message without the word for what has the name.</summary>
    public string Description(string name) => Describe(name, value, problem, remedy);

    private static string Describe(string name, string? value, string problem, string remedy) =>
        $"{name}{Shown(value)} {problem}. {remedy}";

    private static string Shown(string? value) => value switch
    {
        null => "",
        { Length: > LongestValue } => $" = \"{value[..LongestValue]}…\"",
        _ => $" = \"{value}\"",
    };
}
