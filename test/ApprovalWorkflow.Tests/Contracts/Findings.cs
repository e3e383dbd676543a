namespace ApprovalWorkflow.Tests.Contracts;

/// <summary>What a check of a definition has found.</summary>
internal sealed class Findings
{
    private readonly List<string> _problems = [];

    /// <summary>Each names its state and its path.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>The members that are read from what functions write, as <c>Type.member</c>.</summary>
    public SortedSet<string> Written { get; } = new(StringComparer.Ordinal);

    /// <summary>Members that are omitted if null: reading one then fails the execution.</summary>
    public SortedSet<string> Optional { get; } = new(StringComparer.Ordinal);

    /// <summary>The members that are read from values that no function writes, by the origin of the value.</summary>
    public SortedSet<string> Outside { get; } = new(StringComparer.Ordinal);

    /// <summary>The functions that are invoked, by their handlers.</summary>
    public SortedSet<string> Handlers { get; } = new(StringComparer.Ordinal);

    /// <summary>The texts that were followed, by state and field.</summary>
    public HashSet<(string State, string Field, string Text)> Followed { get; } = [];

    /// <summary>Notes a problem, once for all the ways that lead to it.</summary>
    public void Problem(string problem)
    {
        if (!_problems.Contains(problem)) _problems.Add(problem);
    }

    /// <summary>The value's member. A missing one is a problem with an unknown value.</summary>
    public Shape Member(string where, Shape value, string name)
    {
        if (value.Member(name) is not { } member)
        {
            Problem($"{where}: {value.Origin} has no {name}, only: {string.Join(", ", value.Members.Keys)}");
            return Shape.Unknown("a missing member");
        }
        if (value.IsWritten) (member.IsOptional ? Optional : Written).Add($"{value.Origin}.{name}");
        else if (member.IsOpen && !value.Members.ContainsKey(name)) Outside.Add(member.Origin);
        return member;
    }
}
