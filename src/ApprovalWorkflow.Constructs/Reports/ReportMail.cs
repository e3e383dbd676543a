using Amazon.CDK.AWS.SNS;
using Amazon.CDK.AWS.StepFunctions.Tasks;
using Errors = Amazon.CDK.AWS.StepFunctions.Errors;

namespace ApprovalWorkflow;

/// <summary>A state that mails the requester.</summary>
internal static class ReportMail
{
    private const string Failed = "Failed: ";

    /// <summary>The longest title that fits into the mails' subjects.</summary>
    public static readonly int LongestTitle =
        Limits.MailSubjectLength - $"{Failed}, 2026-11-20".Length;

    /// <param name="retry">By default, for about a minute.</param>
    public static SnsPublish Create(
        Construct scope, string id, ITopic mails, string subject, string text, RetryProps? retry = null)
    {
        var mail = new SnsPublish(scope, id, new SnsPublishProps
        {
            Topic = mails,
            Subject = subject,
            Message = TaskInput.FromText(text),
            MessageAttributes = new Dictionary<string, IMessageAttribute>
            {
                [MailAttributes.RequestedBy] = new MessageAttribute
                {
                    DataType = MessageAttributeDataType.STRING,
                    Value = JsonPath.StringAt("$.requestedBy"),
                },
            },
            ResultPath = JsonPath.DISCARD,
        });
        mail.AddRetry(retry ?? LambdaTask.Backoff(Errors.TASKS_FAILED));
        return mail;
    }

    /// <summary>The title and the day, by which a reader tells one mail from the next.</summary>
    public static string Subject(string title)
    {
        var day = JsonPath.ArrayGetItem(JsonPath.StringSplit(JsonPath.ExecutionStartTime, "T"), 0);
        return JsonPath.Format(title + ", {}", day);
    }

    public static string SubjectOfFailure(string title) => Subject(Failed + title);

    /// <summary>The website's page of reports.</summary>
    public static string Page => JsonPath.Format("{}/reports.html", JsonPath.StringAt("$.website"));

    /// <summary>An ISO 8601 time for people: <c>2026-11-20 10:02:00 UTC</c>.</summary>
    public static string Time(string path)
    {
        var parts = JsonPath.StringSplit(JsonPath.StringAt(path), "T");
        var time = JsonPath.StringSplit(JsonPath.ArrayGetItem(parts, 1), ".");
        return JsonPath.Format("{} {} UTC", JsonPath.ArrayGetItem(parts, 0), JsonPath.ArrayGetItem(time, 0));
    }
}
