using System.Globalization;
using System.Text;
using ApprovalWorkflow.Functions.Approvals;
using ApprovalWorkflow.Functions.Inputs;
using ApprovalWorkflow.Functions.Mail;

namespace ApprovalWorkflow.Functions.Channels.Sns;

/// <summary>The words of an approval mail. SNS sends plain text only.</summary>
public static class ApprovalMail
{
    /// <summary>Characters; what is longer is cut, and the review page has it whole.</summary>
    public const int DetailsLimit = 8_000;

    public static string Subject(RequestNotice notice) => ForeignText.SubjectLine(
        notice.Round > 0 ? $"Reminder: {notice.Request.Asked.Subject}" : notice.Request.Asked.Subject);

    /// <summary>
    /// The mail. Our links come first, and what others wrote is indented, so that no line of theirs can pass for ours.
    /// </summary>
    public static string Text(RequestNotice notice, ApproverLinks links)
    {
        var request = notice.Request;
        var asked = request.Asked;
        var mail = new StringBuilder();
        mail.Append(notice.Round > 0
            ? $"Reminder {notice.Round} of {notice.Reminders}. This request still waits for your decision:\n\n"
            : "A process waits for your decision:\n\n");
        AppendForeign(mail, asked.Subject);
        if (asked.Url is { } url) AppendForeign(mail, url);
        mail.Append($"\nApprove: {links.Approve}\n\nReject: {links.Reject}\n\n");
        mail.Append(links.DecideAtOnce
            ? "Opening a link decides at once.\n"
            : "Both links open a page that shows the request; nothing is decided before you press a button there.\n");
        var deadline = request.ExpiresAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        mail.Append($"The request expires at {deadline} UTC. ");
        mail.Append("The links are yours alone: do not forward this mail.\n");
        if (asked.RequiredApprovals > 1)
            mail.Append($"It takes {asked.RequiredApprovals} approvals; {request.Approvals.Count} are given so far. ")
                .Append("One rejection rejects it.\n");
        if (asked.Fields.Count > 0)
        {
            mail.Append("\nTo fill in when approving:\n");
            foreach (var field in asked.Fields)
                AppendForeign(mail, field.Required ? $"{field.Label} (required)" : field.Label);
        }
        AppendSection(mail, "Requested by", asked.RequestedBy);
        AppendSection(mail, "Message", asked.Message);
        AppendSection(mail, "Details", asked.Details is { } details ? Readable(details) : null);
        mail.Append($"\nRequest {request.Id}\nExecution {request.ExecutionArn}\n");
        return mail.ToString();
    }

    private static string Readable(string json)
    {
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = FunctionsJson.MaxDepth });
        var text = JsonText.Of(document.WriteTo, indented: true);
        var shown = ForeignText.Cut(text, DetailsLimit);
        return shown.Length == text.Length ? text : $"{shown}\n… ({text.Length - shown.Length} more characters)";
    }

    private static void AppendSection(StringBuilder mail, string title, string? text)
    {
        if (text is null) return;
        mail.Append($"\n{title}:\n");
        AppendForeign(mail, text);
    }

    private static void AppendForeign(StringBuilder mail, string text)
    {
        foreach (var line in ForeignText.Visible(text).Split('\n'))
            mail.Append("    ").Append(line.TrimEnd()).Append('\n');
    }
}
