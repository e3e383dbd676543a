namespace ApprovalWorkflow.Tests.Lambda;

/// <summary>The commands write what a compiler would write.</summary>
public sealed class NativeBundlingTests : IDisposable
{
    private const string ForLambda = "\\177ELF\\0GLIBC_2.34\\0";
    private const string TooNew = "\\177ELF\\0GLIBC_2.38\\0";

    private readonly string _folder = Directory.CreateTempSubdirectory("approval-workflow-tests-").FullName;
    private readonly string? _docker = Environment.GetEnvironmentVariable("CDK_DOCKER");

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("CDK_DOCKER", _docker);
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Code_that_this_machine_compiles_is_used()
    {
        Docker(works: true);

        Assert.True(Bundle(NativeLinker.Here, ForLambda));
        Assert.True(File.Exists(Path.Combine(_folder, FunctionsCode.Handler)));
    }

    [Fact]
    public void Code_that_Lambda_could_not_start_is_compiled_in_the_image()
    {
        Docker(works: true);

        Assert.False(Bundle(NativeLinker.Here, TooNew));
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void Code_that_Lambda_could_not_start_is_refused_without_Docker()
    {
        Docker(works: false);

        var error = Assert.Throws<BundlingException>(() => Bundle(NativeLinker.Here, TooNew));

        Assert.Contains("needs version 2.38 of the GNU C library; Lambda has 2.34.", error.Message);
        Assert.Contains("start Docker", error.Message);
        Assert.Contains("-c compilation=managed", error.Message);
        Assert.Same(error, BundlingException.Last);
    }

    [Fact]
    public void Code_for_this_machine_may_be_newer_than_Lambda()
    {
        Docker(works: false);

        Assert.True(Bundle(NativeLinker.Here, TooNew, isForLambda: false));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void Without_a_compiler_the_image_compiles_for_Lambda_and_nothing_else(bool docker, bool isForLambda)
    {
        Docker(docker);

        if (docker && isForLambda)
        {
            Assert.False(Bundle("linux-riscv64", ForLambda, isForLambda));
            return;
        }
        var error = Assert.Throws<BundlingException>(() => Bundle("linux-riscv64", ForLambda, isForLambda));

        Assert.StartsWith("No C compiler for linux-riscv64 is on the PATH", error.Message);
        Assert.Contains("Install clang or gcc", error.Message);
        Assert.Contains("-c compilation=managed", error.Message);
    }

    private static void Docker(bool works) =>
        Environment.SetEnvironmentVariable("CDK_DOCKER", works ? "true" : "false");

    private bool Bundle(string runtimeIdentifier, string executable, bool isForLambda = true)
    {
        // The linker's arguments come after the script, where a shell has its own arguments.
        var bundling = new NativeBundling(runtimeIdentifier, isForLambda, (_, output) =>
            ["sh", "-c", $"printf '{executable}' > '{output}/{FunctionsCode.Handler}'"]);
        return bundling.TryBundle(_folder, bundling.Options);
    }
}
