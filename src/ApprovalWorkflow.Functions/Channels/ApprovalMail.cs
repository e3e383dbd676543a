using System.Text;
using ApprovalWorkflow.Functions.Approvals;
using ApprovalWorkflow.Functions.Inputs;
using ApprovalWorkflow.Functions.Mail;

namespace ApprovalWorkflow.Functions.Channels;

/// <summary>The words of an approval mail in plain text.</summary>
public static class ApprovalMail
{
    /// <summary>Characters; what is longer is cut, and the review page has it whole.</summary>
    public const int DetailsLimit = 8_000;

    public const string KeepLinks = "The links are yours alone: do not forward this mail.";

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
        if (notice.Round > 0) mail.Append($"{Reminder(notice)}. ");
        mail.Append($"{Intro(notice, links)}:\n\n");
        mail.Append(ForeignText.Indented(asked.Subject));
        if (asked.Url is { } url) mail.Append(ForeignText.Indented(url));
        if (links.Approve is { } approve) mail.Append($"\nApprove: {approve}\n");
        mail.Append($"\nReject: {links.Reject}\n\n");
        mail.Append($"{WhatLinksDo(links)}\n");
        mail.Append($"The request expires at {MailTime.Of(request.ExpiresAt, notice.At)}. ");
        mail.Append($"{KeepLinks}\n");
        if (Needed(request) is { } needed) mail.Append($"{needed}\n");
        if (asked.Fields.Count > 0 && links.Approve is not null)
        {
            mail.Append("\nTo fill in when approving:\n");
            foreach (var field in asked.Fields)
                mail.Append(ForeignText.Indented(Labelled(field)));
        }
        AppendSection(mail, "Requested by", asked.RequestedBy);
        AppendSection(mail, "Message", asked.Message);
        AppendSection(mail, "Details", asked.Details is { } details ? Readable(details) : null);
        mail.Append($"\nRequest {request.Id}\nExecution {ForeignText.Visible(request.ExecutionArn)}\n");
        return mail.ToString();
    }

    public static string Reminder(RequestNotice notice) => $"Reminder {notice.Round} of {notice.Reminders}";

    /// <summary>A sentence without its full stop.</summary>
    public static string Intro(RequestNotice notice, ApproverLinks links) => links.Approve is null
        ? "You asked for this approval yourself, so somebody else must give it. You can only reject it"
        : notice.Round > 0 ? "This request still waits for your decision"
        : "A process waits for your decision";

    public static string WhatLinksDo(ApproverLinks links) => links.DecideAtOnce
        ? "Opening a link decides at once."
        : "A link opens a page that shows the request; nothing is decided before you press a button there.";

    /// <summary>How many approvals it takes; null for one.</summary>
    public static string? Needed(ApprovalRequest request) => request.Asked.RequiredApprovals > 1
        ? $"It takes {request.Asked.RequiredApprovals} approvals; {Given(request.Approvals.Count)} so far. "
            + "One rejection rejects it."
        : null;

    public static string Labelled(ApprovalField field) =>
        field.Required ? $"{field.Label} (required)" : field.Label;

    private static string Given(int approvals) => approvals switch
    {
        0 => "none is given",
        1 => "1 is given",
        _ => $"{approvals} are given",
    };

    private static string Readable(string json)
    {
        var text = JsonText.Readable(json);
        var shown = ForeignText.Cut(text, DetailsLimit);
        var rest = text.Length - shown.Length + 1;
        return shown == text ? text : $"{shown}\n({rest} more character{(rest == 1 ? "" : "s")})";
    }

    private static void AppendSection(StringBuilder mail, string title, string? text)
    {
        if (text is not null) mail.Append($"\n{title}:\n{ForeignText.Indented(text)}");
    }
}
