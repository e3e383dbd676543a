using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ApprovalWorkflow.Functions.Approvals;
using ApprovalWorkflow.Functions.Inputs;
using ApprovalWorkflow.Functions.Tests.Emulators;

namespace ApprovalWorkflow.Functions.Tests.Approvals;

/// <summary>The API's side of test/field-cases.json, which the website's tests read, too.</summary>
public class FieldCasesTests
{
    private static readonly JsonElement _cases =
        Given.Json(File.ReadAllText(Path.Combine(Repository.Root, "test", "field-cases.json")));

    /// <summary>The cases of a kind, each as JSON text.</summary>
    public static TheoryData<string> Cases(string kind) =>
        [.. _cases.GetProperty(kind).EnumerateArray().Select(one => one.GetRawText())];

    [Theory]
    [MemberData(nameof(Cases), "definitions")]
    public void A_definition_that_nobody_could_fill_in_is_refused(string json)
    {
        var error = Assert.Throws<InvalidRequestException>(() => FieldsOf(json));
        Assert.Equal($"fields[0].{Given.Json(json).GetProperty("refused").GetString()}", error.Field);
    }

    [Theory]
    [MemberData(nameof(Cases), "values")]
    public void A_value_is_accepted_or_refused_by_a_rule(string json)
    {
        var fields = FieldsOf(json);
        var value = Given.Json(json).GetProperty("value").GetRawText();
        var given = Given.Json($$"""{"a":{{value}}}""");
        var kept = FieldCheck.Check(fields, given, out var problem);
        var message = Given.Json(json).TryGetProperty("refused", out var rule)
            ? "fields.a: " + _cases.GetProperty("rules").GetProperty(rule.GetString()!).GetProperty("api").GetString()
            : "";
        Assert.True(Regex.IsMatch(problem, $"^{message}$"), $"{json} {problem}");
        if (kept is null) return;
        var isBlank = value.Trim('"').Trim() is "" or "null";
        Assert.True(JsonElement.DeepEquals(isBlank ? Given.Json("{}") : given, Given.Json(kept!)), kept);
        Assert.InRange(Encoding.UTF8.GetByteCount(kept!), 0, FieldCheck.SizeLimit(fields));
    }

    [Fact]
    public void Each_type_of_the_contract_has_rules_and_cases()
    {
        var names = typeof(ApprovalField).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.IsLiteral)
            .Select(field => (string)field.GetRawConstantValue()!)
            .Order();
        Assert.Equal(names, FieldType.All.Keys.Order());
        var values = _cases.GetProperty("values").EnumerateArray();
        Assert.Equal(names, values.Select(one => FieldsOf(one.GetRawText())[0].Type).Distinct().Order());
    }

    private static IReadOnlyList<ApprovalField> FieldsOf(string json)
    {
        var field = JsonNode.Parse(json)!["field"]!;
        field["name"] = "a";
        return FieldReader.ListIn(new InputReader(Given.Json($$"""{"fields":[{{field.ToJsonString()}}]}""")));
    }
}
