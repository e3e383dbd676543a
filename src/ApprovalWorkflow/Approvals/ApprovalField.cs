namespace ApprovalWorkflow.Approvals;

/// <summary>
/// Something that an approver fills in to approve, such as
/// <c>ApprovalField.Text("ticket", pattern: "CHG-[0-9]+") with { Label = "Change ticket", Required = true }</c>.
/// </summary>
public sealed record ApprovalField
{
    private readonly IReadOnlyList<(string Name, object? Value)> rules;

    private ApprovalField(string name, params (string Name, object? Value)[] rules)
    {
        Name = name;
        this.rules = rules;
    }

    /// <summary>
    /// The name in <c>approval.fields</c>: a letter, then letters, digits and <c>_</c>, at most 64 in all.
    /// </summary>
    public string Name { get; }

    /// <summary>What the form says, at most 200 characters. Default: the name.</summary>
    public string? Label { get; init; }

    /// <summary>Whether nobody can approve without it by link or on the website.</summary>
    public bool Required { get; init; }

    /// <summary>A line of text.</summary>
    /// <param name="name">The name in the outcome.</param>
    /// <param name="pattern">
    /// A regular expression for the whole text, without look-around and back-references. Default: any text.
    /// </param>
    /// <param name="maxLength">Characters, at most 1000. Default: 200.</param>
    public static ApprovalField Text(string name, string? pattern = null, int? maxLength = null) =>
        new(name, ("type", "text"), ("pattern", pattern), ("maxLength", maxLength));

    /// <summary>A number.</summary>
    public static ApprovalField Number(string name) => new(name, ("type", "number"));

    /// <summary>One of 1 to 50 texts.</summary>
    public static ApprovalField Choice(string name, params string[] choices) =>
        new(name, ("type", "choice"), ("choices", choices));

    internal Dictionary<string, object> ToInput() =>
        ApprovalRequest.Given([("name", Name), ("label", Label), ("required", Required), .. rules]);
}
