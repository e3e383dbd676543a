using System.Text.RegularExpressions;
using ApprovalWorkflow.Operations;

namespace ApprovalWorkflow;

/// <summary>The settings <c>alarmEmail</c> and <c>alarmTopicArn</c>.</summary>
internal static partial class AlarmSettings
{
    /// <summary>Whom alarms tell; null if the settings name nobody.</summary>
    /// <exception cref="SettingsException">A setting is invalid, or both are given.</exception>
    public static AlarmOptions? From(SettingsContext context)
    {
        var email = context.Find("alarmEmail");
        var topicArn = context.Find("alarmTopicArn");
        if (email is not null && topicArn is not null)
            throw new SettingsException(
                "alarmEmail", email, "is given, and alarmTopicArn, too", "Remove one of them: alarms go one way.");
        if (email is not null && !ApproverList.IsAddress(email.ToLowerInvariant()))
            throw new SettingsException(
                "alarmEmail",
                email,
                "is not an email address",
                "Name one address, such as -c alarmEmail=you@example.com, or a topic with alarmTopicArn.");
        if (topicArn is not null && !TopicPattern().IsMatch(topicArn))
            throw new SettingsException(
                "alarmTopicArn",
                topicArn,
                "is not the ARN of a standard SNS topic",
                "Use the form arn:aws:sns:REGION:ACCOUNT:NAME");
        return email is null && topicArn is null ? null : new AlarmOptions(email, topicArn);
    }

    [GeneratedRegex(@"\Aarn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,256}\z")]
    private static partial Regex TopicPattern();
}
