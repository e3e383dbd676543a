using System.Text;
using System.Text.Json.Nodes;
using Amazon.RDSDataService.Model;
using Amazon.Runtime;
using ApprovalWorkflow.Packages.Tests.Support;

namespace ApprovalWorkflow.Packages.Tests.RdsData;

/// <summary>What the client makes of the service's answers.</summary>
public class ResponseTests
{
    private static readonly AnswerReading _reading = new(Calls.Shapes, ReadAsync);

    public static TheoryData<string> Operations => [.. Calls.Operations];

    [Theory]
    [MemberData(nameof(Operations))]
    public Task Every_member_of_the_model_is_read(string operation) =>
        _reading.AssertEveryMemberAsync(operation);

    [Theory]
    [MemberData(nameof(Operations))]
    public Task Members_that_are_not_known_are_passed_over(string operation) =>
        _reading.AssertNoOtherMemberAsync(operation);

    [Theory]
    [MemberData(nameof(Operations))]
    public Task What_is_null_or_not_there_is_null(string operation) =>
        _reading.AssertNothingAsync(operation);

    [Fact]
    public async Task A_result_without_rows_has_an_empty_list()
    {
        var answer = JsonNode.Parse("""{"records":[],"numberOfRecordsUpdated":0}""")!;

        var response = Assert.IsType<ExecuteStatementResponse>(await ReadAsync("ExecuteStatement", answer));

        Assert.Empty(response.Records);
        Assert.Equal(0, response.NumberOfRecordsUpdated);
    }

    [Fact]
    public async Task A_result_of_a_mebibyte_is_read_as_it_is()
    {
        var answer = new StringBuilder("""{"numberOfRecordsUpdated":0,"records":[""");
        var rows = 0;
        for (; answer.Length < 1024 * 1024; rows++)
        {
            answer.Append(rows == 0 ? "" : ",").Append(
                $$"""[{"longValue":{{rows}}},{"stringValue":"Größe \"{{rows}}\" – 👍"},{"isNull":true}]""");
        }
        var response = Assert.IsType<ExecuteStatementResponse>(
            await ReadAsync("ExecuteStatement", JsonNode.Parse(answer.Append("]}").ToString())!));

        Assert.Equal(rows, response.Records.Count);
        Assert.All(response.Records.Index(), row =>
        {
            Assert.Equal(row.Index, row.Item[0].LongValue);
            Assert.Equal($"Größe \"{row.Index}\" – 👍", row.Item[1].StringValue);
            Assert.True(row.Item[2].IsNull);
            Assert.Null(row.Item[2].StringValue);
        });
    }

    private static async Task<AmazonWebServiceResponse> ReadAsync(string operation, JsonNode answer)
    {
        await using var server = new LoopbackServer(
            _ => Answer.Json(200, answer.ToJsonString(), ("x-amzn-RequestId", "r-1")));
        using var client = Clients.RdsData(server.Url);
        return await client.CallAsync(operation);
    }
}
