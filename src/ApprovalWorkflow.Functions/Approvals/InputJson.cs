using System.Text.Json;

namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>
/// Reads members of an execution's input. A member that is missing or null reads as null; one with a value that it
/// cannot have is refused with its path, such as <c>fields[0].label</c>.
/// </summary>
internal static class InputJson
{
    /// <param name="parent">The path before the member's name, such as <c>fields[0].</c>.</param>
    public static string? Text(JsonElement input, string member, int limit, string parent = "")
    {
        if (!TryGet(input, member, out var value)) return null;
        if (value.ValueKind != JsonValueKind.String)
            throw new InvalidRequestException(parent + member, $"must be text, but is {Shown(value)}.");
        var text = value.GetString()!.Trim();
        if (text.Length == 0) return null;
        return text.Length <= limit
            ? text
            : throw new InvalidRequestException(
                parent + member, $"has {text.Length} characters; at most {limit} are possible.");
    }

    public static int? Number(JsonElement input, string member, int least, int most, string parent = "")
    {
        if (!TryGet(input, member, out var value)) return null;
        var number = 0;
        var isWhole = value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out number);
        return isWhole && number >= least && number <= most
            ? number
            : throw new InvalidRequestException(
                parent + member, $"must be a whole number from {least} to {most}, but is {Shown(value)}.");
    }

    public static bool? Flag(JsonElement input, string member, string parent = "")
    {
        if (!TryGet(input, member, out var value)) return null;
        return value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean()
            : throw new InvalidRequestException(parent + member, $"must be true or false, but is {Shown(value)}.");
    }

    /// <param name="items">What the list holds, for the message.</param>
    public static IReadOnlyList<string>? Texts(JsonElement input, string member, string items, string parent = "")
    {
        if (!TryGet(input, member, out var value)) return null;
        return value.ValueKind == JsonValueKind.Array
            && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
            ? [.. value.EnumerateArray().Select(item => item.GetString()!)]
            : throw new InvalidRequestException(
                parent + member, $"must be a list of {items}, but is {Shown(value)}.");
    }

    /// <summary>Refuses members that mean nothing: a misspelt one would be left out without a word.</summary>
    public static void RefuseOthers(JsonElement value, string parent, params string[] known)
    {
        foreach (var member in value.EnumerateObject())
            if (!known.Contains(member.Name))
                throw new InvalidRequestException(
                    $"{parent}.{member.Name}", $"is unknown; known are {string.Join(", ", known)}.");
    }

    /// <summary>
    /// Why the text in a value is not Unicode, or null: halves of surrogate pairs, such as "\ud800", can be neither
    /// mailed nor shown.
    /// </summary>
    public static string? NotUnicode(JsonElement value)
    {
        try
        {
            using var writer = new Utf8JsonWriter(Stream.Null);
            value.WriteTo(writer);
            return null;
        }
        catch (InvalidOperationException error)
        {
            return error.Message;
        }
    }

    public static bool TryGet(JsonElement input, string member, out JsonElement value) =>
        input.TryGetProperty(member, out value) && value.ValueKind != JsonValueKind.Null;

    public static string Shown(JsonElement value) => value.GetRawText() is { Length: <= 60 } text
        ? text
        : $"a JSON {value.ValueKind.ToString().ToLowerInvariant()}";
}
