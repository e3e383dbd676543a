namespace ApprovalWorkflow;

/// <summary>The settings <c>alarmEmail</c> and <c>alarmTopicArn</c>.</summary>
internal static class AlarmSettings
{
    /// <summary>Whom alarms tell; null if the settings name nobody.</summary>
    /// <exception cref="SettingsException">A setting is invalid, or both are given.</exception>
    public static AlarmOptions? From(SettingsContext context)
    {
        var email = context.Find("alarmEmail");
        var topicArn = context.Find("alarmTopicArn");
        if (email is not null && topicArn is not null)
            throw new SettingsException(
                "alarmEmail", email, "is given, and alarmTopicArn, too", "Remove one of the two.");
        if (email is null && topicArn is null) return null;
        return SettingsException.Rename(
            () => new AlarmOptions { Email = email, TopicArn = topicArn }, property => $"alarm{property}");
    }
}
