namespace ApprovalWorkflow;

/// <summary>A setting cannot be used; the message names it, its value, what is wrong, and what to do.</summary>
public sealed class SettingsException(string setting, string? value, string problem, string remedy)
    : Exception($"Setting {setting}{Shown(value)} {problem}. {remedy}")
{
    private static string Shown(string? value) => value switch
    {
        null => "",
        { Length: > 100 } => $" = \"{value[..100]}…\"",
        _ => $" = \"{value}\"",
    };
}
