using System.Collections.Immutable;

namespace ApprovalWorkflow.Tests.Contracts;

/// <summary>What is known of a JSON value in advance.</summary>
/// <param name="Origin">What makes the value: for a function's output, its type.</param>
internal sealed record Shape(string Origin)
{
    /// <summary>By name. If a list's items differ, they are named <c>[0]</c> and so on.</summary>
    public ImmutableSortedDictionary<string, Shape> Members { get; init; } =
        ImmutableSortedDictionary<string, Shape>.Empty;

    /// <summary>Each item of a list.</summary>
    public Shape? Items { get; init; }

    /// <summary>Whether it may have any other members.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Whether it is omitted if null.</summary>
    public bool IsOptional { get; init; }

    /// <summary>Whether a function writes it.</summary>
    public bool IsWritten { get; init; }

    /// <summary>A text, a number, or whatever else has no members.</summary>
    public static Shape Plain { get; } = new("a plain value");

    public static Shape Unknown(string origin) => new(origin) { IsOpen = true };

    public static Shape Object(string origin, IEnumerable<KeyValuePair<string, Shape>> members) =>
        new(origin) { Members = members.ToImmutableSortedDictionary(StringComparer.Ordinal) };

    public static Shape List(Shape items) => new("a list") { Items = items };

    /// <summary>The member or item, or null if there is none.</summary>
    public Shape? Member(string name) => Members.GetValueOrDefault(name)
        ?? (name.StartsWith('[') ? Items : null)
        ?? (IsOpen ? Unknown($"{Origin}.{name}") : null);

    /// <summary>The same shape with another value at the path, as ResultPath makes it.</summary>
    public Shape With(ReadOnlySpan<string> path, Shape value)
    {
        if (path is not [var name, .. var rest]) return value;
        var member = Member(name) ?? Object(name, []);
        return this with { Members = Members.SetItem(name, member.With(rest, value)) };
    }

    /// <summary>Equal for equal shapes.</summary>
    public override string ToString() =>
        $"{Origin}{(IsOpen ? "?" : "")}({string.Join(", ", Members.Select(member => $"{member.Key}: {member.Value}"))}"
        + (Items is null ? ")" : $"[{Items}])");
}
