using System.Globalization;
using Constructs;
using Newtonsoft.Json.Linq;
using Quickenshtein;

namespace ApprovalWorkflow;

/// <summary>CDK context as settings. All values are text, from cdk.json and the command line alike.</summary>
internal sealed class SettingsContext(Node node)
{
    /// <summary>The trimmed value of a setting, or null.</summary>
    public string? Find(string name) => node.TryGetContext(name) switch
    {
        null => null,
        string text => string.IsNullOrWhiteSpace(text) ? null : text.Trim(),
        double number => number.ToString(CultureInfo.InvariantCulture),
        bool truth => truth ? "true" : "false",
        _ => throw new SettingsException(name, null, "is a list or an object", "Write it as text."),
    };

    /// <summary>The meaning of the value. The first choice is the default.</summary>
    public T Choice<T>(string name, params (string Value, T Meaning)[] choices)
    {
        var value = Find(name);
        if (value is null) return choices[0].Meaning;
        foreach (var choice in choices)
            if (choice.Value == value) return choice.Meaning;
        var values = string.Join(", ", choices.Select(choice => choice.Value));
        throw new SettingsException(
            name, value, "is not a valid value", $"Choose one of {values}: -c {name}={choices[0].Value}");
    }

    public TimeSpan Duration(string name, string standard)
    {
        var value = Find(name) ?? standard;
        return IsoDuration.TryParse(value, out var duration)
            ? duration
            : throw new SettingsException(
                name,
                value,
                "is not a duration",
                $"Use an ISO 8601 duration in weeks, days, hours, minutes and seconds, such as -c {name}={standard}");
    }

    /// <summary>The values between commas; null if there are none.</summary>
    public IReadOnlyList<string>? List(string name) => Find(name)?.Split(',').Select(each => each.Trim()).ToList();

    /// <summary>Rejects a misspelt setting, which CDK would ignore silently.</summary>
    /// <param name="prefix">A prefix that only names of settings have.</param>
    /// <param name="settings">The names of all settings.</param>
    public void RejectMisspelt(string prefix, params string[] settings)
    {
        // Names of CDK and other tools have a slash, a dash or another prefix, and are far from ours.
        var names = ((JObject)JToken.FromObject(node.GetAllContext())).Properties().Select(property => property.Name);
        foreach (var name in names.Except(settings))
        {
            int Distance(string setting) =>
                Levenshtein.GetDistance(setting.ToUpperInvariant(), name.ToUpperInvariant());
            var meant = settings.MinBy(Distance)!;
            var close = Distance(meant) <= 2;
            if (!close && !name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) continue;
            var remedy = close ? $"Did you mean {meant}? " : "";
            throw new SettingsException(
                name, null, "is unknown", $"{remedy}The settings are {string.Join(", ", settings)}.");
        }
    }
}
