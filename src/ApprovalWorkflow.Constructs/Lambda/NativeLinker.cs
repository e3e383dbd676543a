using System.Runtime.InteropServices;

namespace ApprovalWorkflow;

/// <summary>The C compiler that links native code on this machine.</summary>
/// <remarks>https://learn.microsoft.com/dotnet/core/deploying/native-aot/cross-compile</remarks>
internal static class NativeLinker
{
    /// <summary>Arguments of <c>dotnet publish</c> that choose the linker; null if there is no linker.</summary>
    /// <param name="runtimeIdentifier">What to link for, such as <c>linux-arm64</c>.</param>
    /// <param name="here">The runtime identifier of this machine.</param>
    /// <param name="path">The folders to look in, as in the variable <c>PATH</c>.</param>
    public static string[]? ArgumentsFor(string runtimeIdentifier, string here, string? path)
    {
        bool IsThere(string program) => (path ?? "").Split(Path.PathSeparator)
            .Any(folder => folder != "" && File.Exists(Path.Combine(folder, program)));

        if (runtimeIdentifier == here)
            return IsThere("clang") ? [] : IsThere("gcc") ? ["-p:CppCompilerAndLinker=gcc"] : null;
        if (!here.StartsWith("linux-", StringComparison.Ordinal)) return null;
        var processor = runtimeIdentifier switch { "linux-arm64" => "aarch64", "linux-x64" => "x86_64", _ => "" };
        return IsThere($"{processor}-linux-gnu-gcc")
            ? [$"-p:CppCompilerAndLinker={processor}-linux-gnu-gcc", $"-p:ObjCopyName={processor}-linux-gnu-objcopy"]
            : null;
    }

    /// <summary>The runtime identifier of this machine, such as <c>linux-x64</c>.</summary>
    public static string Here { get; } =
        (OperatingSystem.IsMacOS() ? "osx" : OperatingSystem.IsWindows() ? "win" : "linux") +
        (RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "-arm64" : "-x64");
}
