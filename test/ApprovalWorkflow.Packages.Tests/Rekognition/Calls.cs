using Amazon.Rekognition;
using Amazon.Rekognition.Model;
using Amazon.Runtime;
using ApprovalWorkflow.Packages.Tests.Support;

namespace ApprovalWorkflow.Packages.Tests.Rekognition;

/// <summary>One call of each operation, with nothing in it but what is required.</summary>
internal static class Calls
{
    public const string Collection = "known-faces";
    public const string FaceId = "8f3c1d0e-5b7a-4c2d-9e1f-0a1b2c3d4e5f";

    private static readonly Dictionary<string, Func<IAmazonRekognition, Task<AmazonWebServiceResponse>>> _all = new()
    {
        ["DeleteFaces"] = async client => await client.DeleteFacesAsync(
            new() { CollectionId = Collection, FaceIds = [FaceId] }),
        ["DetectFaces"] = async client => await client.DetectFacesAsync(new() { Image = Frame }),
        ["IndexFaces"] = async client => await client.IndexFacesAsync(
            new() { CollectionId = Collection, Image = Frame }),
        ["ListFaces"] = async client => await client.ListFacesAsync(new() { CollectionId = Collection }),
        ["SearchFaces"] = async client => await client.SearchFacesAsync(
            new() { CollectionId = Collection, FaceId = FaceId }),
        ["SearchFacesByImage"] = async client => await client.SearchFacesByImageAsync(
            new() { CollectionId = Collection, Image = Frame }),
    };

    /// <summary>The operations' names.</summary>
    public static string[] Operations => [.. _all.Keys];

    /// <summary>An image in S3.</summary>
    public static Image Frame => new() { S3Object = new() { Bucket = "frames-bucket", Name = "frames/1.jpg" } };

    public static Task<AmazonWebServiceResponse> CallAsync(this IAmazonRekognition client, string operation) =>
        _all[operation](client);

    /// <summary>The request that a call sends.</summary>
    public static async Task<RecordedRequest> SentByAsync(Func<IAmazonRekognition, Task> call)
    {
        await using var server = new LoopbackServer(_ => Answer.Json(200, "{}"));
        using var client = Clients.Rekognition(server.Url);
        await call(client);
        return Assert.Single(server.Requests);
    }
}
