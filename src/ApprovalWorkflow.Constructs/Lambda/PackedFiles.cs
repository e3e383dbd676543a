namespace ApprovalWorkflow;

/// <summary>What the package has instead of sources. Its build copies these files beside the assembly.</summary>
internal static class PackedFiles
{
    /// <summary>The built website.</summary>
    public const string Website = "website";

    /// <summary>The code that runs in CloudFront.</summary>
    public const string Edge = "edge";

    private static readonly string _folder =
        Path.Combine(Path.GetDirectoryName(typeof(PackedFiles).Assembly.Location)!, "approval-workflow");

    /// <summary>The functions' executable for a processor: a zip, which keeps its permission to run.</summary>
    public static string Functions(string processor) => $"functions-{processor}.zip";

    public static string PathOf(string name) => Path.Combine(_folder, name);
}
