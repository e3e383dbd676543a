using System.Text.Json.Nodes;
using Amazon.CDK;
using Amazon.CDK.Assertions;
using Newtonsoft.Json.Linq;

namespace ApprovalWorkflow.Tests.Support;

/// <summary>A stack's template, for CDK's assertions and as plain JSON.</summary>
internal sealed class SynthesizedStack(Stack stack)
{
    private readonly Template template = Template.FromStack(stack);
    private readonly JsonObject json = ReadTemplate(stack);

    public JsonObject Resources => json[nameof(Resources)]!.AsObject();

    public JsonObject Outputs => json[nameof(Outputs)]!.AsObject();

    /// <summary>Exactly that many resources of the type have these properties, and perhaps more.</summary>
    public void HasResources(int count, string type, string properties) =>
        template.ResourcePropertiesCountIs(type, Plain(JToken.Parse(properties)), count);

    /// <summary>Some resource of the type has these properties, and perhaps more.</summary>
    public void HasResource(string type, string properties) => template.HasResourceProperties(type, Plain(JToken.Parse(properties)));

    public void CountIs(string type, int count) => template.ResourceCountIs(type, count);

    /// <summary>The resources of a type by their path in the stack, such as <c>Approvals/Topic</c>.</summary>
    public IReadOnlyDictionary<string, JsonObject> OfType(string type) => Resources
        .Where(resource => (string?)resource.Value!["Type"] == type)
        .ToDictionary(resource => PathOf(resource.Key), resource => resource.Value!.AsObject());

    public JsonObject PropertiesAt(string path) =>
        Resources.Single(resource => PathOf(resource.Key) == path).Value!["Properties"]!.AsObject();

    /// <summary>The function whose handler is the given class.</summary>
    public JsonObject Function(string handler) => OfType("AWS::Lambda::Function").Values
        .Single(function => (string?)function["Properties"]!["Environment"]?["Variables"]?["FUNCTION_HANDLER"] == handler)["Properties"]!.AsObject();

    /// <summary>
    /// A value with its references spelled out: a Ref as <c>{Path}</c>, an attribute as <c>{Path.Name}</c>, joined text as text, and
    /// the partition as <c>aws</c>.
    /// </summary>
    public string Render(JsonNode? value) => value switch
    {
        JsonObject one when (string?)one["Ref"] == "AWS::Partition" => "aws",
        JsonObject one when one.ContainsKey("Ref") => "{" + PathOf((string)one["Ref"]!) + "}",
        JsonObject one when one["Fn::GetAtt"] is JsonArray attribute => "{" + PathOf((string)attribute[0]!) + "." + (string)attribute[1]! + "}",
        JsonObject one when one["Fn::Join"] is JsonArray join => string.Join((string)join[0]!, join[1]!.AsArray().Select(Render)),
        JsonObject or JsonArray => value.ToJsonString(),
        null => "",
        _ => value.ToString(),
    };

    /// <summary>What a role may do: the statements of all its policies, one line each, in order of the alphabet.</summary>
    public IEnumerable<string> Permissions(JsonNode role)
    {
        var name = Render(role);
        var reference = name.EndsWith(".Arn}", StringComparison.Ordinal) ? name[..^".Arn}".Length] + "}" : name;
        return OfType("AWS::IAM::Policy").Values
            .Select(policy => policy["Properties"]!)
            .Where(policy => policy["Roles"]!.AsArray().Any(one => Render(one) == reference))
            .SelectMany(policy => policy["PolicyDocument"]!["Statement"]!.AsArray())
            .Select(Line)
            .Order(StringComparer.Ordinal);
    }

    public string PathOf(string logicalId) => (string?)Resources[logicalId]?["Metadata"]?["aws:cdk:path"] is { } path
        ? path[(path.IndexOf('/', StringComparison.Ordinal) + 1)..].Replace("/Resource", "", StringComparison.Ordinal)
        : logicalId;

    private string Line(JsonNode? statement)
    {
        string All(string member) => string.Join(", ", (statement![member] is JsonArray several ? [.. several] : new[] { statement[member] }).Select(Render).Order(StringComparer.Ordinal));
        return $"{All("Effect")} {All("Action")} on {All("Resource")}{(statement!["Condition"] is { } condition ? $" if {condition.ToJsonString()}" : "")}";
    }

    /// <summary>JSON as jsii takes it.</summary>
    private static object Plain(JToken token) => token switch
    {
        JObject members => members.Properties().ToDictionary(member => member.Name, member => Plain(member.Value)),
        JArray items => items.Select(Plain).ToArray(),
        _ => ((JValue)token).Value!,
    };

    private static JsonObject ReadTemplate(Stack stack)
    {
        var assembly = App.Of(stack)!.Node.Root is App app ? app.Synth() : throw new InvalidOperationException("The stack has no app.");
        return JsonNode.Parse(File.ReadAllText(Path.Combine(assembly.Directory, stack.TemplateFile)))!.AsObject();
    }
}
