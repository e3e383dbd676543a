using Amazon.Runtime;

namespace Amazon.Rekognition;

/// <summary>
/// Why a face that was found was not indexed. A value that is newer than this list is kept as it came.
/// </summary>
/// <remarks>https://docs.aws.amazon.com/rekognition/latest/APIReference/API_UnindexedFace.html</remarks>
public class Reason : ConstantClass
{
    /// <summary>There were more faces than asked for.</summary>
    public static readonly Reason EXCEEDS_MAX_FACES = new("EXCEEDS_MAX_FACES");

    /// <summary>It is turned too far away from the camera.</summary>
    public static readonly Reason EXTREME_POSE = new("EXTREME_POSE");

    /// <summary>It is too dark.</summary>
    public static readonly Reason LOW_BRIGHTNESS = new("LOW_BRIGHTNESS");

    /// <summary>It is too likely not to be a face.</summary>
    public static readonly Reason LOW_CONFIDENCE = new("LOW_CONFIDENCE");

    /// <summary>It has too little detail for a search.</summary>
    public static readonly Reason LOW_FACE_QUALITY = new("LOW_FACE_QUALITY");

    /// <summary>It is too blurred.</summary>
    public static readonly Reason LOW_SHARPNESS = new("LOW_SHARPNESS");

    /// <summary>It is too small.</summary>
    public static readonly Reason SMALL_BOUNDING_BOX = new("SMALL_BOUNDING_BOX");

    /// <summary>A reason by its name.</summary>
    public Reason(string value)
        : base(value)
    {
    }

    /// <summary>A reason by its name.</summary>
    public static implicit operator Reason(string value) => FindValue<Reason>(value);

    /// <summary>The constant of that name, or a new value.</summary>
    public static Reason FindValue(string value) => FindValue<Reason>(value);
}

/// <summary>Why a face was not deleted. A value that is newer than this list is kept as it came.</summary>
/// <remarks>https://docs.aws.amazon.com/rekognition/latest/APIReference/API_UnsuccessfulFaceDeletion.html</remarks>
public class UnsuccessfulFaceDeletionReason : ConstantClass
{
    /// <summary>It belongs to a user of the collection.</summary>
    public static readonly UnsuccessfulFaceDeletionReason ASSOCIATED_TO_AN_EXISTING_USER =
        new("ASSOCIATED_TO_AN_EXISTING_USER");

    /// <summary>The collection has no such face.</summary>
    public static readonly UnsuccessfulFaceDeletionReason FACE_NOT_FOUND = new("FACE_NOT_FOUND");

    /// <summary>A reason by its name.</summary>
    public UnsuccessfulFaceDeletionReason(string value)
        : base(value)
    {
    }

    /// <summary>A reason by its name.</summary>
    public static implicit operator UnsuccessfulFaceDeletionReason(string value) =>
        FindValue<UnsuccessfulFaceDeletionReason>(value);

    /// <summary>The constant of that name, or a new value.</summary>
    public static UnsuccessfulFaceDeletionReason FindValue(string value) =>
        FindValue<UnsuccessfulFaceDeletionReason>(value);
}
