using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace ApprovalWorkflow.Tests.Contracts;

internal sealed record Page(int Size);

internal sealed record MakeInput(string Id, IReadOnlyList<Page> Parts, string? Note, int Tries = 1);

internal sealed record Made(string Url, IReadOnlyList<Page> Pages, string? Note);

internal sealed record Answer(bool Yes);

/// <summary>Problems found in small state machines that disagree with their function.</summary>
public class DataFlowTests
{
    private const string Definition = """
        {
          "StartAt": "Make",
          "States": {
            "Make": {
              "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
              "Parameters": {"FunctionName": "{Maker.Arn}", "Payload": {"id.$": "$.name", "parts": [{"size": 1}]}},
              "ResultSelector": {"url.$": "$.Payload.url", "pages.$": "$.Payload.pages", "x.$": "$.Payload.note"},
              "Catch": [{"ErrorEquals": ["States.ALL"], "ResultPath": "$.error", "Next": "Failed"}],
              "Next": "Any?"
            },
            "Failed": {"Type": "Fail", "CausePath": "$.error.Cause"},
            "Any?": {
              "Type": "Choice",
              "Choices": [{"Not": {"Variable": "$.pages[0].size", "IsPresent": true}, "Next": "Any?"}],
              "Default": "Both"
            },
            "Both": {
              "Type": "Parallel",
              "Branches": [
                {
                  "StartAt": "Line",
                  "States": {
                    "Line": {"Type": "Pass", "Parameters": {"x.$": "States.Format('It\\'s {}', $.url)"}, "End": true}
                  }
                },
                {
                  "StartAt": "Each",
                  "States": {
                    "Each": {
                      "Type": "Map", "ItemsPath": "$.pages", "ItemSelector": {"page.$": "$$.Map.Item.Value"},
                      "ItemProcessor": {
                        "StartAt": "Size",
                        "States": {"Size": {"Type": "Pass", "OutputPath": "$.page.size", "End": true}}
                      },
                      "End": true
                    }
                  }
                }
              ],
              "ResultSelector": {"line.$": "$[0].x", "sizes.$": "$[1]"}, "ResultPath": "$.both", "Next": "Store"
            },
            "Store": {
              "Type": "Task", "Resource": "arn:aws:states:::dynamodb:putItem",
              "Parameters": {"Item.$": "$.both.line"}, "ResultPath": null, "Next": "Ask"
            },
            "Ask": {
              "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken", "TimeoutSeconds": 5,
              "Parameters": {"FunctionName": "{Maker.Arn}", "Payload": {"id.$": "$.url", "parts.$": "$.pages"}},
              "ResultPath": "$.answer", "Next": "Done"
            },
            "Done": {"Type": "Pass", "OutputPath": "$.answer.yes", "End": true}
          }
        }
        """;

    [Fact]
    public void A_matching_state_machine_has_no_problem()
    {
        var findings = Check(Definition);

        Assert.Empty(findings.Problems);
        Assert.Equal(["Answer.yes", "Made.pages", "Made.url", "Page.size"], findings.Written);
        Assert.Equal(["input.name"], findings.Outside);
        Assert.Equal(["Maker"], findings.Handlers);
        Assert.Equal(["Made.note"], findings.Optional);
        Assert.Equal(19, findings.Followed.Count);
    }

    [Theory]
    [InlineData("Payload.url", "Payload.a", "Make, url.$, $.Payload.a: Made has no a, only: note, pages, url")]
    [InlineData("[0].size", "[0].sum", "Any?, Variable, $.pages[0].sum: Page has no sum, only: size")]
    [InlineData(", $.url", ", $.u", @"Line, x.$, States.Format('It\'s {}', $.u): Make has no u, only: pages, url, x")]
    [InlineData("page.size", "page.sum", "Size, OutputPath, $.page.sum: Page has no sum, only: size")]
    [InlineData("$[1]", "$[2]", "Both, sizes.$, $[2]: Both has no [2], only: [0], [1]")]
    [InlineData("both.line", "both.x", "Store, Item.$, $.both.x: Both has no x, only: line, sizes")]
    [InlineData("answer.yes", "answer.no", "Done, OutputPath, $.answer.no: Answer has no no, only: yes")]
    [InlineData("error.Cause", "error.Why", "Failed, CausePath, $.error.Why: an error has no Why, only: Cause, Error")]
    public void A_path_that_nothing_writes_is_found(string right, string wrong, string problem) =>
        Assert.Equal([problem], Check(Replace(right, wrong)).Problems);

    [Theory]
    [InlineData("\"id.$\": \"$.name\", ", "", "Make, Maker: sends no id, which MakeInput needs")]
    [InlineData("\"parts\":", "\"NOTE\": 1, \"a\": 2, \"parts\":", "Make, Maker: sends a, which no MakeInput has")]
    [InlineData("{\"size\": 1}", "{}", "Make, Maker, parts: sends no size, which Page needs")]
    [InlineData("\"$.pages\"}}", "\"$.url\"}}", "Ask, Maker, parts: a plain value has no [0], only: ")]
    [InlineData("\"id.$\": \"$.url\"", "\"id.$\": \"$.pages\"", "Ask, Maker, id: sends no String")]
    public void An_input_that_the_function_cannot_read_is_found(string right, string wrong, string problem) =>
        Assert.Equal([problem], Check(Replace(right, wrong)).Problems);

    [Theory]
    [InlineData("$.both.line", "$.both[*]", "Store, Item.$, $.both[*]: cannot be followed at [*]")]
    [InlineData("$.both.line", "$$.Execution", "Store, Item.$, $$.Execution: cannot be followed at $.Execution")]
    [InlineData("$.both.line", "States.Hash(1)", "Store, Item.$, States.Hash(1): cannot be followed at States.Hash")]
    [InlineData("\"TimeoutSeconds\": 5", "\"Assign\": {\"x.$\": \"$.url\"}", "Ask, x.$: $.url is not followed")]
    [InlineData("\"line.$\"", "\"line\"", "Both, line: $[0].x is not followed")]
    [InlineData("\"$.answer\"", "\"$.answer[*]\"", "Ask: cannot be followed at the ResultPath $.answer[*]")]
    public void Data_that_cannot_be_followed_are_a_problem(string right, string wrong, string problem) =>
        Assert.Equal(problem, Check(Replace(right, wrong)).Problems[0]);

    private static string Replace(string right, string wrong)
    {
        Assert.Contains(right, Definition, StringComparison.Ordinal);
        return Definition.Replace(right, wrong, StringComparison.Ordinal);
    }

    private static Findings Check(string definition)
    {
        var json = new JsonShapes(new(JsonSerializerDefaults.Web)
        {
            TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        });
        return DataFlow.Check(JsonNode.Parse(definition)!.AsObject(), new Invocations(
            json,
            name => new(name["{".Length..^".Arn}".Length], typeof(MakeInput), typeof(Made)),
            json.Written(typeof(Answer))));
    }
}
