using System.Text;
using Amazon.Lambda.S3Events;
using ApprovalWorkflow.Functions.Api;
using ApprovalWorkflow.Functions.Approvals;
using ApprovalWorkflow.Functions.Inputs;
using ApprovalWorkflow.Functions.Reports;

namespace ApprovalWorkflow.Functions.Tests;

/// <summary>Events and results as others send and read them.</summary>
public sealed class LambdaJsonTests
{
    [Fact]
    public void A_state_machine_gets_names_in_camel_case_and_no_nulls() => Assert.Equal(
        """{"id":"1","requestedAt":"now"}""", Written(new OpenedReport("1", "now", null)));

    [Fact]
    public void State_machines_match_errors_by_the_names_of_their_classes() => Assert.Equal(
        (ErrorNames.InvalidRequest, ErrorNames.AwsCallFailed),
        (nameof(InvalidRequestException), nameof(AwsCallFailedException)));

    [Fact]
    public void API_Gateway_reads_the_names_that_it_asks_for() => Assert.Equal(
        """{"statusCode":200,"headers":{"X-Test":"1"},"body":"–","isBase64Encoded":false}""",
        Written(new ApiResponse
        {
            StatusCode = 200,
            Headers = new Dictionary<string, string> { ["X-Test"] = "1" },
            Body = "–",
        }));

    [Fact]
    public void A_request_of_API_Gateway_is_read()
    {
        var request = Read<ApiRequest>(
            """
            {"httpMethod":"POST","headers":{"X-Test":"1"},"pathParameters":{"id":"2"},"queryStringParameters":null,
             "requestContext":{"authorizer":{"claims":{"sub":"3"}}},"body":"e30=","isBase64Encoded":true}
            """);
        Assert.Equal("1", request.Header("x-test"));
        Assert.Equal("2", request.PathParameter("id"));
        Assert.Null(request.QueryParameter("limit"));
        Assert.Equal("3", request.RequestContext.Authorizer.Claims["sub"]);
        Assert.True(request.IsBase64Encoded);
    }

    [Fact]
    public void An_event_of_S3_is_read_although_its_first_name_is_capital()
    {
        var record = Assert.Single(Read<S3Event>(
            """
            {"Records":[{"eventTime":"2026-11-20T10:02:00.000Z","s3":{"bucket":{"name":"frames"},
             "object":{"key":"a+b.jpg","size":7,"eTag":"e","sequencer":"0A"}}}]}
            """).Records);
        Assert.Equal(new DateTime(2026, 11, 20, 10, 2, 0, DateTimeKind.Utc), record.EventTime.ToUniversalTime());
        Assert.Equal("frames", record.S3.Bucket.Name);
        Assert.Equal(
            ("a+b.jpg", 7, "e", "0A"),
            (record.S3.Object.Key, record.S3.Object.Size, record.S3.Object.ETag, record.S3.Object.Sequencer));
    }

    [Theory]
    [InlineData("", Limits.Nesting, "input")]
    [InlineData("""{"a":""", Limits.Nesting - 1, "a")]
    public void An_input_may_be_nested_so_deeply_and_no_deeper(string start, int levels, string field)
    {
        var end = start.Length > 0 ? "}" : "";
        string Input(int depth) => $$"""
            {"id":"1","input":{{start}}{{new string('[', depth)}}{{new string(']', depth)}}{{end}},"executionArn":"arn"}
            """;
        var input = Read<OpenRequestInput>(Input(levels)).Input;
        Assert.Equal(input.GetRawText(), ApprovalInput.Parse(input).Details);
        Assert.Equal(input.GetRawText(), Written(input));
        foreach (var depth in new[] { levels + 1, 1000, 100_000 })
            Assert.Equal(field, Assert.Throws<InvalidRequestException>(
                () => ApprovalInput.Parse(Read<OpenRequestInput>(Input(depth)).Input)).Field);
    }

    [Fact]
    public void What_a_branch_gives_back_is_as_large_as_it_was_sent()
    {
        var text = string.Concat(Enumerable.Repeat("😀𠮷\\u0041", 50_000));
        var sent = $$"""{"a":"{{text}}","n":1.10,"big":9007199254740993}""";
        var approval = """{"id":"1","status":"approved","fields":{}}""";
        var outcome = Read<ApprovalOutcome>($$"""{"input":{{sent}},"approval":{{approval}} }""");
        Assert.Contains($"\"input\":{sent},", Written(new ProcessedOutcome("", outcome.Input, outcome.Approval)),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("𠮷野家 😀 é\u2028<&'", "\"𠮷野家 😀 é\u2028<&'\"")]
    [InlineData("\"\\\n\u0001", "\"\\\"\\\\\\n\\u0001\"")]
    public void Only_what_JSON_must_is_escaped(string text, string json) =>
        Assert.Equal(json, JsonText.Of(writer => writer.WriteStringValue(text)));

    private static T Read<T>(string json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return LambdaJson.Serializer.Deserialize<T>(stream);
    }

    private static string Written<T>(T value)
    {
        using var stream = new MemoryStream();
        LambdaJson.Serializer.Serialize(value, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
