using Amazon.RDSDataService;
using ApprovalWorkflow.Packages.Tests.Support;

namespace ApprovalWorkflow.Packages.Tests.RdsData;

/// <summary>Every request that the client sends, held against AWS's own model of the service.</summary>
public class RequestTests
{
    public static TheoryData<string> Operations => [.. Calls.Operations];

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task What_is_required_is_enough(string operation)
    {
        var request = await Calls.SentByAsync(client => client.CallAsync(operation));

        Assert.Empty(ModelValidator.Violations(ServiceModel.RdsData, operation, request));
        Assert.Equal(
            ServiceModel.RdsData.Input(operation).GetProperty("required").EnumerateArray()
                .Select(name => name.GetString()).Order(),
            request.Json.EnumerateObject().Select(member => member.Name).Order());
    }

    [Fact]
    public async Task ExecuteStatement_with_everything_is_what_the_model_says()
    {
        var request = await Calls.SentByAsync(client => client.ExecuteStatementAsync(new()
        {
            ContinueAfterTimeout = false,
            Database = "supplierdb",
            FormatRecordsAs = RecordsFormatType.NONE,
            IncludeResultMetadata = true,
            Parameters = [new() { Name = "price", Value = new() { StringValue = "1.50" }, TypeHint = TypeHint.DECIMAL }],
            ResourceArn = Calls.Cluster,
            ResultSetOptions = new()
            {
                DecimalReturnType = DecimalReturnType.STRING,
                LongReturnType = LongReturnType.LONG,
            },
            Schema = "s",
            SecretArn = Calls.Secret,
            Sql = "SELECT name FROM `beans` WHERE price > :price AND name <> 'Ä\n\"ö\"'",
            TransactionId = Calls.Transaction,
        }));

        Assert.Empty(ModelValidator.Violations(ServiceModel.RdsData, "ExecuteStatement", request));
        Assert.Equal(
            $$$"""
            {"continueAfterTimeout":false,"database":"supplierdb","formatRecordsAs":"NONE",
            "includeResultMetadata":true,
            "parameters":[{"name":"price","typeHint":"DECIMAL","value":{"stringValue":"1.50"}}],
            "resourceArn":"{{{Calls.Cluster}}}",
            "resultSetOptions":{"decimalReturnType":"STRING","longReturnType":"LONG"},
            "schema":"s","secretArn":"{{{Calls.Secret}}}",
            "sql":"SELECT name FROM `beans` WHERE price > :price AND name <> 'Ä\n\"ö\"'",
            "transactionId":"{{{Calls.Transaction}}}"}
            """.ReplaceLineEndings(""),
            request.Body);
    }

    public static TheoryData<string> Fields =>
    [
        """{"arrayValue":{"arrayValues":[{"longValues":[1]},{"longValues":[]}]}}""",
        """{"arrayValue":{"booleanValues":[true,false]}}""",
        """{"arrayValue":{"doubleValues":[0.5,-1E+300]}}""",
        """{"arrayValue":{"stringValues":["a","ü"]}}""",
        """{"blobValue":"+/8AAQ=="}""",
        """{"booleanValue":false}""",
        """{"doubleValue":0.1}""",
        """{"isNull":true}""",
        """{"longValue":-9223372036854775808}""",
        """{"stringValue":""}""",
    ];

    [Theory]
    [MemberData(nameof(Fields))]
    public async Task A_value_of_any_kind_is_sent_as_it_was_read(string field)
    {
        await using var server = new LoopbackServer(_ => Answer.Json(200, $$"""{"records":[[{{field}}]]}"""));
        using var client = Clients.RdsData(server.Url);
        var read = await client.ExecuteStatementAsync(new() { Sql = "SELECT 1" });

        var request = await Calls.SentByAsync(client => client.ExecuteStatementAsync(new()
        {
            Parameters = [new() { Name = "x", Value = read.Records[0][0] }],
            ResourceArn = Calls.Cluster,
            SecretArn = Calls.Secret,
            Sql = "SELECT :x",
        }));

        Assert.Empty(ModelValidator.Violations(ServiceModel.RdsData, "ExecuteStatement", request));
        Assert.Equal(field, request.Json.GetProperty("parameters")[0].GetProperty("value").GetRawText());
    }

    [Theory]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    public async Task What_JSON_has_no_number_for_is_sent_by_its_name(double value, string name)
    {
        var request = await Calls.SentByAsync(client => client.ExecuteStatementAsync(new()
        {
            Parameters = [new() { Name = "x", Value = new() { DoubleValue = value } }],
            Sql = "SELECT :x",
        }));

        var sent = request.Json.GetProperty("parameters")[0].GetProperty("value").GetProperty("doubleValue");
        Assert.Equal(name, sent.GetString());
    }

    [Fact]
    public async Task A_request_that_breaks_the_model_is_found_out()
    {
        var request = await Calls.SentByAsync(client => client.ExecuteStatementAsync(new()
        {
            Database = new('d', 65),
            Parameters = [new() { Value = new() { IsNull = true, LongValue = 1 }, TypeHint = "NUMBER" }],
            ResourceArn = "arn",
        }));

        Assert.Collection(
            ModelValidator.Violations(ServiceModel.RdsData, "ExecuteStatement", request),
            it => Assert.Equal("input.secretArn is required", it),
            it => Assert.Equal("input.sql is required", it),
            it => Assert.Equal("input.database is longer than 64", it),
            it => Assert.StartsWith("input.parameters[0].typeHint is none of", it, StringComparison.Ordinal),
            it => Assert.Equal("input.parameters[0].value has not one member of the union", it),
            it => Assert.Equal("input.resourceArn is shorter than 11", it));
    }

    [Fact]
    public async Task Requests_are_signed_for_the_service_and_its_region()
    {
        var request = await Calls.SentByAsync(client => client.CallAsync("ExecuteStatement"));

        Assert.Matches(
            $"^AWS4-HMAC-SHA256 Credential={Clients.AccessKey}/[0-9]{{8}}/us-east-1/rds-data/aws4_request, " +
            "SignedHeaders=[^,]*x-amz-date[^,]*, Signature=[0-9a-f]{64}$",
            request.Header("Authorization"));
        Assert.Matches("api/RDS.?Data#4", request.Header("User-Agent"));
    }
}
