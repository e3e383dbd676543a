using System.Text.RegularExpressions;
using ApprovalWorkflow.Functions.Tests.Emulators;

namespace ApprovalWorkflow.Functions.Tests;

/// <summary>
/// Which folder of the functions imports which. The root (handlers, JSON, calls of AWS) may import all of them.
/// </summary>
public sealed partial class FolderTests
{
    /// <summary>Each folder imports only those above it, so there is no circle.</summary>
    private static readonly (string Folder, string[] Imports)[] _folders =
    [
        ("Items", []),
        ("Images", []),
        ("Mail", ["Items"]),
        ("Inputs", ["Mail"]),
        ("Api", ["Items"]),
        ("SignIn", ["Api"]),
        ("Approvals", ["Api", "Images", "Inputs", "Items", "Mail", "SignIn"]),
        ("Channels", ["Api", "Approvals", "Images", "Inputs", "Items", "Mail", "SignIn"]),
        ("Faces", ["Api", "Approvals", "Images", "Items", "Mail", "SignIn"]),
        ("Reports", ["Api", "Images", "Inputs", "Items", "Mail", "SignIn"]),
    ];

    [Fact]
    public void Folders_import_only_allowed_ones_without_circles()
    {
        Assert.Equal(
            _folders.Select(each => $"{each.Folder}: {string.Join(", ", each.Imports)}").Order(),
            Directory.GetDirectories(Source("")).Select(folder => Path.GetFileName(folder)!).Except(["bin", "obj"])
                .Select(
                    folder => $"{folder}: {string.Join(", ", ImportsOf(folder).Except([folder]).Order())}").Order());
        for (var i = 0; i < _folders.Length; i++)
            Assert.Subset(_folders[..i].Select(above => above.Folder).ToHashSet(), _folders[i].Imports.ToHashSet());
    }

    [Fact]
    public void Faces_use_only_the_outcome_of_approvals() => Assert.Equal(
        ["DismissFace.cs", "EnrollFace.cs"],
        Directory.GetFiles(Source("Faces"), "*.cs").Where(file => ImportsIn(file).Contains("Approvals"))
            .Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal));

    private static string Source(string folder) =>
        Path.Combine(Repository.Root, "src", "ApprovalWorkflow.Functions", folder);

    private static IEnumerable<string> ImportsOf(string folder) =>
        Directory.GetFiles(Source(folder), "*.cs", SearchOption.AllDirectories).SelectMany(ImportsIn).Distinct();

    private static IEnumerable<string> ImportsIn(string file) =>
        Import().Matches(File.ReadAllText(file)).Select(import => import.Groups[1].Value);

    [GeneratedRegex(@"^using ApprovalWorkflow\.Functions\.(\w+)(?:\.\w+)*;", RegexOptions.Multiline)]
    private static partial Regex Import();
}
