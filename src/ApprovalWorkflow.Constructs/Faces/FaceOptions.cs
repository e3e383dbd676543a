namespace ApprovalWorkflow.Faces;

/// <summary>How often people are notified or asked about a face.</summary>
public sealed record FaceOptions
{
    /// <summary>Time between two mails about the same known person: at most 360 days.</summary>
    public TimeSpan DetectionQuietPeriod { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long a rejected face is kept and not asked about again: at most 360 days.</summary>
    public TimeSpan StrangerQuietPeriod { get; init; } = TimeSpan.FromDays(1);
}
