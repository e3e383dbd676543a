using System.Text.Json.Nodes;
using Amazon.CDK;
using Amazon.CDK.Assertions;
using Newtonsoft.Json.Linq;

namespace ApprovalWorkflow.Tests.Support;

/// <summary>A stack's template, for CDK's assertions and as plain JSON.</summary>
/// <param name="producer">The stack whose outputs this one refers to; null if they are not resolved.</param>
internal sealed class SynthesizedStack(Stack stack, SynthesizedStack? producer = null)
{
    private readonly Template _template = Template.FromStack(stack);
    private readonly JsonObject _json = ReadTemplate(stack);

    public JsonObject Resources => _json[nameof(Resources)]!.AsObject();

    public JsonObject Parameters => _json[nameof(Parameters)]!.AsObject();

    /// <summary>The stacks that it depends on.</summary>
    public IEnumerable<string> Dependencies { get; } = [.. stack.Dependencies.Select(other => other.StackName)];

    public JsonObject Outputs => _json[nameof(Outputs)]!.AsObject();

    public IEnumerable<string> Types => Resources.Select(resource => (string)resource.Value!["Type"]!).Distinct();

    /// <summary>Exactly that many resources of the type have at least these properties.</summary>
    public void HasResources(int count, string type, string properties) =>
        _template.ResourcePropertiesCountIs(type, Plain(JToken.Parse(properties)), count);

    /// <summary>Some resource of the type has at least these properties.</summary>
    public void HasResource(string type, string properties) =>
        _template.HasResourceProperties(type, Plain(JToken.Parse(properties)));

    public void CountIs(string type, int count) => _template.ResourceCountIs(type, count);

    /// <summary>The resources of a type by their path in the stack, such as <c>Approvals/Topic</c>.</summary>
    public IReadOnlyDictionary<string, JsonObject> OfType(string type) => Resources
        .Where(resource => (string?)resource.Value!["Type"] == type)
        .ToDictionary(resource => PathOf(resource.Key), resource => resource.Value!.AsObject());

    /// <summary>The properties of all resources of a type.</summary>
    public IEnumerable<JsonObject> PropertiesOf(string type) =>
        OfType(type).Values.Select(resource => resource["Properties"]!.AsObject());

    public JsonObject PropertiesAt(string path) => Resources[LogicalIdOf(path)]!["Properties"]!.AsObject();

    public string LogicalIdOf(string path) => Resources.Single(resource => PathOf(resource.Key) == path).Key;

    /// <summary>The function whose handler is the given class.</summary>
    public JsonObject Function(string handler) => PropertiesOf("AWS::Lambda::Function")
        .Single(function => (string?)function["Environment"]?["Variables"]?["FUNCTION_HANDLER"] == handler);

    /// <summary>
    /// A value with its references spelled out: a Ref as <c>{Path}</c>, an attribute as <c>{Path.Name}</c>, joined text
    /// as text, a part of split text as <c>{Path}[index]</c>, another stack's output as <c>{Name}</c>, and the
    /// partition as <c>aws</c>.
    /// </summary>
    public string Render(JsonNode? value) => value switch
    {
        JsonObject one when (string?)one["Ref"] == "AWS::Partition" => "aws",
        JsonObject one when one.ContainsKey("Ref") => "{" + PathOf((string)one["Ref"]!) + "}",
        JsonObject one when one["Fn::GetAtt"] is JsonArray of => "{" + PathOf((string)of[0]!) + "." + of[1] + "}",
        JsonObject one when one["Fn::Join"] is JsonArray join =>
            string.Join((string)join[0]!, join[1]!.AsArray().Select(Render)),
        JsonObject one when one["Fn::Select"] is JsonArray select && select[1]!["Fn::Split"] is JsonArray split =>
            $"{Render(split[1])}[{select[0]}]",
        JsonObject one when one["Fn::GetStackOutput"] is { } output => producer is null
            ? "{" + output["OutputName"] + "}"
            : producer.Render(producer.Outputs[(string)output["OutputName"]!]!["Value"]),
        JsonObject or JsonArray => value.ToJsonString(),
        null => "",
        _ => value.ToString(),
    };

    /// <summary>A role's permissions: the statements of all its policies, one line each, sorted.</summary>
    public IEnumerable<string> Permissions(JsonNode role)
    {
        var name = Render(role);
        var reference = name.EndsWith(".Arn}", StringComparison.Ordinal) ? name[..^".Arn}".Length] + "}" : name;
        return PropertiesOf("AWS::IAM::Policy")
            .Where(policy => policy["Roles"]!.AsArray().Any(one => Render(one) == reference))
            .SelectMany(policy => policy["PolicyDocument"]!["Statement"]!.AsArray())
            .Select(Line)
            .Order();
    }

    public string PathOf(string logicalId) => (string?)Resources[logicalId]?["Metadata"]?["aws:cdk:path"] is { } path
        ? string.Join('/', path.Split('/').Skip(1).Where(id => id is not ("Default" or "Resource")))
        : logicalId;

    private string Line(JsonNode? statement)
    {
        var actions = string.Join(", ", Several(statement!["Action"]).Select(Render).Order());
        var resources = string.Join(", ", Several(statement["Resource"]).Select(Render).Order());
        var condition = statement["Condition"] is { } present ? $" if {present.ToJsonString()}" : "";
        return $"{statement["Effect"]} {actions} on {resources}{condition}";
    }

    /// <summary>IAM writes a list of one item as that item.</summary>
    public static IEnumerable<JsonNode?> Several(JsonNode? value) =>
        value is JsonArray list ? list.AsEnumerable() : [value];

    /// <summary>JSON as jsii takes it.</summary>
    private static object Plain(JToken token) => token switch
    {
        JObject members => members.Properties().ToDictionary(member => member.Name, member => Plain(member.Value)),
        JArray items => items.Select(Plain).ToArray(),
        _ => ((JValue)token).Value!,
    };

    private static JsonObject ReadTemplate(Stack stack)
    {
        var assembly = ((App)stack.Node.Root).Synth();
        return JsonNode.Parse(File.ReadAllText(Path.Combine(assembly.Directory, stack.TemplateFile)))!.AsObject();
    }
}
