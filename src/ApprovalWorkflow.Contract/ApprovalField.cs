namespace ApprovalWorkflow;

/// <summary>
/// Something that an approver fills in to approve, such as
/// <c>ApprovalField.Text("ticket", pattern: "CHG-[0-9]+") with { Label = "Change ticket", Required = true }</c>.
/// An invalid field fails the execution with <c>InvalidRequestException</c> when the request is opened.
/// </summary>
/// <param name="Name">
/// The name in <c>approval.fields</c>: a letter, then letters, digits and <c>_</c>, at most 64 characters.
/// </param>
/// <param name="Type">One of the constants, such as <see cref="TextType"/>.</param>
public sealed record ApprovalField(string Name, string Type)
{
    /// <summary>One line of text, limited by <see cref="Pattern"/> and <see cref="MaxLength"/>.</summary>
    public const string TextType = "text";

    /// <summary>A number of at most 40 characters, which keeps its digits.</summary>
    public const string NumberType = "number";

    /// <summary>One of <see cref="Choices"/>.</summary>
    public const string ChoiceType = "choice";

    /// <summary>What the form says: one line of at most 200 characters. Default: the name.</summary>
    public string Label { get => field ?? Name; init; }

    /// <summary>What to enter: one line of at most 200 characters. The form shows it. Default: none.</summary>
    public string? Hint { get; init; }

    /// <summary>
    /// Whether an approval by link or on the website needs it. Default: false. A rejection never needs it.
    /// </summary>
    public bool Required { get; init; }

    /// <summary>
    /// A regular expression for a whole text, at most 200 characters, without look-around and
    /// back-references, so that matching takes time in proportion to the text. Default: any text.
    /// </summary>
    /// <remarks>https://learn.microsoft.com/dotnet/standard/base-types/regular-expression-options</remarks>
    public string? Pattern { get; init; }

    /// <summary>The longest text in characters, at most 1000. Default: 200.</summary>
    public int? MaxLength { get; init; }

    /// <summary>The choices: 1 to 50 different texts, each of at most 200 characters.</summary>
    public IReadOnlyList<string>? Choices { get; init; }

    /// <summary>One line of text.</summary>
    /// <param name="name">See <see cref="Name"/>.</param>
    /// <param name="pattern">See <see cref="Pattern"/>.</param>
    /// <param name="maxLength">See <see cref="MaxLength"/>.</param>
    public static ApprovalField Text(string name, string? pattern = null, int? maxLength = null) =>
        new(name, TextType) { Pattern = pattern, MaxLength = maxLength };

    /// <summary>A number of at most 40 characters, which keeps its digits.</summary>
    /// <param name="name">See <see cref="Name"/>.</param>
    public static ApprovalField Number(string name) => new(name, NumberType);

    /// <summary>One of several texts.</summary>
    /// <param name="name">See <see cref="Name"/>.</param>
    /// <param name="choices">See <see cref="Choices"/>.</param>
    public static ApprovalField Choice(string name, params string[] choices) =>
        new(name, ChoiceType) { Choices = choices };
}
