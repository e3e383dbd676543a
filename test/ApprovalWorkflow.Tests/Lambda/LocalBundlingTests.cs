namespace ApprovalWorkflow.Tests.Lambda;

public sealed class LocalBundlingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("approval-workflow-tests-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_command_builds_into_the_folder_from_the_repositorys_root()
    {
        Assert.True(Bundle("ls > \"$0/files\""));
        Assert.Contains("cdk.json", File.ReadAllText(Path.Combine(_folder, "files")));
    }

    [Fact]
    public void A_failure_shows_the_command_and_all_that_it_wrote()
    {
        var error = Assert.Throws<BundlingException>(() => Bundle("echo written; echo wrong >&2; exit 3"));

        Assert.StartsWith("Building the thing failed: ", error.Message);
        Assert.Contains("sh -c", error.Message);
        Assert.Contains("exit code 3:\nwritten\nwrong", error.Message);
        Assert.Same(error, BundlingException.Last);
    }

    [Fact]
    public void A_missing_tool_is_named()
    {
        var bundling = new LocalBundling("the thing", _ => ["no-such-tool"]);

        var error = Assert.Throws<BundlingException>(() => bundling.TryBundle(_folder, bundling.Options));

        Assert.Contains("Is no-such-tool on the PATH?", error.Message);
    }

    [Fact]
    public void Much_output_on_both_streams_does_not_block() =>
        Assert.True(Bundle("head -c 200000 /dev/zero; head -c 200000 /dev/zero >&2; head -c 200000 /dev/zero"));

    [Fact]
    public async Task Two_synthesizers_build_serially()
    {
        // mkdir fails if the other run's folder still exists.
        var bundling = Bundling("mkdir \"$0/busy\" && sleep 0.2 && rmdir \"$0/busy\"");
        var options = bundling.Options;

        var builds = Enumerable.Range(0, 3).Select(_ => Task.Run(() => bundling.TryBundle(_folder, options)));
        var built = await Task.WhenAll(builds);

        Assert.Equal([true, true, true], built);
    }

    private bool Bundle(string script)
    {
        var bundling = Bundling(script);
        return bundling.TryBundle(_folder, bundling.Options);
    }

    private static LocalBundling Bundling(string script) => new("the thing", output => ["sh", "-c", script, output]);
}
