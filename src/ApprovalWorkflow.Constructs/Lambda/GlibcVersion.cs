using System.Text;
using System.Text.RegularExpressions;

namespace ApprovalWorkflow;

/// <summary>
/// The GNU C library that an executable needs. With a newer one than Lambda's, it does not start there.
/// </summary>
internal static partial class GlibcVersion
{
    /// <summary>The version in Amazon Linux 2023, on which Lambda runs .NET 10.</summary>
    /// <remarks>https://docs.aws.amazon.com/linux/al2023/ug/compare-with-al2.html</remarks>
    public static Version OfLambda { get; } = new(2, 34);

    /// <summary>The newest version in the file's string table, or null.</summary>
    /// <exception cref="InvalidDataException">The file is not an ELF file.</exception>
    public static Version? NeededBy(string file)
    {
        var content = Encoding.Latin1.GetString(File.ReadAllBytes(file));
        if (!content.StartsWith("\u007fELF", StringComparison.Ordinal))
            throw new InvalidDataException($"{file} is not an ELF file.");
        return Names().Matches(content).Select(match => Version.Parse(match.Value)).Max();
    }

    [GeneratedRegex(@"(?<=\0GLIBC_)\d+\.\d+(\.\d+)?(?=\0)")]
    private static partial Regex Names();
}
