using System.Globalization;

namespace ApprovalWorkflow.Functions;

/// <summary>Reads the environment variables that the stack gives a function.</summary>
public static class EnvironmentSettings
{
    public static string? Optional(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    /// <exception cref="InvalidOperationException">The variable is not set or empty.</exception>
    public static string Required(string name) => Optional(name)
        ?? throw new InvalidOperationException($"The variable {name} is not set; the ApprovalWorkflow stack sets it.");

    /// <summary>The variable's value as a whole number of seconds.</summary>
    /// <exception cref="InvalidOperationException">It is not set, or not a whole number above zero.</exception>
    public static int RequiredSeconds(string name) =>
        int.TryParse(Required(name), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > 0
            ? seconds
            : throw new InvalidOperationException($"The variable {name} must be a whole number of seconds above zero.");
}
