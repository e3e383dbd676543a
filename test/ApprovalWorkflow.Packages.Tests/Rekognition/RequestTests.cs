using Amazon.Rekognition;
using ApprovalWorkflow.Packages.Tests.Support;

namespace ApprovalWorkflow.Packages.Tests.Rekognition;

/// <summary>Every request that the client sends, held against AWS's own model of the service.</summary>
public class RequestTests
{
    private static readonly byte[] _png = [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, 0xFB, 0xFF, 0xFE];

    public static TheoryData<string> Operations => [.. Calls.Operations];

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task What_is_required_is_enough(string operation)
    {
        var request = await Calls.SentByAsync(client => client.CallAsync(operation));

        Assert.Empty(ModelValidator.Violations(ServiceModel.Rekognition, operation, request));
        Assert.Equal(
            ServiceModel.Rekognition.Input(operation).GetProperty("required").EnumerateArray()
                .Select(name => name.GetString()).Order(),
            request.Json.EnumerateObject().Select(member => member.Name).Order());
    }

    [Fact]
    public async Task IndexFaces_with_everything_is_what_the_model_says()
    {
        var request = await Calls.SentByAsync(client => client.IndexFacesAsync(new()
        {
            CollectionId = Calls.Collection,
            DetectionAttributes = [Amazon.Rekognition.Attribute.DEFAULT],
            ExternalImageId = Calls.FaceId,
            Image = new() { S3Object = new() { Bucket = "frames-bucket", Name = "frames/ü 1+2.jpg", Version = "v1" } },
            MaxFaces = 1,
            QualityFilter = QualityFilter.NONE,
        }));

        Assert.Empty(ModelValidator.Violations(ServiceModel.Rekognition, "IndexFaces", request));
        Assert.Equal(
            """
            {"CollectionId":"known-faces","DetectionAttributes":["DEFAULT"],
            "ExternalImageId":"8f3c1d0e-5b7a-4c2d-9e1f-0a1b2c3d4e5f",
            "Image":{"S3Object":{"Bucket":"frames-bucket","Name":"frames/ü 1+2.jpg","Version":"v1"}},
            "MaxFaces":1,"QualityFilter":"NONE"}
            """.ReplaceLineEndings(""),
            request.Body);
    }

    [Fact]
    public async Task SearchFacesByImage_with_everything_is_what_the_model_says()
    {
        var request = await Calls.SentByAsync(client => client.SearchFacesByImageAsync(new()
        {
            CollectionId = Calls.Collection,
            FaceMatchThreshold = 99.5f,
            Image = new() { Bytes = new(_png) },
            MaxFaces = 5,
            QualityFilter = QualityFilter.MEDIUM,
        }));

        Assert.Empty(ModelValidator.Violations(ServiceModel.Rekognition, "SearchFacesByImage", request));
        Assert.Equal(99.5, request.Json.GetProperty("FaceMatchThreshold").GetDouble());
        Assert.Equal(_png, request.Json.GetProperty("Image").GetProperty("Bytes").GetBytesFromBase64());
    }

    [Fact]
    public async Task SearchFaces_ListFaces_DetectFaces_and_DeleteFaces_with_everything_are_what_the_model_says()
    {
        var searched = await Calls.SentByAsync(client => client.SearchFacesAsync(
            new() { CollectionId = Calls.Collection, FaceId = Calls.FaceId, FaceMatchThreshold = 0, MaxFaces = 4096 }));
        var listed = await Calls.SentByAsync(client => client.ListFacesAsync(
            new() { CollectionId = Calls.Collection, MaxResults = 0, NextToken = "a+b/c==" }));
        var detected = await Calls.SentByAsync(client => client.DetectFacesAsync(
            new() { Image = new() { Bytes = new(_png) }, Attributes = [Amazon.Rekognition.Attribute.ALL] }));
        var deleted = await Calls.SentByAsync(client => client.DeleteFacesAsync(
            new() { CollectionId = Calls.Collection, FaceIds = [Calls.FaceId, Calls.FaceId] }));

        Assert.Empty(ModelValidator.Violations(ServiceModel.Rekognition, "SearchFaces", searched));
        Assert.Empty(ModelValidator.Violations(ServiceModel.Rekognition, "ListFaces", listed));
        Assert.Empty(ModelValidator.Violations(ServiceModel.Rekognition, "DetectFaces", detected));
        Assert.Empty(ModelValidator.Violations(ServiceModel.Rekognition, "DeleteFaces", deleted));
        Assert.Equal("a+b/c==", listed.Json.GetProperty("NextToken").GetString());
        Assert.Equal(0, listed.Json.GetProperty("MaxResults").GetInt32());
    }

    [Fact]
    public async Task Faces_can_be_listed_by_id_and_user()
    {
        var request = await Calls.SentByAsync(client => client.ListFacesAsync(
            new() { CollectionId = Calls.Collection, FaceIds = [Calls.FaceId], UserId = "u-1" }));

        Assert.Equal(
            $$"""{"CollectionId":"known-faces","FaceIds":["{{Calls.FaceId}}"],"UserId":"u-1"}""", request.Body);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task All_of_a_stream_is_sent_wherever_it_stands(bool visible)
    {
        using var image = new MemoryStream([.. "##"u8, .. _png], 2, _png.Length, writable: true, visible)
        {
            Position = 4,
        };

        var request = await Calls.SentByAsync(
            client => client.DetectFacesAsync(new() { Image = new() { Bytes = image } }));

        Assert.Equal(_png, request.Json.GetProperty("Image").GetProperty("Bytes").GetBytesFromBase64());
    }

    [Fact]
    public async Task The_largest_image_is_sent()
    {
        var largest = new byte[ServiceModel.Rekognition.Shape("ImageBlob").GetProperty("max").GetInt32()];

        var request = await Calls.SentByAsync(
            client => client.DetectFacesAsync(new() { Image = new() { Bytes = new(largest) } }));

        Assert.Empty(ModelValidator.Violations(ServiceModel.Rekognition, "DetectFaces", request));
    }

    [Fact]
    public async Task A_request_that_breaks_the_model_is_found_out()
    {
        var indexed = await Calls.SentByAsync(client => client.IndexFacesAsync(new()
        {
            CollectionId = "known faces",
            DetectionAttributes = ["NOSE"],
            Image = new() { Bytes = new() },
            MaxFaces = 0,
        }));
        var searched = await Calls.SentByAsync(client => client.SearchFacesAsync(
            new() { CollectionId = Calls.Collection, FaceMatchThreshold = 100.5f }));
        var deleted = await Calls.SentByAsync(
            client => client.DeleteFacesAsync(new() { CollectionId = Calls.Collection, FaceIds = [] }));

        Assert.Collection(
            ModelValidator.Violations(ServiceModel.Rekognition, "IndexFaces", indexed),
            it => Assert.StartsWith("input.CollectionId does not match", it, StringComparison.Ordinal),
            it => Assert.StartsWith("input.DetectionAttributes[0] is none of", it, StringComparison.Ordinal),
            it => Assert.Equal("the length of input.Image.Bytes is less than 1", it),
            it => Assert.Equal("input.MaxFaces is less than 1", it));
        Assert.Equal(
            ["input.FaceId is required", "input.FaceMatchThreshold is more than 100"],
            ModelValidator.Violations(ServiceModel.Rekognition, "SearchFaces", searched));
        Assert.Equal(
            ["the length of input.FaceIds is less than 1"],
            ModelValidator.Violations(ServiceModel.Rekognition, "DeleteFaces", deleted));
    }

    [Fact]
    public async Task Requests_are_signed_for_the_service_and_its_region()
    {
        var request = await Calls.SentByAsync(client => client.CallAsync("ListFaces"));

        Assert.Matches(
            $"^AWS4-HMAC-SHA256 Credential={Clients.AccessKey}/[0-9]{{8}}/us-east-1/rekognition/aws4_request, " +
            "SignedHeaders=[^,]*x-amz-target, Signature=[0-9a-f]{64}$",
            request.Header("Authorization"));
        Assert.Contains("Rekognition#", request.Header("User-Agent"), StringComparison.Ordinal);
    }
}
