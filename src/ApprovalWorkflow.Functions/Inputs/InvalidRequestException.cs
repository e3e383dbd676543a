namespace ApprovalWorkflow.Functions.Inputs;

/// <summary>
/// The execution's input asks for something that cannot be. State machines match the class's name
/// (<see cref="ErrorNames.InvalidRequest"/>); the message is the cause, and names the field and the remedy.
/// </summary>
public sealed class InvalidRequestException(string field, string problem) : Exception($"{field}: {problem}")
{
    /// <summary>The field of the input that is at fault.</summary>
    public string Field { get; } = field;
}
