namespace Amazon.Rekognition.Model;

/// <summary>A face in an image: what Rekognition says of each, asked for or not.</summary>
/// <remarks>https://docs.aws.amazon.com/rekognition/latest/APIReference/API_FaceDetail.html</remarks>
public class FaceDetail
{
    /// <summary>Where it is.</summary>
    public BoundingBox BoundingBox { get; set; }

    /// <summary>How sure it is that this is a face, in percent.</summary>
    public float? Confidence { get; set; }

    /// <summary>Where its eyes, nose and mouth are.</summary>
    public List<Landmark> Landmarks { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    /// <summary>How the head is turned.</summary>
    public Pose Pose { get; set; }

    /// <summary>How bright and sharp it is.</summary>
    public ImageQuality Quality { get; set; }
}

/// <summary>
/// A rectangle as parts of the image's width and height. Of a face at the edge it can reach beyond the image: below 0,
/// or beyond 1.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/rekognition/latest/APIReference/API_BoundingBox.html</remarks>
public class BoundingBox
{
    /// <summary>Its height, 1 being the image's height.</summary>
    public float? Height { get; set; }

    /// <summary>How far its left side is from the image's, 1 being the image's width.</summary>
    public float? Left { get; set; }

    /// <summary>How far its upper side is from the image's, 1 being the image's height.</summary>
    public float? Top { get; set; }

    /// <summary>Its width, 1 being the image's width.</summary>
    public float? Width { get; set; }
}

/// <summary>How well a face can be seen.</summary>
/// <remarks>https://docs.aws.amazon.com/rekognition/latest/APIReference/API_ImageQuality.html</remarks>
public class ImageQuality
{
    /// <summary>From 0 (dark) to 100 (bright).</summary>
    public float? Brightness { get; set; }

    /// <summary>From 0 (blurred) to 100 (sharp).</summary>
    public float? Sharpness { get; set; }
}

/// <summary>A point of a face.</summary>
/// <remarks>https://docs.aws.amazon.com/rekognition/latest/APIReference/API_Landmark.html</remarks>
public class Landmark
{
    /// <summary>Which point it is.</summary>
    public LandmarkType Type { get; set; }

    /// <summary>Its distance from the image's left side, 1 being the image's width.</summary>
    public float? X { get; set; }

    /// <summary>Its distance from the image's upper side, 1 being the image's height.</summary>
    public float? Y { get; set; }
}

/// <summary>How a head is turned, in degrees from -180 to 180; 0 looks straight into the camera.</summary>
/// <remarks>https://docs.aws.amazon.com/rekognition/latest/APIReference/API_Pose.html</remarks>
public class Pose
{
    /// <summary>Up or down.</summary>
    public float? Pitch { get; set; }

    /// <summary>To a shoulder.</summary>
    public float? Roll { get; set; }

    /// <summary>To a side.</summary>
    public float? Yaw { get; set; }
}
