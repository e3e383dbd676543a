using System.Text.Json.Nodes;
using ApprovalWorkflow.Tests.Support;

namespace ApprovalWorkflow.Tests.Upgrades;

/// <summary>
/// An update from the last release keeps every resource that holds data, subscriptions or executions. A file has what
/// that release deployed. To write the file of a new release, name it in <see cref="LastRelease"/> and run these tests.
/// </summary>
public class UpgradeTests
{
    private const string LastRelease = "0.2.0";

    private static readonly string _file =
        Repository.PathOf($"test/ApprovalWorkflow.Tests/Upgrades/Released/{LastRelease}.json");

    private static readonly Dictionary<string, Func<SynthesizedStack>> _stacks = new()
    {
        ["defaults"] = () => Stacks.Default,
        ["no default"] = () => Stacks.Changed,
        ["reports"] = () => Stacks.Reports,
        ["reports, destroy"] = () => Stacks.ReportsDestroyed,
        ["reports, own database"] = () => Stacks.ReportsChanged,
    };

    private static readonly Lazy<JsonObject> _released = new(ReadReleased);

    public static TheoryData<string> Settings { get; } = new(_stacks.Keys);

    [Theory]
    [MemberData(nameof(Settings))]
    public void An_update_from_the_last_release_neither_replaces_nor_renames_what_holds_data(string settings)
    {
        var changelog = Unreleased(File.ReadAllText(Repository.PathOf("CHANGELOG.md")));

        var lost = HeldResources.Lost(_released.Value[settings]!.AsObject(), HeldResources.Of(_stacks[settings]()))
            .Where(line => !changelog.Contains($"`{line.Split(' ')[0]}`", StringComparison.Ordinal))
            .ToList();

        Assert.True(
            lost.Count == 0,
            $"An update from {LastRelease} loses what these hold:\n{string.Join('\n', lost)}\n"
            + "Keep their logical ids and properties. If you mean to lose it, say so in the CHANGELOG, under the "
            + "version that is not released, with each logical id in backticks.");
    }

    [Theory]
    [InlineData("Requests", """{"KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}]}""", 0)]
    [InlineData("Requests", """{"KeySchema": [{"AttributeName": "key", "KeyType": "HASH"}]}""", 1)]
    [InlineData(
        "Requests", """{"TableName": "requests", "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}]}""", 1)]
    [InlineData("Others", """{"KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}]}""", 1)]
    public void A_table_with_another_key_name_or_logical_id_is_lost(string logicalId, string properties, int lost)
    {
        static JsonObject Template(string id, string properties, string billing)
        {
            var table = JsonNode.Parse(properties)!;
            table["BillingMode"] = billing;
            return HeldResources.Of(new JsonObject
            {
                [id] = new JsonObject { ["Type"] = "AWS::DynamoDB::Table", ["Properties"] = table },
            });
        }

        var released = Template(
            "Requests", """{"KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}]}""", "PROVISIONED");

        Assert.Equal(lost, HeldResources.Lost(released, Template(logicalId, properties, "PAY_PER_REQUEST")).Count());
    }

    [Fact]
    public void Only_the_part_of_the_changelog_that_is_not_released_allows_a_loss() => Assert.Equal(
        "## [0.3.0] - unreleased\n\n- `New` is replaced.\n\n",
        Unreleased("# Changelog\n\n## [0.3.0] - unreleased\n\n- `New` is replaced.\n\n## [0.2.0]\n\n- `Old`.\n"));

    private static string Unreleased(string changelog)
    {
        var start = changelog.IndexOf("## [", StringComparison.Ordinal);
        return changelog[start..changelog.IndexOf("## [", start + 1, StringComparison.Ordinal)];
    }

    private static JsonObject ReadReleased()
    {
        if (File.Exists(_file)) return JsonNode.Parse(File.ReadAllText(_file))!.AsObject();

        var stacks = _stacks.Select(stack => $"  \"{stack.Key}\": {{\n" + string.Join(",\n", HeldResources
            .Of(stack.Value())
            .Select(resource => $"    \"{resource.Key}\": {HeldResources.Text(resource.Value!)}")) + "\n  }");
        File.WriteAllText(_file, $"{{\n{string.Join(",\n", stacks)}\n}}\n");
        throw new InvalidOperationException($"{_file} was not there. It is written: commit it.");
    }
}
