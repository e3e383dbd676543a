namespace ApprovalWorkflow.Functions.Tests.Emulators;

/// <summary>The packages of `npm install`.</summary>
public static class Repository
{
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    /// <summary>The Node that the scripts run with, whatever is on the PATH.</summary>
    public static string Node => Path.Combine(Root, "node_modules", ".bin", "node");

    private static string FindRoot(string folder) =>
        File.Exists(Path.Combine(folder, "ApprovalWorkflow.slnx"))
            ? folder
            : FindRoot(
                Path.GetDirectoryName(folder) ?? throw new InvalidOperationException(
                    "The tests run outside of the repository."));
}
