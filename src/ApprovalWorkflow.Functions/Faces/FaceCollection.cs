using Amazon.Rekognition;
using Amazon.Rekognition.Model;
using ApprovalWorkflow.Functions.Images;

namespace ApprovalWorkflow.Functions.Faces;

/// <summary>A face in a collection.</summary>
public sealed record IndexedFace(string FaceId, ImageBox Box);

/// <summary>The faces that Rekognition found in an image.</summary>
/// <param name="TooPoor">Faces that are too small, blurred or turned away to tell people apart by.</param>
public sealed record IndexedFaces(IReadOnlyList<IndexedFace> Faces, int TooPoor);

/// <summary>A face of a collection.</summary>
/// <param name="ExternalImageId">The id with which the face was indexed.</param>
public sealed record StoredFace(string FaceId, string ExternalImageId);

/// <summary>
/// A Rekognition collection: numbers that describe faces, no images
/// (https://docs.aws.amazon.com/rekognition/latest/dg/collections.html).
/// </summary>
/// <param name="settling">See <see cref="Settling"/>.</param>
public sealed class FaceCollection(IAmazonRekognition rekognition, string collectionId, TimeSpan settling)
{
    /// <summary>
    /// How long SearchFaces may miss a face that IndexFaces has returned. AWS does not say, but it happens
    /// (https://github.com/awsdocs/amazon-rekognition-developer-guide/issues/31).
    /// </summary>
    public TimeSpan Settling { get; } = settling;

    /// <summary>The similarity in percent from which two faces are one person's.</summary>
    public const float Threshold = 90;

    /// <summary>The most faces to examine in a frame, the largest first.</summary>
    private const int FaceLimit = 10;

    /// <summary>Rekognition's limit: frames that are examined at once may show one person many times.</summary>
    private const int SearchLimit = 4096;

    /// <summary>The most faces in one call of DeleteFaces.</summary>
    private const int DeleteLimit = 4096;

    /// <summary>Adds the faces of an image, ordered from left to right, so that each try has the same order.</summary>
    public async Task<IndexedFaces> IndexAsync(StoredImage image, string externalImageId)
    {
        var response = await rekognition.IndexFacesAsync(new IndexFacesRequest
        {
            CollectionId = collectionId,
            ExternalImageId = externalImageId,
            Image = new Image { S3Object = new S3Object { Bucket = image.Bucket, Name = image.Key } },
            MaxFaces = FaceLimit,
            QualityFilter = QualityFilter.AUTO,
        });
        var faces = (response.FaceRecords ?? [])
            .Select(record => new IndexedFace(record.Face.FaceId, BoxOf(record.Face.BoundingBox)))
            .OrderBy(face => face.Box.Left).ThenBy(face => face.Box.Top).ToList();
        return new IndexedFaces(faces, response.UnindexedFaces?.Count ?? 0);
    }

    /// <summary>The faces that resemble a face of this collection, the most similar first.</summary>
    public async Task<IReadOnlyList<StoredFace>> SearchAsync(string faceId)
    {
        try
        {
            return await SearchNowAsync(faceId);
        }
        catch (InvalidParameterException)
        {
            // Rekognition's answer for a missing face, and sometimes for a new one.
            await Task.Delay(Settling);
            return await SearchNowAsync(faceId);
        }
    }

    public async Task<bool> HasAsync(string faceId)
    {
        try
        {
            await SearchNowAsync(faceId);
            return true;
        }
        catch (InvalidParameterException)
        {
            return false;
        }
    }

    /// <summary>Deletes faces. Missing ones are not an error.</summary>
    public async Task DeleteAsync(IEnumerable<string> faceIds)
    {
        foreach (var some in faceIds.Distinct().Chunk(DeleteLimit))
            await rekognition.DeleteFacesAsync(
                new DeleteFacesRequest { CollectionId = collectionId, FaceIds = [.. some] });
    }

    public async IAsyncEnumerable<StoredFace> ListAsync()
    {
        string? next = null;
        do
        {
            var page = await rekognition.ListFacesAsync(
                new ListFacesRequest { CollectionId = collectionId, NextToken = next });
            foreach (var face in page.Faces ?? [])
                yield return new StoredFace(face.FaceId, face.ExternalImageId ?? "");
            next = page.NextToken;
        }
        while (!string.IsNullOrEmpty(next));
    }

    private async Task<IReadOnlyList<StoredFace>> SearchNowAsync(string faceId)
    {
        var response = await rekognition.SearchFacesAsync(new SearchFacesRequest
        {
            CollectionId = collectionId,
            FaceId = faceId,
            FaceMatchThreshold = Threshold,
            MaxFaces = SearchLimit,
        });
        return [.. (response.FaceMatches ?? []).OrderByDescending(match => match.Similarity)
            .Select(match => new StoredFace(match.Face.FaceId, match.Face.ExternalImageId ?? ""))];
    }

    private static ImageBox BoxOf(BoundingBox box) => new(box.Left ?? 0, box.Top ?? 0, box.Width ?? 0, box.Height ?? 0);
}
