namespace ApprovalWorkflow.Packages.Tests;

/// <summary>
/// The function that tests start like Lambda: as a process that gets everything from its environment.
/// </summary>
internal static class Program
{
    private static Task Main() => Lambda.FunctionUnderTest.RunAsync();
}
