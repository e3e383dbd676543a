namespace ApprovalWorkflow;

/// <summary>How often people are notified or asked about a face.</summary>
public sealed record FaceOptions
{
    /// <summary>Time between two mails about the same known person: 1 second to 360 days. Default: 1 hour.</summary>
    /// <exception cref="InvalidPropertyException">It is outside this range.</exception>
    public TimeSpan DetectionQuietPeriod
    {
        get;
        init => field = value.Within(PropertyChecks.Second, PropertyChecks.LongestWait, nameof(DetectionQuietPeriod));
    } = TimeSpan.FromHours(1);

    /// <summary>
    /// How long a rejected face is kept and not asked about again: 1 second to 360 days. Default: 1 day.
    /// </summary>
    /// <exception cref="InvalidPropertyException">It is outside this range.</exception>
    public TimeSpan StrangerQuietPeriod
    {
        get;
        init => field = value.Within(PropertyChecks.Second, PropertyChecks.LongestWait, nameof(StrangerQuietPeriod));
    } = TimeSpan.FromDays(1);
}
