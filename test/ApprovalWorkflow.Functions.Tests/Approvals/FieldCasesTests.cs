using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using ApprovalWorkflow.Functions.Approvals;
using ApprovalWorkflow.Functions.Inputs;
using ApprovalWorkflow.Functions.Tests.Emulators;

namespace ApprovalWorkflow.Functions.Tests.Approvals;

/// <summary>The API's side of test/field-cases.json, which the website's tests read, too.</summary>
public class FieldCasesTests
{
    private static readonly JsonElement _cases =
        Given.Json(File.ReadAllText(Path.Combine(Repository.Root, "test", "field-cases.json")));

    public static TheoryData<string, string> Definitions()
    {
        var data = new TheoryData<string, string>();
        foreach (var one in _cases.GetProperty("definitions").EnumerateArray())
            data.Add(one.GetProperty("field").GetRawText(), one.GetProperty("refused").GetString()!);
        return data;
    }

    public static TheoryData<string, string, string?> Values()
    {
        var data = new TheoryData<string, string, string?>();
        foreach (var one in _cases.GetProperty("values").EnumerateArray())
        {
            var rule = one.TryGetProperty("refused", out var refused) ? refused.GetString() : null;
            data.Add(one.GetProperty("field").GetRawText(), one.GetProperty("value").GetRawText(), rule);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Definitions))]
    public void A_definition_that_nobody_could_fill_in_is_refused(string field, string member)
    {
        var error = Assert.Throws<InvalidRequestException>(() => Read(field));
        Assert.Equal($"fields[0].{member}", error.Field);
    }

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_is_accepted_or_refused_by_a_rule(string field, string value, string? rule)
    {
        var fields = Read(field);
        var kept = FieldCheck.Check(fields, Given.Json($$"""{"a":{{value}}}"""), out var problem);
        if (rule is not null)
        {
            var message = _cases.GetProperty("rules").GetProperty(rule).GetProperty("api").GetString();
            Assert.Matches($@"^fields\.a: {message}$", problem);
            return;
        }
        Assert.Equal("", problem);
        var isBlank = value.Trim('"').Trim() is "" or "null";
        var expected = isBlank ? "{}" : $$"""{"a":{{value}}}""";
        Assert.True(JsonElement.DeepEquals(Given.Json(expected), Given.Json(kept!)), kept);
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
        Assert.Equal(names, Values().Select(one => Read((string)one[0])[0].Type).Distinct().Order());
    }

    private static IReadOnlyList<ApprovalField> Read(string field)
    {
        var named = JsonNode.Parse(field)!.AsObject();
        named["name"] = "a";
        return FieldReader.ListIn(new InputReader(Given.Json($$"""{"fields":[{{named.ToJsonString()}}]}""")));
    }
}
