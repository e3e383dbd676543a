using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;
using static Amazon.Runtime.Bundled.JsonReading;

namespace Amazon.Rekognition.Model.Internal;

/// <summary>What each answer has on the wire.</summary>
internal static class ResponseUnmarshallers
{
    public static readonly RekognitionAnswer<DeleteFacesResponse> DeleteFaces = new(static (
        response, member, context, ref reader) =>
    {
        switch (member)
        {
            case "DeletedFaces": response.DeletedFaces = Texts(context, ref reader); break;
            case "UnsuccessfulFaceDeletions":
                response.UnsuccessfulFaceDeletions = List(context, ref reader, UnsuccessfulFaceDeletion);
                break;
        }
    });

    public static readonly RekognitionAnswer<DetectFacesResponse> DetectFaces = new(static (
        response, member, context, ref reader) =>
    {
        switch (member)
        {
            case "FaceDetails": response.FaceDetails = List(context, ref reader, FaceReading.FaceDetail); break;
            case "OrientationCorrection": response.OrientationCorrection = Text(context, ref reader); break;
        }
    });

    public static readonly RekognitionAnswer<IndexFacesResponse> IndexFaces = new(static (
        response, member, context, ref reader) =>
    {
        switch (member)
        {
            case "FaceModelVersion": response.FaceModelVersion = Text(context, ref reader); break;
            case "FaceRecords": response.FaceRecords = List(context, ref reader, FaceRecord); break;
            case "OrientationCorrection": response.OrientationCorrection = Text(context, ref reader); break;
            case "UnindexedFaces": response.UnindexedFaces = List(context, ref reader, UnindexedFace); break;
        }
    });

    public static readonly RekognitionAnswer<ListFacesResponse> ListFaces = new(static (
        response, member, context, ref reader) =>
    {
        switch (member)
        {
            case "FaceModelVersion": response.FaceModelVersion = Text(context, ref reader); break;
            case "Faces": response.Faces = List(context, ref reader, FaceReading.Face); break;
            case "NextToken": response.NextToken = Text(context, ref reader); break;
        }
    });

    public static readonly RekognitionAnswer<SearchFacesResponse> SearchFaces = new(static (
        response, member, context, ref reader) =>
    {
        switch (member)
        {
            case "FaceMatches": response.FaceMatches = List(context, ref reader, FaceReading.FaceMatch); break;
            case "FaceModelVersion": response.FaceModelVersion = Text(context, ref reader); break;
            case "SearchedFaceId": response.SearchedFaceId = Text(context, ref reader); break;
        }
    });

    public static readonly RekognitionAnswer<SearchFacesByImageResponse> SearchFacesByImage = new(static (
        response, member, context, ref reader) =>
    {
        switch (member)
        {
            case "FaceMatches": response.FaceMatches = List(context, ref reader, FaceReading.FaceMatch); break;
            case "FaceModelVersion": response.FaceModelVersion = Text(context, ref reader); break;
            case "SearchedFaceBoundingBox":
                response.SearchedFaceBoundingBox = FaceReading.BoundingBox(context, ref reader);
                break;
            case "SearchedFaceConfidence": response.SearchedFaceConfidence = Number(context, ref reader); break;
        }
    });

    private static FaceRecord FaceRecord(JsonUnmarshallerContext context, ref StreamingUtf8JsonReader reader) =>
        Structure<FaceRecord>(context, ref reader, static (record, member, context, ref reader) =>
        {
            switch (member)
            {
                case "Face": record.Face = FaceReading.Face(context, ref reader); break;
                case "FaceDetail": record.FaceDetail = FaceReading.FaceDetail(context, ref reader); break;
            }
        });

    private static UnindexedFace UnindexedFace(JsonUnmarshallerContext context, ref StreamingUtf8JsonReader reader) =>
        Structure<UnindexedFace>(context, ref reader, static (face, member, context, ref reader) =>
        {
            switch (member)
            {
                case "FaceDetail": face.FaceDetail = FaceReading.FaceDetail(context, ref reader); break;
                case "Reasons": face.Reasons = Texts(context, ref reader); break;
            }
        });

    private static UnsuccessfulFaceDeletion UnsuccessfulFaceDeletion(
        JsonUnmarshallerContext context, ref StreamingUtf8JsonReader reader) =>
        Structure<UnsuccessfulFaceDeletion>(context, ref reader, static (deletion, member, context, ref reader) =>
        {
            switch (member)
            {
                case "FaceId": deletion.FaceId = Text(context, ref reader); break;
                case "Reasons": deletion.Reasons = Texts(context, ref reader); break;
                case "UserId": deletion.UserId = Text(context, ref reader); break;
            }
        });
}
