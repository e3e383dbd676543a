using ApprovalWorkflow.Functions.Approvals;
using ApprovalWorkflow.Functions.Mail;
using static ApprovalWorkflow.Functions.Channels.ApprovalMail;

namespace ApprovalWorkflow.Functions.Channels.Ses;

/// <summary>
/// An approval mail in HTML. Our buttons come first, and what others wrote is in boxes below our titles, so that none
/// of it can pass for ours.
/// </summary>
public static class RequestHtml
{
    /// <param name="image">What the mail has attached; null if it has none.</param>
    public static string Of(RequestNotice notice, ApproverLinks links, InlineImage? image)
    {
        var request = notice.Request;
        var asked = request.Asked;
        var html = new MailHtml();
        html.AddHeading(
            notice.Round > 0 ? Reminder(notice) : "Approval needed", MailHtml.Neutral, asked.Subject);
        html.AddText($"{Intro(notice, links)}.");
        html.AddFacts(
            ("Requested by", asked.RequestedBy is { } requester ? Requester(requester) : null),
            ("Expires", MailHtml.Escaped(MailTime.Of(request.ExpiresAt, notice.At))),
            ("Look at", asked.Url is { } url ? MailHtml.Link(url, url) : null),
            ("Approvals", Needed(request) is { } needed ? MailHtml.Escaped(needed) : null),
            ("To fill in", links.Approve is not null && asked.Fields.Count > 0
                ? string.Join("<br>", asked.Fields.Select(field => MailHtml.Escaped(Labelled(field))))
                : null));
        if (image is not null)
        {
            html.AddImage(image.ContentId, "The image that the request is about");
            if (asked.Image?.Box is not null)
                html.AddNote("The review page marks the part of the image that is meant.");
        }
        html.AddButtons(
            ("Approve", links.Approve, MailHtml.Approve), ("Reject", links.Reject, MailHtml.Reject));
        html.AddNote(WhatLinksDo(links));
        if (asked.Message is { } message) html.AddForeign("Message", MailHtml.Lines(message));
        if (asked.Details is { } details) AddDetails(html, details);
        html.AddNote(KeepLinks);
        html.AddNote($"Request {request.Id}, execution {request.ExecutionArn}");
        return html.ToPage(asked.Subject, $"{Intro(notice, links)}: {MailTime.Utc(request.ExpiresAt)} at the latest");
    }

    /// <summary>
    /// An address begins a new mail. An answer to this one would quote the links to whoever asked, so it goes to the
    /// sender.
    /// </summary>
    private static string Requester(string text) => MailAddress.IsOne(text)
        ? MailHtml.Link($"mailto:{string.Join('@', text.Split('@').Select(Uri.EscapeDataString))}", text)
        : MailHtml.Escaped(text);

    private static void AddDetails(MailHtml html, string details)
    {
        var (rows, areAll) = DetailRow.Of(details, DetailsLimit);
        html.AddForeign("Details", MailHtml.Rows(rows));
        if (!areAll) html.AddNote("There are more details. The review page shows them all.");
    }
}
