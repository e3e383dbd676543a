using System.Text.Json.Nodes;
using Amazon.Rekognition;
using Amazon.Rekognition.Model;
using Amazon.Runtime;
using ApprovalWorkflow.Packages.Tests.Support;
using static ApprovalWorkflow.Packages.Tests.Support.SampleAnswer;

namespace ApprovalWorkflow.Packages.Tests.Rekognition;

/// <summary>What the client makes of the service's answers.</summary>
public class ResponseTests
{
    private static readonly AnswerReading _reading = new(Model.Shapes, ReadAsync);

    public static TheoryData<string> Operations => [.. Calls.Operations];

    [Theory]
    [MemberData(nameof(Operations))]
    public Task Every_member_of_the_model_is_read(string operation) =>
        _reading.AssertEveryMemberAsync(operation);

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
    public Task Members_that_are_not_known_are_passed_over(string operation) =>
        _reading.AssertNoOtherMemberAsync(operation);

    [Theory]
    [MemberData(nameof(Operations))]
    public Task What_is_null_or_not_there_is_null(string operation) =>
        _reading.AssertNothingAsync(operation);

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
}
