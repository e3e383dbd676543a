namespace ApprovalWorkflow.Functions.Tests.Emulators;

/// <summary>Where the tests find what `npm install` brought.</summary>
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
