using System.Runtime.ExceptionServices;
using ApprovalWorkflow.Functions.Mail;

namespace ApprovalWorkflow.Functions.Faces;

/// <summary>Mails the approvers that a known person was detected.</summary>
public sealed class DetectionMailer(IApproverMails mails, IReadOnlyList<string> approvers, string websiteUrl)
{
    /// <summary>
    /// Mails every approver who is not too busy. Throws only if no mail went out. Then the frame is tried again.
    /// </summary>
    public async Task SendAsync(Person person, Frame frame, DateTimeOffset now, ILambdaContext context)
    {
        var subject = ForeignText.SubjectLine($"Detected {person.Name}");
        var text = Text(person, frame, now);
        var turns = await mails.ReserveAsync(approvers);
        var busy = approvers.Where(approver => !turns.ContainsKey(approver)).ToList();
        var about = $"person {person.Id}";
        foreach (var approver in busy)
            context.Logger.LogError(
                "No mail to {approver} about {about}: other mails to them go first", approver, about);
        var sent = await mails.SendAsync(
            turns.Select(turn => new ApproverMail(turn.Key, subject, text, turn.Value)),
            about,
            context);
        if (sent.Approvers.Count == 0)
            ExceptionDispatchInfo.Throw(
                sent.Failures.Count > 0 ? sent.Failures[0] : new ApproversBusyException(busy));
    }

    private string Text(Person person, Frame frame, DateTimeOffset now) =>
        $"A camera saw a known person:\n\n{ForeignText.Indented(person.Name)}\n"
        + $"At {MailTime.Of(frame.TakenAt, now)}, in the frame\n\n{ForeignText.Indented(frame.Key)}\n"
        + $"Who is known, and how to have somebody forgotten: {websiteUrl}/people.html\n";
}
