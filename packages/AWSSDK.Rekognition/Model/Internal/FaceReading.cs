using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;
using static Amazon.Runtime.Bundled.JsonReading;

namespace Amazon.Rekognition.Model.Internal;

/// <summary>Reads what the answers have in common.</summary>
internal static class FaceReading
{
    public static Face Face(JsonUnmarshallerContext context, ref StreamingUtf8JsonReader reader) =>
        Structure<Face>(context, ref reader, static (face, member, context, ref reader) =>
        {
            switch (member)
            {
                case "BoundingBox": face.BoundingBox = BoundingBox(context, ref reader); break;
                case "Confidence": face.Confidence = Number(context, ref reader); break;
                case "ExternalImageId": face.ExternalImageId = Text(context, ref reader); break;
                case "FaceId": face.FaceId = Text(context, ref reader); break;
                case "ImageId": face.ImageId = Text(context, ref reader); break;
                case "IndexFacesModelVersion": face.IndexFacesModelVersion = Text(context, ref reader); break;
                case "UserId": face.UserId = Text(context, ref reader); break;
            }
        });

    public static FaceMatch FaceMatch(JsonUnmarshallerContext context, ref StreamingUtf8JsonReader reader) =>
        Structure<FaceMatch>(context, ref reader, static (match, member, context, ref reader) =>
        {
            switch (member)
            {
                case "Face": match.Face = Face(context, ref reader); break;
                case "Similarity": match.Similarity = Number(context, ref reader); break;
            }
        });

    public static FaceDetail FaceDetail(JsonUnmarshallerContext context, ref StreamingUtf8JsonReader reader) =>
        Structure<FaceDetail>(context, ref reader, static (detail, member, context, ref reader) =>
        {
            switch (member)
            {
                case "BoundingBox": detail.BoundingBox = BoundingBox(context, ref reader); break;
                case "Confidence": detail.Confidence = Number(context, ref reader); break;
                case "Landmarks": detail.Landmarks = List(context, ref reader, Landmark); break;
                case "Pose": detail.Pose = Pose(context, ref reader); break;
                case "Quality": detail.Quality = Quality(context, ref reader); break;
            }
        });

    public static BoundingBox BoundingBox(JsonUnmarshallerContext context, ref StreamingUtf8JsonReader reader) =>
        Structure<BoundingBox>(context, ref reader, static (box, member, context, ref reader) =>
        {
            switch (member)
            {
                case "Height": box.Height = Number(context, ref reader); break;
                case "Left": box.Left = Number(context, ref reader); break;
                case "Top": box.Top = Number(context, ref reader); break;
                case "Width": box.Width = Number(context, ref reader); break;
            }
        });

    private static Landmark Landmark(JsonUnmarshallerContext context, ref StreamingUtf8JsonReader reader) =>
        Structure<Landmark>(context, ref reader, static (point, member, context, ref reader) =>
        {
            switch (member)
            {
                case "Type": point.Type = Text(context, ref reader); break;
                case "X": point.X = Number(context, ref reader); break;
                case "Y": point.Y = Number(context, ref reader); break;
            }
        });

    private static Pose Pose(JsonUnmarshallerContext context, ref StreamingUtf8JsonReader reader) =>
        Structure<Pose>(context, ref reader, static (pose, member, context, ref reader) =>
        {
            switch (member)
            {
                case "Pitch": pose.Pitch = Number(context, ref reader); break;
                case "Roll": pose.Roll = Number(context, ref reader); break;
                case "Yaw": pose.Yaw = Number(context, ref reader); break;
            }
        });

    private static ImageQuality Quality(JsonUnmarshallerContext context, ref StreamingUtf8JsonReader reader) =>
        Structure<ImageQuality>(context, ref reader, static (quality, member, context, ref reader) =>
        {
            switch (member)
            {
                case "Brightness": quality.Brightness = Number(context, ref reader); break;
                case "Sharpness": quality.Sharpness = Number(context, ref reader); break;
            }
        });
}
