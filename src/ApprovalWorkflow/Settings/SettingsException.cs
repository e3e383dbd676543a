namespace ApprovalWorkflow;

/// <summary>A setting cannot be used; the message names it, its value, what is wrong, and what to do.</summary>
public sealed class SettingsException(string setting, string? value, string problem, string remedy)
    : Exception($"Setting {setting}{(value is null ? "" : $" = \"{value}\"")} {problem}. {remedy}");
