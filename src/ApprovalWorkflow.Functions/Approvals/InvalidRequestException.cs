namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>
/// The execution's input asks for something that cannot be. Its name is the error of the failed execution, its message
/// the cause: it names the field and the remedy.
/// </summary>
public sealed class InvalidRequestException(string field, string problem) : Exception($"{field}: {problem}")
{
    /// <summary>The field of the input that is at fault.</summary>
    public string Field { get; } = field;
}
