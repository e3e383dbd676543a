using System.Reflection;

namespace ApprovalWorkflow;

/// <summary>The repository that this app was built from, with the sources of functions and website.</summary>
internal static class Repository
{
    private static readonly string? _root = typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .SingleOrDefault(attribute => attribute.Key == "RepositoryRoot")?.Value;

    /// <summary>False in the package, which has functions and website as <see cref="PackedFiles"/>.</summary>
    public static bool IsHere => _root is not null;

    public static string Root => _root ?? throw new InvalidOperationException("The package has no repository.");

    public static string PathOf(string relative) => Path.Combine(Root, relative);
}
