using System.Globalization;
using System.Runtime.ExceptionServices;
using Amazon.Lambda.Core;
using ApprovalWorkflow.Functions.Approvals;

namespace ApprovalWorkflow.Functions.Faces;

/// <summary>Tells the approvers that somebody was seen.</summary>
public sealed class DetectionMailer(ApproverTopic topic, IReadOnlyList<string> approvers, string websiteUrl)
{
    /// <summary>Mails every approver; throws only if no mail went out.</summary>
    public async Task SendAsync(Person person, Frame frame, ILambdaContext context)
    {
        var subject = ApprovalMail.SubjectLine($"Detected {person.Name}");
        var text = Text(person, frame);
        var failures = await Task.WhenAll(approvers.Select(approver => TrySendAsync(approver, subject, text, context)));
        if (failures.FirstOrDefault() is { } failure && failures.All(error => error is not null))
            ExceptionDispatchInfo.Throw(failure);
    }

    private string Text(Person person, Frame frame)
    {
        var time = frame.TakenAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        return $"""
            A camera saw a known person:

                {ForeignText.Visible(person.Name)}

            At {time} UTC, in the frame

                {ForeignText.Visible(frame.Key)}

            Who is known, and how to have somebody forgotten: {websiteUrl}/people.html

            """.ReplaceLineEndings("\n");
    }

    private async Task<Exception?> TrySendAsync(string approver, string subject, string text, ILambdaContext context)
    {
        try
        {
            await topic.PublishAsync(approver, subject, text);
            return null;
        }
        catch (Exception error) when (AwsCalls.IsAwsFailure(error))
        {
            context.Logger.LogError(error, "The mail to {approver} about a known person was not sent", approver);
            return error;
        }
    }
}
