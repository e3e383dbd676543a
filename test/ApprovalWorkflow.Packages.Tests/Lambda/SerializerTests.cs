using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace ApprovalWorkflow.Packages.Tests.Lambda;

internal sealed record Sample(
    string? FirstName,
    int? HTTPCode,
    JsonElement Details,
    Sample? Inner,
    [property: JsonPropertyName("x-id")] string? Id);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Sample))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class SampleJson : JsonSerializerContext;

/// <summary>Events and results in JSON, as the official serializer reads and writes them.</summary>
public class SerializerTests
{
    private static readonly SourceGeneratorLambdaJsonSerializer<SampleJson> _serializer = new();

    [Fact]
    public void Names_are_written_unchanged_and_nulls_are_omitted() => Assert.Equal(
        """{"FirstName":"Ann","HTTPCode":1,"Details":[1],"x-id":"i"}""",
        Write(new Sample("Ann", 1, JsonDocument.Parse("[1]").RootElement, null, "i")));

    [Fact]
    public void Options_can_be_changed() => Assert.Equal(
        """{"firstName":"Ann","httpCode":1,"details":[],"x-id":"i"}""",
        Write(
            new Sample("Ann", 1, JsonDocument.Parse("[]").RootElement, null, "i"),
            new(options => options.PropertyNamingPolicy = new AwsNamingPolicy(JsonNamingPolicy.CamelCase))));

    [Fact]
    public void Characters_are_not_escaped_without_need() => Assert.Equal(
        """{"FirstName":"grün & <b> – \" \\ \n","Details":null}""",
        Write(new Sample("grün & <b> – \" \\ \n", null, JsonDocument.Parse("null").RootElement, null, null)));

    [Fact]
    public void Members_are_read_in_any_case()
    {
        var sample = Read<Sample>(
            """{"FIRSTNAME":"Ann","httpcode":2,"details":{"a":[1]},"unknown":1,"Inner":{"firstName":"Bo"}}""");

        Assert.Equal("Ann", sample.FirstName);
        Assert.Equal(2, sample.HTTPCode);
        Assert.Equal("""{"a":[1]}""", sample.Details.GetRawText());
        Assert.Equal("Bo", sample.Inner!.FirstName);
    }

    [Theory]
    [InlineData("""{"any":["json",1,null]}""")]
    [InlineData("17")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    public void Any_JSON_is_an_element(string json) => Assert.Equal(json, Read<JsonElement>(json).GetRawText());

    [Fact]
    public void Options_can_differ_from_the_defaults()
    {
        var serializer = new SourceGeneratorLambdaJsonSerializer<SampleJson>(
            (JsonSerializerOptions options) => options.PropertyNamingPolicy = JsonNamingPolicy.KebabCaseLower);
        using var stream = new MemoryStream();
        serializer.Serialize(new Sample("Ann", 1, JsonDocument.Parse("1").RootElement, null, null), stream);

        Assert.Contains("\"first-name\":\"Ann\"", Encoding.UTF8.GetString(stream.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_MemoryStream_is_read_from_its_start_wherever_it_stands()
    {
        using var stream = new MemoryStream("[17]"u8.ToArray()) { Position = 2 };

        Assert.Equal("[17]", _serializer.Deserialize<JsonElement>(stream).GetRawText());
    }

    [Fact]
    public void A_failure_to_read_or_write_names_the_type()
    {
        var read = Assert.Throws<JsonSerializerException>(() => Read<Sample>("""{"httpCode":"many"}"""));
        var unknown = Assert.Throws<JsonSerializerException>(() => Write(new StringBuilder()));

        Assert.Contains("ApprovalWorkflow.Packages.Tests.Lambda.Sample", read.Message, StringComparison.Ordinal);
        Assert.IsType<JsonException>(read.InnerException);
        Assert.Contains("System.Text.StringBuilder", unknown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("XAmzId2", "x-amz-id-2")]
    [InlineData("XAmzRequestId", "x-amz-request-id")]
    [InlineData("StatusCode", "StatusCode")]
    public void Names_are_those_of_AWS_events(string member, string name) =>
        Assert.Equal(name, new AwsNamingPolicy().ConvertName(member));

    private static string Write<T>(T value, SourceGeneratorLambdaJsonSerializer<SampleJson>? serializer = null)
    {
        using var stream = new MemoryStream();
        (serializer ?? _serializer).Serialize(value, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static T Read<T>(string json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return _serializer.Deserialize<T>(stream);
    }
}
