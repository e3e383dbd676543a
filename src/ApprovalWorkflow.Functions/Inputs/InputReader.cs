using ApprovalWorkflow.Functions.Mail;

namespace ApprovalWorkflow.Functions.Inputs;

/// <summary>
/// Reads the members of an object in an execution's input. A missing member and null read as null. An invalid value is
/// refused with its path, such as <c>fields[0].label</c>.
/// </summary>
/// <param name="path">The path of the object; empty for the input itself.</param>
public sealed class InputReader(JsonElement input, string path = "")
{
    private readonly HashSet<string> _read = [];

    /// <summary>Refuses text that no other method could read.</summary>
    public static void RequireUnicode(JsonElement input)
    {
        if (JsonText.NotUnicode(input) is { } problem)
            throw new InvalidRequestException("input", $"has text that is not Unicode: {problem}");
    }

    public string PathOf(string member) => path.Length == 0 ? member : $"{path}.{member}";

    /// <summary>A text without the space around it, or null if nothing is left.</summary>
    public string? Text(string member, int limit) => Text(member, limit, text => text.Trim());

    /// <summary>A text as it is, such as a key; null if it is empty.</summary>
    public string? Exact(string member, int limit) => Text(member, limit, text => text);

    private string? Text(string member, int limit, Func<string, string> read)
    {
        if (Value(member) is not { } value) return null;
        if (value.ValueKind != JsonValueKind.String) throw Refusal(member, $"must be text, but is {Shown(value)}.");
        var text = read(value.GetString()!);
        if (text.Length == 0) return null;
        return text.Length <= limit
            ? text
            : throw Refusal(member, $"has {text.Length} characters; at most {limit} are possible.");
    }

    /// <summary>A text of one line that shows all it has.</summary>
    public string? Line(string member, int limit)
    {
        var text = Text(member, limit);
        return text is not null && ForeignText.ProblemOfLine(text) is { } problem
            ? throw Refusal(member, problem)
            : text;
    }

    public int? Number(string member, int least, int most)
    {
        if (Value(member) is not { } value) return null;
        var number = 0;
        var isWhole = value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out number);
        return isWhole && number >= least && number <= most
            ? number
            : throw Refusal(member, $"must be a whole number from {least} to {most}, but is {Shown(value)}.");
    }

    public bool? Flag(string member)
    {
        if (Value(member) is not { } value) return null;
        return value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean()
            : throw Refusal(member, $"must be true or false, but is {Shown(value)}.");
    }

    /// <param name="items">What the list holds, for the message.</param>
    public IReadOnlyList<string>? Texts(string member, string items)
    {
        if (Value(member) is not { } value) return null;
        return value.ValueKind == JsonValueKind.Array
            && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
            ? [.. value.EnumerateArray().Select(item => item.GetString()!)]
            : throw Refusal(member, $"must be a list of {items}, but is {Shown(value)}.");
    }

    /// <summary>The value of a member, of any kind.</summary>
    public JsonElement? Value(string member)
    {
        _read.Add(member);
        return input.TryGetProperty(member, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    /// <summary>Refuses all members but these: a misspelt one would be ignored.</summary>
    public InputReader Only(params string[] known)
    {
        foreach (var member in input.EnumerateObject())
            if (!known.Contains(member.Name) && member.Value.ValueKind != JsonValueKind.Null)
                throw Refusal(member.Name, $"is unknown here; known are {string.Join(", ", known)}.");
        return this;
    }

    /// <summary>The members that were not read, as JSON text; null if there are none.</summary>
    public string? Rest()
    {
        var rest = input.EnumerateObject().Where(member => !_read.Contains(member.Name)).ToList();
        return rest.Count == 0 ? null : JsonText.Of(json =>
        {
            json.WriteStartObject();
            foreach (var member in rest)
            {
                json.WritePropertyName(member.Name);
                // The original text: writing it again may add escapes and lose digits.
                json.WriteRawValue(member.Value.GetRawText(), skipInputValidation: true);
            }
            json.WriteEndObject();
        });
    }

    public InvalidRequestException Refusal(string member, string problem) => new(PathOf(member), problem);

    /// <summary>A value for a message: itself, or its kind if it is long.</summary>
    public static string Shown(JsonElement value) => value.GetRawText() is { Length: <= 60 } text
        ? text
        : $"a JSON {value.ValueKind.ToString().ToLowerInvariant()}";
}
