namespace ApprovalWorkflow;

/// <summary>A property cannot be used. The message names it, its value, what is wrong, and what to do.</summary>
public sealed class InvalidPropertyException : ArgumentException
{
    private const int LongestValue = 100;

    private readonly string _description;

    /// <param name="property">The property's name.</param>
    /// <param name="value">Its value; null if there is none to show.</param>
    /// <param name="problem">What is wrong, as a predicate.</param>
    /// <param name="remedy">What to do, in whole sentences.</param>
    internal InvalidPropertyException(string property, string? value, string problem, string remedy)
        : this(property, $"{Shown(value)} {problem}. {remedy}")
    {
    }

    private InvalidPropertyException(string property, string description)
        : base($"Property {property}{description}") => (Property, _description) = (property, description);

    /// <summary>The property's name, such as <c>RemindAfter</c>.</summary>
    public string Property { get; }

    /// <summary>The message, with another name for the property.</summary>
    internal string Description(string name) => name + _description;

    private static string Shown(string? value) => value switch
    {
        null => "",
        { Length: > LongestValue } => $" = \"{value[..LongestValue]}…\"",
        _ => $" = \"{value}\"",
    };
}
