using System.Net;
using System.Text;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using ApprovalWorkflow.Functions.Approvals;
using ApprovalWorkflow.Functions.Channels;
using ApprovalWorkflow.Functions.Inputs;
using ApprovalWorkflow.Functions.Items;
using ApprovalWorkflow.Functions.Tests.Emulators;
using FsCheck;
using FsCheck.Fluent;
using static ApprovalWorkflow.Functions.Tests.BadInput;

namespace ApprovalWorkflow.Functions.Tests.Approvals;

/// <summary>Any JSON as an execution's input: it is refused by name, or asked as it was sent.</summary>
[Collection(nameof(Dynalite))]
public sealed class BadExecutionInputTests(Dynalite dynalite)
{
    /// <summary>Members that the request itself has, and a valid value of each.</summary>
    private static readonly Dictionary<string, string> _members = new()
    {
        ["subject"] = "\"Deploy?\"",
        ["message"] = "\"Version 2\\nis ready\"",
        ["url"] = "\"https://example.com/a?b=c#d\"",
        ["requestedBy"] = "\"pipeline\"",
        ["approvers"] = """["a@example.com"," B@Example.com"]""",
        ["requiredApprovals"] = "2",
        ["remindAfterSeconds"] = "600",
        ["expiresAfterSeconds"] = "3600",
        ["image"] = """{"bucket":"frames","key":"frames/é +%41.jpg","box":{"left":0,"top":0,"width":1,"height":1}}""",
        ["fields"] = """[{"name":"a","maxLength":5},{"name":"b","type":"choice","choices":["1","2"]}]""",
    };

    private static readonly string[] _texts = ["subject", "message", "url"];

    private static readonly Gen<string> _values = Json(
        [.. _members.Keys, "name", "type", "pattern", "maxLength", "choices", "bucket", "key", "box", "required"]);

    /// <summary>Some members as they should be, one or none that may not be, and others.</summary>
    private static readonly Gen<string> _nearlyValid =
        from some in Gen.SubListOf(_members.ToArray())
        from odd in Gen.Elements<string?>([null, null, .. _members.Keys])
        from value in _values
        from details in Gen.OneOf(Gen.Constant(""), Text.Select(text => $",{JsonSerializer.Serialize("x" + text)}:"))
        from detail in details.Length == 0 ? Gen.Constant("") : _values
        select "{\"build\":7" + details + detail + string.Concat(
            some.Where(member => member.Key != odd).Select(member => $",\"{member.Key}\":{member.Value}"))
            + (odd is null ? "" : $",\"{odd}\":{value}") + "}";

    private static readonly Gen<string> _inputs = Gen.Frequency(
        (3, _values),
        (4, _nearlyValid),
        (2, Mutated("{" + string.Join(',', _members.Select(member => $"\"{member.Key}\":{member.Value}")) + "}")))
        .Where(IsSent);

    /// <summary>A table that takes every item and keeps none.</summary>
    private readonly ApprovalTable _quick = new(new ItemTable(
        new AmazonDynamoDBClient(new BasicAWSCredentials("local", "local"), new AmazonDynamoDBConfig
        {
            ServiceURL = "http://localhost",
            AuthenticationRegion = "us-east-1",
            HttpClientFactory = new QuickAnswers(_ => new(HttpStatusCode.OK) { Content = new StringContent("{}") }),
        }),
        "Approvals"));

    [Fact]
    public void An_input_is_refused_by_name_or_opened() => Holds(
        _inputs, async json => await IsRefusedAsync(_quick, Read(Guid.NewGuid().ToString(), json)) is null or true);

    [Fact]
    public void An_input_that_is_not_refused_is_asked_as_it_was_sent() =>
        Holds(_inputs, IsAskedAsSentAsync, count: 1000);

    private async Task<bool> IsAskedAsSentAsync(string json)
    {
        var id = Guid.NewGuid().ToString();
        var input = Read(id, json);
        if (await IsRefusedAsync(dynalite.Table, input) is { } isNamed)
            return isNamed && await dynalite.Table.FindAsync(id) is null;
        var request = (await dynalite.Table.FindAsync(id))!;
        var links = Given.Links.For("c@example.com", request, "its-key");
        var mail = ApprovalMail.Text(new RequestNotice(request, 0, 2, request.CreatedAt, [links]), links);
        var view = JsonSerializer.SerializeToElement(
            new RequestView(request, "c@example.com", null, false, request.CreatedAt),
            FunctionsJson.Default.RequestView);
        return mail.Contains($"\nReject: {links.Reject}\n", StringComparison.Ordinal)
            && DetailsOf(view) == DetailsIn(input.Input)
            && TextsOf(input.Input).All(member => view.GetProperty(member.Name).GetString() == member.Value);
    }

    /// <returns>Whether it is refused by name; null if it is opened.</returns>
    private static async Task<bool?> IsRefusedAsync(ApprovalTable table, OpenRequestInput input)
    {
        try
        {
            await new OpenRequest(table, Given.Settings, TimeProvider.System).HandleAsync(input, new LambdaContext());
            return null;
        }
        catch (InvalidRequestException refusal)
        {
            return refusal.Message.StartsWith($"{refusal.Field}: ", StringComparison.Ordinal);
        }
    }

    /// <summary>As the function reads what the state machine sends.</summary>
    private static OpenRequestInput Read(string id, string json)
    {
        var sent = $$"""{"id":"{{id}}","input":{{json}},"executionArn":"{{Given.ExecutionArn}}"}""";
        return LambdaJson.Serializer.Deserialize<OpenRequestInput>(new MemoryStream(Encoding.UTF8.GetBytes(sent)));
    }

    private static string DetailsOf(JsonElement view) =>
        view.TryGetProperty("details", out var details) ? details.GetRawText() : "";

    /// <summary>What the request itself has not, as it was sent.</summary>
    private static string DetailsIn(JsonElement input)
    {
        if (input.ValueKind == JsonValueKind.Null) return "";
        if (input.ValueKind != JsonValueKind.Object) return input.GetRawText();
        var rest = input.EnumerateObject().Where(member => !_members.ContainsKey(member.Name)).ToList();
        return rest.Count == 0 ? "" : JsonText.Of(json =>
        {
            json.WriteStartObject();
            foreach (var member in rest)
            {
                json.WritePropertyName(member.Name);
                json.WriteRawValue(member.Value.GetRawText(), skipInputValidation: true);
            }
            json.WriteEndObject();
        });
    }

    private static IEnumerable<(string Name, string Value)> TextsOf(JsonElement input) =>
        from name in _texts
        where input.ValueKind == JsonValueKind.Object && input.TryGetProperty(name, out var value)
            && value.ValueKind == JsonValueKind.String && value.GetString()!.Trim().Length > 0
        select (name, input.GetProperty(name).GetString()!.Trim());

    /// <summary>Step Functions sends JSON alone. Of members that are given twice, it keeps the last.</summary>
    private static bool IsSent(string text)
    {
        try
        {
            JsonSerializer.Deserialize(text, FunctionsJson.Default.JsonElement);
            return true;
        }
        catch (Exception error) when (error is JsonException or ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }
}
