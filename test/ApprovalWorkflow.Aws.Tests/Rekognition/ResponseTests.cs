using System.Collections;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.Rekognition;
using Amazon.Rekognition.Model;
using Amazon.Runtime;
using ApprovalWorkflow.Aws.Tests.Support;

namespace ApprovalWorkflow.Aws.Tests.Rekognition;

/// <summary>What the client makes of the service's answers.</summary>
public class ResponseTests
{
    public static TheoryData<string> Operations => [.. Calls.Operations];

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Every_member_of_the_model_is_read(string operation)
    {
        var answer = Complete(operation);

        AssertRead(answer, await ReadAsync(operation, answer), operation);
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task AWSs_own_examples_are_read(string operation)
    {
        var examples = ServiceModel.Examples("rekognition/2016-06-27").GetProperty(operation).EnumerateArray();
        foreach (var example in examples)
        {
            var answer = JsonNode.Parse(example.GetProperty("output").GetRawText())!;
            AssertRead(answer, await ReadAsync(operation, answer), operation);
        }
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Members_that_are_not_known_are_passed_over(string operation)
    {
        var answer = Complete(operation);
        var later = WithMembersOfTomorrow(answer)!;

        AssertRead(answer, await ReadAsync(operation, later), operation);
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task What_is_null_or_not_there_is_null(string operation)
    {
        var members = new JsonObject();
        foreach (var member in Shapes.Members(Output(operation)))
            members[member.Name] = null;
        var none = await ReadAsync(operation, new JsonObject());
        var nulls = await ReadAsync(operation, members);

        Assert.All(members, member => Assert.Null(Value(none, member.Key)));
        Assert.All(members, member => Assert.Null(Value(nulls, member.Key)));
        Assert.Equal("r-1", none.ResponseMetadata.RequestId);
        Assert.Equal(System.Net.HttpStatusCode.OK, none.HttpStatusCode);
    }

    [Fact]
    public async Task An_image_without_a_match_has_an_empty_list()
    {
        var response = await ReadAsync("SearchFacesByImage", JsonNode.Parse("""{"FaceMatches":[]}""")!);

        Assert.Empty(Assert.IsType<SearchFacesByImageResponse>(response).FaceMatches);
    }

    [Fact]
    public async Task Users_and_faces_that_stay_are_read()
    {
        var listed = await ReadAsync("ListFaces", JsonNode.Parse("""{"Faces":[{"UserId":"u-1"},null]}""")!);
        var deleted = await ReadAsync("DeleteFaces", JsonNode.Parse(
            """{"UnsuccessfulFaceDeletions":[{"FaceId":"f-1","UserId":"u-1","Reasons":["FACE_NOT_FOUND"]}]}""")!);

        Assert.Equal(["u-1", null], ((ListFacesResponse)listed).Faces.Select(face => face?.UserId));
        var kept = Assert.Single(((DeleteFacesResponse)deleted).UnsuccessfulFaceDeletions);
        Assert.Equal(("f-1", "u-1"), (kept.FaceId, kept.UserId));
        Assert.Equal<string>([UnsuccessfulFaceDeletionReason.FACE_NOT_FOUND], kept.Reasons);
    }

    [Fact]
    public async Task A_constant_of_tomorrow_is_kept()
    {
        var response = await ReadAsync("DetectFaces", JsonNode.Parse(
            """{"FaceDetails":[{"Landmarks":[{"Type":"leftEar"}]}],"OrientationCorrection":"ROTATE_45"}""")!);

        var faces = Assert.IsType<DetectFacesResponse>(response);
        Assert.Equal("leftEar", faces.FaceDetails[0].Landmarks[0].Type.Value);
        Assert.Equal("ROTATE_45", faces.OrientationCorrection.Value);
        Assert.NotEqual(OrientationCorrection.ROTATE_90, faces.OrientationCorrection);
    }

    private static async Task<AmazonWebServiceResponse> ReadAsync(string operation, JsonNode answer)
    {
        await using var server = new LoopbackServer(
            _ => Answer.Json(200, answer.ToJsonString(), ("x-amzn-RequestId", "r-1")));
        using var client = Clients.Rekognition(server.Url);
        return await client.CallAsync(operation);
    }

    private static string Output(string operation) =>
        ServiceModel.Target(ServiceModel.Rekognition.Operation(operation).GetProperty("output"));

    private static object? Value(object structure, string member) =>
        (structure.GetType().GetProperty(member) ?? throw new MissingMemberException(member)).GetValue(structure);

    private static void AssertRead(JsonNode? expected, object? actual, string path)
    {
        switch (expected)
        {
            case JsonObject members:
                Assert.True(actual is not null, path);
                foreach (var (name, member) in members)
                    AssertRead(member, Value(actual, name), $"{path}.{name}");
                break;
            case JsonArray items:
                var list = Assert.IsAssignableFrom<IList>(actual);
                Assert.Equal(items.Count, list.Count);
                for (var i = 0; i < items.Count; i++)
                    AssertRead(items[i], list[i], $"{path}[{i}]");
                break;
            default:
                object? value = expected?.GetValueKind() == JsonValueKind.Number
                    ? (float)expected.GetValue<double>()
                    : expected?.GetValue<string>();
                Assert.Equal((path, value), (path, actual is ConstantClass constant ? constant.Value : actual));
                break;
        }
    }

    /// <summary>An answer with a value for each member of the model, and no value twice but in enumerations.</summary>
    private static JsonNode Complete(string operation)
    {
        var count = 0;
        return Sample(Output(operation))!;

        JsonNode? Sample(string name)
        {
            var shape = ServiceModel.Rekognition.Shape(name);
            return shape.GetProperty("type").GetString() switch
            {
                "structure" => new JsonObject(Shapes.Members(name).Select(
                    it => KeyValuePair.Create(it.Name, Sample(ServiceModel.Target(it.Value))))),
                "list" => new JsonArray(Sample(Shapes.Item(shape)), Sample(Shapes.Item(shape))),
                "float" => ++count + 0.25,
                _ => Shapes.Constants(name).LastOrDefault() ?? $"text {++count}",
            };
        }
    }

    private static JsonNode? WithMembersOfTomorrow(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(
        [
            new("FaceIdOfTomorrow", "f"),
            new("ListOfTomorrow", JsonNode.Parse("""[[],[{"FaceId":"f","Faces":[{"Face":{"FaceId":"f"}}]}],1]""")),
            .. members.Select(it => KeyValuePair.Create(it.Key, WithMembersOfTomorrow(it.Value))),
            new("Tomorrow", JsonNode.Parse("""{"FaceMatches":[],"Confidence":1,"Deep":{"FaceModelVersion":"0"}}""")),
        ]),
        JsonArray items => new JsonArray([.. items.Select(WithMembersOfTomorrow)]),
        _ => node?.DeepClone(),
    };
}
