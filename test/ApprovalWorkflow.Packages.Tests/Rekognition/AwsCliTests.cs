using Amazon.Rekognition;
using ApprovalWorkflow.Packages.Tests.Support;
using static ApprovalWorkflow.Packages.Tests.Sdk.AwsCliTests;

namespace ApprovalWorkflow.Packages.Tests.Rekognition;

/// <summary>The client sends what the AWS CLI sends for the same call.</summary>
public class AwsCliTests
{
    private const string Frame = """{"S3Object":{"Bucket":"frames-bucket","Name":"frames/ü 1+2 \"👍\".jpg"}}""";

    private static Amazon.Rekognition.Model.Image Image =>
        new() { S3Object = new() { Bucket = "frames-bucket", Name = "frames/ü 1+2 \"👍\".jpg" } };

    [AwsCliFact]
    public Task IndexFaces_is_what_the_CLI_sends() => AssertSameAsync(
        client => client.IndexFacesAsync(new()
        {
            CollectionId = Calls.Collection,
            DetectionAttributes = ["DEFAULT"],
            ExternalImageId = Calls.FaceId,
            Image = Image,
            MaxFaces = 1,
            QualityFilter = QualityFilter.AUTO,
        }),
        "index-faces", "--collection-id", Calls.Collection, "--detection-attributes", "DEFAULT",
        "--external-image-id", Calls.FaceId, "--image", Frame, "--max-faces", "1", "--quality-filter", "AUTO");

    [AwsCliFact]
    public Task SearchFaces_is_what_the_CLI_sends() => AssertSameAsync(
        client => client.SearchFacesAsync(
            new() { CollectionId = Calls.Collection, FaceId = Calls.FaceId, FaceMatchThreshold = 90, MaxFaces = 2 }),
        "search-faces", "--collection-id", Calls.Collection, "--face-id", Calls.FaceId,
        "--face-match-threshold", "90", "--max-faces", "2");

    [AwsCliFact]
    public Task SearchFacesByImage_is_what_the_CLI_sends() => AssertSameAsync(
        client => client.SearchFacesByImageAsync(
            new() { CollectionId = Calls.Collection, FaceMatchThreshold = 99.5f, Image = Image }),
        "search-faces-by-image", "--collection-id", Calls.Collection, "--face-match-threshold", "99.5",
        "--image", Frame);

    [AwsCliFact]
    public async Task DetectFaces_is_what_the_CLI_sends()
    {
        byte[] image = [0xFF, 0xD8, 0xFF, 0xE0, 0, .. "JFIF"u8, 0xFB, 0xFE, 0xFF, 0xD9];
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, image);
            await AssertSameAsync(
                client => client.DetectFacesAsync(new() { Image = new() { Bytes = new(image) } }),
                "detect-faces", "--image-bytes", "fileb://" + file);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [AwsCliFact]
    public Task ListFaces_is_what_the_CLI_sends() => AssertSameAsync(
        client => client.ListFacesAsync(
            new() { CollectionId = Calls.Collection, MaxResults = 20, NextToken = "a+b/c==" }),
        "list-faces", "--collection-id", Calls.Collection, "--max-results", "20", "--next-token", "a+b/c==");

    [AwsCliFact]
    public Task DeleteFaces_is_what_the_CLI_sends() => AssertSameAsync(
        client => client.DeleteFacesAsync(
            new() { CollectionId = Calls.Collection, FaceIds = [Calls.FaceId, Calls.FaceId] }),
        "delete-faces", "--collection-id", Calls.Collection, "--face-ids", Calls.FaceId, Calls.FaceId);

    private static async Task AssertSameAsync(Func<IAmazonRekognition, Task> call, params string[] arguments)
    {
        var cli = await RecordAsync(Answer.Json(200, "{}"), ["rekognition", .. arguments]);
        var sdk = await Calls.SentByAsync(call);

        AssertSameJson(cli, sdk);
    }
}
