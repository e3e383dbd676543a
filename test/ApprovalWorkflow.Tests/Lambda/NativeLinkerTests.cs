namespace ApprovalWorkflow.Tests.Lambda;

public sealed class NativeLinkerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("approval-workflow-tests-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("linux-x64", "linux-x64", "clang gcc", "")]
    [InlineData("linux-x64", "linux-x64", "gcc", "-p:CppCompilerAndLinker=gcc")]
    [InlineData("osx-arm64", "osx-arm64", "clang", "")]
    [InlineData(
        "linux-arm64",
        "linux-x64",
        "clang gcc aarch64-linux-gnu-gcc",
        "-p:CppCompilerAndLinker=aarch64-linux-gnu-gcc -p:ObjCopyName=aarch64-linux-gnu-objcopy")]
    [InlineData(
        "linux-x64",
        "linux-arm64",
        "x86_64-linux-gnu-gcc",
        "-p:CppCompilerAndLinker=x86_64-linux-gnu-gcc -p:ObjCopyName=x86_64-linux-gnu-objcopy")]
    public void The_compiler_on_the_PATH_links(string target, string here, string programs, string arguments) =>
        Assert.Equal(arguments, string.Join(' ', NativeLinker.ArgumentsFor(target, here, PathWith(programs))!));

    [Theory]
    [InlineData("linux-x64", "linux-x64", "cc ld")]
    [InlineData("linux-arm64", "linux-x64", "clang gcc")]
    [InlineData("linux-arm64", "osx-arm64", "clang gcc")]
    [InlineData("linux-x64", "win-x64", "clang gcc")]
    public void Nothing_links_without_a_compiler_for_it(string target, string here, string programs) =>
        Assert.Null(NativeLinker.ArgumentsFor(target, here, PathWith(programs)));

    [Fact]
    public void An_empty_PATH_cannot_link() => Assert.Null(NativeLinker.ArgumentsFor("linux-x64", "linux-x64", null));

    private string PathWith(string programs)
    {
        foreach (var program in programs.Split(' '))
            File.WriteAllText(Path.Combine(_folder, program), "");
        return $"{Path.PathSeparator}{_folder}{Path.PathSeparator}/nowhere";
    }
}
