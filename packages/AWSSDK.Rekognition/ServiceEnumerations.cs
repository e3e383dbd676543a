using Amazon.Runtime;

namespace Amazon.Rekognition;

/// <summary>
/// What Rekognition is asked to say about a face. A value that is newer than this list is kept as it came.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/rekognition/latest/APIReference/API_DetectFaces.html</remarks>
public class Attribute : ConstantClass
{
    /// <summary>The age that it seems to have.</summary>
    public static readonly Attribute AGE_RANGE = new("AGE_RANGE");

    /// <summary>Everything; takes longer.</summary>
    public static readonly Attribute ALL = new("ALL");

    /// <summary>Whether it has a beard.</summary>
    public static readonly Attribute BEARD = new("BEARD");

    /// <summary>Bounding box, confidence, pose, quality and landmarks, which come whatever is asked for.</summary>
    public static readonly Attribute DEFAULT = new("DEFAULT");

    /// <summary>What it seems to express.</summary>
    public static readonly Attribute EMOTIONS = new("EMOTIONS");

    /// <summary>Whether it wears glasses.</summary>
    public static readonly Attribute EYEGLASSES = new("EYEGLASSES");

    /// <summary>Whether the eyes are open.</summary>
    public static readonly Attribute EYES_OPEN = new("EYES_OPEN");

    /// <summary>Where it looks.</summary>
    public static readonly Attribute EYE_DIRECTION = new("EYE_DIRECTION");

    /// <summary>Whether it is partly covered.</summary>
    public static readonly Attribute FACE_OCCLUDED = new("FACE_OCCLUDED");

    /// <summary>The gender that it seems to have.</summary>
    public static readonly Attribute GENDER = new("GENDER");

    /// <summary>Whether the mouth is open.</summary>
    public static readonly Attribute MOUTH_OPEN = new("MOUTH_OPEN");

    /// <summary>Whether it has a mustache.</summary>
    public static readonly Attribute MUSTACHE = new("MUSTACHE");

    /// <summary>Whether it smiles.</summary>
    public static readonly Attribute SMILE = new("SMILE");

    /// <summary>Whether it wears sunglasses.</summary>
    public static readonly Attribute SUNGLASSES = new("SUNGLASSES");

    /// <summary>An attribute by its name.</summary>
    public Attribute(string value)
        : base(value)
    {
    }

    /// <summary>An attribute by its name.</summary>
    public static implicit operator Attribute(string value) => FindValue<Attribute>(value);

    /// <summary>The constant of that name, or a new value.</summary>
    public static Attribute FindValue(string value) => FindValue<Attribute>(value);
}

/// <summary>
/// How far the image would have to be turned clockwise to stand upright. A value that is newer than this list is
/// kept as it came.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/rekognition/latest/APIReference/API_IndexFaces.html</remarks>
public class OrientationCorrection : ConstantClass
{
    public static readonly OrientationCorrection ROTATE_0 = new("ROTATE_0");

    public static readonly OrientationCorrection ROTATE_180 = new("ROTATE_180");

    public static readonly OrientationCorrection ROTATE_270 = new("ROTATE_270");

    public static readonly OrientationCorrection ROTATE_90 = new("ROTATE_90");

    /// <summary>A correction by its name.</summary>
    public OrientationCorrection(string value)
        : base(value)
    {
    }

    /// <summary>A correction by its name.</summary>
    public static implicit operator OrientationCorrection(string value) => FindValue<OrientationCorrection>(value);

    /// <summary>The constant of that name, or a new value.</summary>
    public static OrientationCorrection FindValue(string value) => FindValue<OrientationCorrection>(value);
}

/// <summary>
/// How good a face must be for being indexed or searched for. A value that is newer than this list is kept as it
/// came.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/rekognition/latest/APIReference/API_IndexFaces.html</remarks>
public class QualityFilter : ConstantClass
{
    /// <summary>As good as Rekognition sees fit.</summary>
    public static readonly QualityFilter AUTO = new("AUTO");

    /// <summary>Good.</summary>
    public static readonly QualityFilter HIGH = new("HIGH");

    /// <summary>Not bad.</summary>
    public static readonly QualityFilter LOW = new("LOW");

    /// <summary>Fair.</summary>
    public static readonly QualityFilter MEDIUM = new("MEDIUM");

    /// <summary>Any face will do.</summary>
    public static readonly QualityFilter NONE = new("NONE");

    /// <summary>A filter by its name.</summary>
    public QualityFilter(string value)
        : base(value)
    {
    }

    /// <summary>A filter by its name.</summary>
    public static implicit operator QualityFilter(string value) => FindValue<QualityFilter>(value);

    /// <summary>The constant of that name, or a new value.</summary>
    public static QualityFilter FindValue(string value) => FindValue<QualityFilter>(value);
}
