using System.Globalization;
using ApprovalWorkflow.Functions.Mail;

namespace ApprovalWorkflow.Functions.Faces;

/// <summary>Mails the approvers that a known person was detected.</summary>
public sealed class DetectionMailer(ApproverTopic topic, IReadOnlyList<string> approvers, string websiteUrl)
{
    /// <summary>Mails every approver. Throws only if all mails failed.</summary>
    public Task SendAsync(Person person, Frame frame, ILambdaContext context)
    {
        var subject = ForeignText.SubjectLine($"Detected {person.Name}");
        var text = Text(person, frame);
        return topic.SendAsync(
            approvers.Select(approver => new ApproverMail(approver, subject, text)), $"person {person.Id}", context);
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
}
