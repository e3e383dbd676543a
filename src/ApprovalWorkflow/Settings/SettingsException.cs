using System.Text.Json;

namespace ApprovalWorkflow;

/// <summary>A setting cannot be used; the message names it, its value, what is wrong, and what to do.</summary>
public sealed class SettingsException : Exception
{
    public SettingsException(string setting, string? value, string problem, string remedy)
        : this(setting, new InvalidPropertyException(setting, value, problem, remedy))
    {
    }

    private SettingsException(string setting, InvalidPropertyException error)
        : base($"Setting {error.Description(setting)}")
    {
    }

    /// <summary>
    /// Creates an object from settings. An error about a property is reported under its setting's name.
    /// </summary>
    /// <param name="settingOf">The setting of a property. Default: the same name.</param>
    internal static T Rename<T>(Func<T> create, Func<string, string>? settingOf = null)
    {
        try
        {
            return create();
        }
        catch (InvalidPropertyException error)
        {
            throw new SettingsException((settingOf ?? Camel)(error.Property), error);
        }
    }

    /// <summary>The name of a property as settings write it.</summary>
    internal static string Camel(string property) => JsonNamingPolicy.CamelCase.ConvertName(property);
}
