namespace ApprovalWorkflow.Tests.Lambda;

public sealed class GlibcVersionTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Theory]
    [InlineData("\0GLIBC_2.2.5\0GLIBC_2.34\0GLIBC_2.17\0", "2.34")]
    [InlineData("\0GLIBC_2.9\0GLIBC_2.10\0", "2.10")]
    [InlineData("\0GLIBC_2.38\0", "2.38")]
    [InlineData("\0libm.so.6\0GLIBC_PRIVATE\0needs GLIBC_2.99, it says\0GLIBCXX_3.4\0", null)]
    public void The_newest_version_is_found(string names, string? version)
    {
        File.WriteAllText(_file, $"\u007fELF\u0002\u0001{names}");

        Assert.Equal(version, GlibcVersion.NeededBy(_file)?.ToString());
    }

    [Fact]
    public void Other_files_are_refused()
    {
        File.WriteAllText(_file, "#!/bin/sh\n");

        Assert.Throws<InvalidDataException>(() => GlibcVersion.NeededBy(_file));
    }

    [Fact]
    public void A_program_of_this_system_needs_some_version() =>
        Assert.InRange(GlibcVersion.NeededBy(Environment.ProcessPath!)!, new Version(2, 2), new Version(3, 0));
}
