namespace ApprovalWorkflow.Functions.Inputs;

/// <summary>
/// The execution's input is invalid. State machines match the class's name (<see
/// cref="ErrorNames.InvalidRequest"/>). The message names the field and the remedy.
/// </summary>
public sealed class InvalidRequestException(string field, string problem) : Exception($"{field}: {problem}")
{
    public string Field { get; } = field;
}
