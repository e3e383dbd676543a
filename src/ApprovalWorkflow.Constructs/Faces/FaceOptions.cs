namespace ApprovalWorkflow.Faces;

/// <summary>How often a face is told of, or asked about.</summary>
public sealed record FaceOptions
{
    /// <summary>
    /// After a mail that a known person was seen, how long there is no other one: at most 360 days.
    /// </summary>
    public TimeSpan DetectionQuietPeriod { get; init; } = TimeSpan.FromHours(1);

    /// <summary>
    /// After a stranger was rejected, how long nobody is asked about that face again: at most 360 days. So long the
    /// face is kept, too.
    /// </summary>
    public TimeSpan StrangerQuietPeriod { get; init; } = TimeSpan.FromDays(1);
}
