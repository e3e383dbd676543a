using Amazon.Runtime.Bundled;

namespace Amazon.Rekognition.Model.Internal;

/// <summary>What each request has on the wire.</summary>
internal static class RequestMarshallers
{
    public static readonly JsonRequest<DeleteFacesRequest> DeleteFaces = new("DeleteFaces", (writer, request) =>
    {
        writer.Text("CollectionId", request.CollectionId);
        writer.Texts("FaceIds", request.FaceIds);
    });

    public static readonly JsonRequest<DetectFacesRequest> DetectFaces = new("DetectFaces", (writer, request) =>
    {
        writer.Texts("Attributes", request.Attributes);
        writer.Image("Image", request.Image);
    });

    public static readonly JsonRequest<IndexFacesRequest> IndexFaces = new("IndexFaces", (writer, request) =>
    {
        writer.Text("CollectionId", request.CollectionId);
        writer.Texts("DetectionAttributes", request.DetectionAttributes);
        writer.Text("ExternalImageId", request.ExternalImageId);
        writer.Image("Image", request.Image);
        writer.Number("MaxFaces", request.MaxFaces);
        writer.Text("QualityFilter", request.QualityFilter?.Value);
    });

    public static readonly JsonRequest<ListFacesRequest> ListFaces = new("ListFaces", (writer, request) =>
    {
        writer.Text("CollectionId", request.CollectionId);
        writer.Texts("FaceIds", request.FaceIds);
        writer.Number("MaxResults", request.MaxResults);
        writer.Text("NextToken", request.NextToken);
        writer.Text("UserId", request.UserId);
    });

    public static readonly JsonRequest<SearchFacesRequest> SearchFaces = new("SearchFaces", (writer, request) =>
    {
        writer.Text("CollectionId", request.CollectionId);
        writer.Text("FaceId", request.FaceId);
        writer.Number("FaceMatchThreshold", request.FaceMatchThreshold);
        writer.Number("MaxFaces", request.MaxFaces);
    });

    public static readonly JsonRequest<SearchFacesByImageRequest> SearchFacesByImage = new(
        "SearchFacesByImage",
        (writer, request) =>
        {
            writer.Text("CollectionId", request.CollectionId);
            writer.Number("FaceMatchThreshold", request.FaceMatchThreshold);
            writer.Image("Image", request.Image);
            writer.Number("MaxFaces", request.MaxFaces);
            writer.Text("QualityFilter", request.QualityFilter?.Value);
        });
}
