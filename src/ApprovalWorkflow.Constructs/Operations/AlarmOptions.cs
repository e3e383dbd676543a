using System.Text.RegularExpressions;

namespace ApprovalWorkflow;

/// <summary>Whom alarms tell: an address, or a topic of yours. Exactly one of them is given.</summary>
public sealed partial record AlarmOptions
{
    /// <summary>An email address that must confirm a subscription once.</summary>
    /// <exception cref="InvalidPropertyException">It is not an email address.</exception>
    public string? Email
    {
        get;
        init => field = value is null || MailAddress.IsOne(value.ToLowerInvariant())
            ? value
            : throw new InvalidPropertyException(
                nameof(Email),
                value,
                "is not an email address",
                "Name one address, such as you@example.com, or give the ARN of a topic instead.");
    }

    /// <summary>The ARN of a standard SNS topic whose policy lets CloudWatch publish.</summary>
    /// <exception cref="InvalidPropertyException">It is not the ARN of such a topic.</exception>
    public string? TopicArn
    {
        get;
        init => field = value?.Matching(
            TopicForm(),
            nameof(TopicArn),
            "is not the ARN of a standard SNS topic",
            "Use the form arn:aws:sns:REGION:ACCOUNT:NAME");
    }

    /// <exception cref="InvalidPropertyException">Both are given, or none is.</exception>
    internal void Check()
    {
        if (Email is null == TopicArn is null)
            throw new InvalidPropertyException(
                nameof(Email),
                Email,
                Email is null ? "is missing, and TopicArn, too" : "is given, and TopicArn, too",
                "Give only one of the two.");
    }

    [GeneratedRegex(@"\Aarn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,256}\z")]
    private static partial Regex TopicForm();
}
