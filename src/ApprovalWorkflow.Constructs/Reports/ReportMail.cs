using Amazon.CDK.AWS.SNS;
using Amazon.CDK.AWS.StepFunctions.Tasks;
using ApprovalWorkflow.StateMachines;
using Errors = Amazon.CDK.AWS.StepFunctions.Errors;

namespace ApprovalWorkflow.Reports;

/// <summary>A state that mails the requester.</summary>
internal static class ReportMail
{
    public static SnsPublish Create(Construct scope, string id, ITopic mails, string subject, string text)
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
        mail.AddRetry(LambdaTask.Backoff(Errors.TASKS_FAILED));
        return mail;
    }

    /// <summary>An ISO 8601 time for people: <c>2026-11-20 10:02:00 UTC</c>.</summary>
    public static string Time(string path)
    {
        var parts = JsonPath.StringSplit(JsonPath.StringAt(path), "T");
        var time = JsonPath.StringSplit(JsonPath.ArrayGetItem(parts, 1), ".");
        return JsonPath.Format("{} {} UTC", JsonPath.ArrayGetItem(parts, 0), JsonPath.ArrayGetItem(time, 0));
    }
}
