namespace ApprovalWorkflow.Packages.Tests;

/// <summary>
/// The function that the tests start as Lambda starts one: as a process, with everything in its environment.
/// </summary>
internal static class Program
{
    private static Task Main() => Lambda.FunctionUnderTest.RunAsync();
}
