using System.Text.Json.Nodes;
using Amazon.RDSDataService;
using ApprovalWorkflow.Packages.Tests.Support;

namespace ApprovalWorkflow.Packages.Tests.Sdk;

/// <summary>One exact request of each protocol.</summary>
public class RequestTests
{
    private const string Cluster = "arn:aws:rds:eu-west-1:123456789012:cluster:suppliers";
    private const string Secret = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:suppliers-AbCdEf";

    [Fact]
    public async Task Step_Functions_speaks_JSON_1_0()
    {
        await using var server = new LoopbackServer(_ => Answer.Json(200, "{}"));
        using var client = Clients.StepFunctions(server.Url);

        await client.SendTaskSuccessAsync(new() { TaskToken = "AAAAKg", Output = """{"comment":"grün"}""" });

        var request = Assert.Single(server.Requests);
        Assert.Equal(("POST", "/"), (request.Method, request.Path));
        Assert.Equal("application/x-amz-json-1.0", request.Header("Content-Type"));
        Assert.Equal("AWSStepFunctions.SendTaskSuccess", request.Header("X-Amz-Target"));
        Assert.Contains("/us-east-1/states/aws4_request", request.Header("Authorization"), StringComparison.Ordinal);
        AssertBody("""{"taskToken":"AAAAKg","output":"{\"comment\":\"grün\"}"}""", request);
    }

    [Fact]
    public async Task Rekognition_speaks_JSON_1_1()
    {
        await using var server = new LoopbackServer(_ => Answer.Json(200, "{}"));
        using var client = Clients.Rekognition(server.Url);
        // The caller has just written the bytes, so the stream is at its end.
        using var bytes = new MemoryStream();
        bytes.Write([255, 216, 255]);

        await client.SearchFacesByImageAsync(new()
        {
            CollectionId = "people",
            FaceMatchThreshold = 90.5f,
            Image = new() { Bytes = bytes },
            MaxFaces = 1,
        });

        var request = Assert.Single(server.Requests);
        Assert.Equal("application/x-amz-json-1.1", request.Header("Content-Type"));
        Assert.Equal("RekognitionService.SearchFacesByImage", request.Header("X-Amz-Target"));
        AssertBody(
            """{"CollectionId":"people","FaceMatchThreshold":90.5,"Image":{"Bytes":"/9j/"},"MaxFaces":1}""", request);
    }

    [Fact]
    public async Task The_Data_API_speaks_REST_JSON()
    {
        await using var server = new LoopbackServer(_ => Answer.Json(200, "{}"));
        using var client = Clients.RdsData(server.Url);

        await client.ExecuteStatementAsync(new()
        {
            FormatRecordsAs = RecordsFormatType.NONE,
            IncludeResultMetadata = true,
            Parameters =
            [
                new() { Name = "price", Value = new() { StringValue = "1.50" }, TypeHint = TypeHint.DECIMAL },
                new() { Name = "sold", Value = new() { LongValue = long.MaxValue } },
                new() { Name = "bought", Value = new() { IsNull = true } },
            ],
            ResourceArn = Cluster,
            SecretArn = Secret,
            Sql = "SELECT 1",
        });

        var request = Assert.Single(server.Requests);
        Assert.Equal(("POST", "/Execute"), (request.Method, request.Path));
        Assert.Equal("application/json", request.Header("Content-Type"));
        AssertBody($$$"""
                {
                  "formatRecordsAs": "NONE", "includeResultMetadata": true,
                  "parameters": [
                    {"name": "price", "typeHint": "DECIMAL", "value": {"stringValue": "1.50"}},
                    {"name": "sold", "value": {"longValue": 9223372036854775807}},
                    {"name": "bought", "value": {"isNull": true}}
                  ],
                  "resourceArn": "{{{Cluster}}}", "secretArn": "{{{Secret}}}", "sql": "SELECT 1"
                }
                """, request);
    }

    [Fact]
    public async Task Sns_speaks_query()
    {
        await using var server = new LoopbackServer(_ => Answer.Xml(200, "<PublishResponse/>"));
        using var client = Clients.Sns(server.Url);

        await client.PublishAsync(new()
        {
            TopicArn = "arn:aws:sns:us-east-1:123456789012:approvals",
            Subject = "Required approval",
            Message = "Grün & 1+1=2",
            MessageAttributes = new() { ["approver"] = new() { DataType = "String", StringValue = "a+b@example.com" } },
        });

        var request = Assert.Single(server.Requests);
        Assert.Equal("application/x-www-form-urlencoded; charset=utf-8", request.Header("Content-Type"));
        Assert.Equal(
            new SortedDictionary<string, string>(StringComparer.Ordinal)
            {
                ["Action"] = "Publish",
                ["Message"] = "Grün & 1+1=2",
                ["MessageAttributes.entry.1.Name"] = "approver",
                ["MessageAttributes.entry.1.Value.DataType"] = "String",
                ["MessageAttributes.entry.1.Value.StringValue"] = "a+b@example.com",
                ["Subject"] = "Required approval",
                ["TopicArn"] = "arn:aws:sns:us-east-1:123456789012:approvals",
                ["Version"] = "2010-03-31",
            },
            request.Form);
    }

    private static void AssertBody(string expected, RecordedRequest request) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(request.Body)), request.Body);
}
