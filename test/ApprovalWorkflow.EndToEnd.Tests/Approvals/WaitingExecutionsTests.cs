using System.Text.Json;
using System.Text.Json.Nodes;
using ApprovalWorkflow.EndToEnd.Tests.Running;

namespace ApprovalWorkflow.EndToEnd.Tests.Approvals;

/// <summary>
/// An execution that waits while a new version is deployed: its definition and its record are those of the last
/// release, and all else is new.
/// </summary>
[Collection(nameof(ReviewStack))]
public class WaitingExecutionsTests(UpdatedStack stack) : IClassFixture<UpdatedStack>
{
    [Fact]
    public async Task A_click_on_the_link_of_an_old_mail_decides_it()
    {
        var (execution, mail) = await stack.WaitAsync("""{"build":{"number":7}}""");

        var answer = await ReviewApi.DecideAsync(stack, mail, "approve", "Go", new { ticket = "CHG-7" });

        Assert.Equal((200, """{"message":"Workflow approved successfully"}"""), answer);
        var (states, output) = await EndAsync(execution);
        Assert.Equal(
            [
                "Answer?", "Record approval", "Which outcome?", "Announce approval", "Outcome", "Approved?",
                "Process Approval",
            ],
            states[4..]);
        Assert.Equal("""{"build":{"number":7}}""", output.GetProperty("input").GetRawText());
        var approval = output.GetProperty("approval");
        Assert.Equal(
            ("approved", "a@example.com", "Go", "CHG-7"),
            (
                approval.GetProperty("status").GetString(),
                approval.GetProperty("decidedBy").GetString(),
                approval.GetProperty("comment").GetString(),
                approval.GetProperty("fields").GetProperty("ticket").GetString()));
        Assert.Equal(
            ["asked", "approved", "delivered"],
            (await ReviewApi.ViewAsync(stack, mail)).GetProperty("history").EnumerateArray()
                .Select(each => each.GetProperty("event").GetString()));
    }

    [Theory]
    [InlineData("true", "No fields", "approved")]
    [InlineData("false", "Record rejection", "rejected")]
    public async Task An_answer_by_the_CLI_decides_it(string result, string state, string status)
    {
        var (execution, mail) = await stack.WaitAsync("{}");
        var taskToken = await stack.TaskTokenAsync(execution);

        await stack.StepFunctionsAsync("SendTaskSuccess", new { taskToken, output = $$"""{"result":{{result}}}""" });

        var (states, output) = await EndAsync(execution);
        Assert.Contains(state, states);
        Assert.Equal(status, output.GetProperty("approval").GetProperty("status").GetString());
        var view = await ReviewApi.ViewAsync(stack, mail);
        Assert.Equal(
            (status, "holder of the task token"),
            (view.GetProperty("status").GetString(), view.GetProperty("decidedBy").GetString()));
    }

    [Fact]
    public async Task A_mistyped_answer_asks_again_and_the_deadline_ends_it()
    {
        var (execution, mail) = await stack.WaitAsync("""{"expiresAfterSeconds":6}""");
        var taskToken = await stack.TaskTokenAsync(execution);

        await stack.StepFunctionsAsync("SendTaskSuccess", new { taskToken, output = """{"approved":true}""" });

        var (states, output) = await EndAsync(execution);
        Assert.Equal(3, states.Count(state => state == "Ask for approval"));
        Assert.Equal("Process Expiry", states[^1]);
        Assert.Equal("expired", output.GetProperty("approval").GetProperty("status").GetString());
        Assert.Equal("expired", (await ReviewApi.ViewAsync(stack, mail)).GetProperty("status").GetString());
        Assert.Equal(410, (await ReviewApi.DecideAsync(stack, mail, "approve")).Status);
    }

    private async Task<(List<string> States, JsonElement Output)> EndAsync(string execution)
    {
        var end = await stack.EndOfAsync(execution);
        Assert.Equal("SUCCEEDED", end.GetProperty("status").GetString());
        return (
            await stack.StatesOfAsync(execution),
            JsonDocument.Parse(end.GetProperty("output").GetString()!).RootElement);
    }
}

/// <summary>Today's stack, except for the definition of its general workflow.</summary>
public sealed class UpdatedStack(ReviewStack today) : LocalStack
{
    private const string Template = "ApprovalWorkflow.template.json";
    private const string Approver = "a@example.com";

    /// <summary>The key in the link of the released record's mail.</summary>
    private const string Key = "vNfIOxgsFRc5bBBpTc7yiA";

    private static readonly string _released =
        Path.Combine(Root, "test/ApprovalWorkflow.Tests/Upgrades/Released/0.2.0");

    private readonly DirectoryInfo _app = Directory.CreateTempSubdirectory("approval-workflow-released-");

    public override async Task InitializeAsync()
    {
        var assets = new DirectoryInfo(today.Assembly).GetFileSystemInfos().Where(file => file.Name != Template);
        foreach (var asset in assets)
            File.CreateSymbolicLink(Path.Combine(_app.FullName, asset.Name), asset.FullName);
        var template = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(today.Assembly, Template)))!;
        var workflow = (string)template["Outputs"]!["StateMachineArn"]!["Value"]!["Ref"]!;
        template["Resources"]![workflow]!["Properties"]!["DefinitionString"] = ReleasedDefinition(template);
        await File.WriteAllTextAsync(Path.Combine(_app.FullName, Template), template.ToJsonString());
        Options.AddRange(["--app", _app.FullName]);
        await base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _app.Delete(recursive: true);
    }

    /// <summary>
    /// Starts an execution. Once it waits, replaces its record by the one that the last release's functions would have
    /// written.
    /// </summary>
    /// <returns>The execution, and the mail about it.</returns>
    public async Task<(string Execution, Mail Mail)> WaitAsync(string input)
    {
        var execution = await StartAsync(input);
        await MailsAsync(execution, 3);
        var id = (await MailsAsync(execution))[0].RequestId;
        var table = new { TableName = Output("TableName"), Key = new { id = new { S = id } }, ConsistentRead = true };
        var own = (await DynamoDbAsync("GetItem", table)).GetProperty("Item");
        var item = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(_released, "record.json")))!.AsObject();
        foreach (var name in new[] { "id", "createdAt", "expiresAt", "purgeAt", "executionArn", "taskToken" })
            item[name] = JsonSerializer.SerializeToNode(own.GetProperty(name));
        await DynamoDbAsync("PutItem", new { TableName = Output("TableName"), Item = item });
        return (execution, new Mail("", Approver, "", $"Approve: {Website}/#key={Key}\nRequest {id}"));
    }

    private static JsonObject ReleasedDefinition(JsonNode template)
    {
        var table = (string)template["Outputs"]!["TableName"]!["Value"]!["Ref"]!;
        var definition = File.ReadAllText(Path.Combine(_released, "General.asl.json"))
            .Replace("{Requests}", $"${{{table}}}", StringComparison.Ordinal);
        foreach (var (logicalId, resource) in template["Resources"]!.AsObject())
            if (resource!["Properties"]?["Environment"]?["Variables"]?["FUNCTION_HANDLER"]?.ToString() is { } handler)
                definition = definition
                    .Replace($"{{Approvals/{handler}.Arn}}", $"${{{logicalId}.Arn}}", StringComparison.Ordinal)
                    .Replace($"{{General/{handler}.Arn}}", $"${{{logicalId}.Arn}}", StringComparison.Ordinal);
        return new JsonObject { ["Fn::Sub"] = definition };
    }
}
