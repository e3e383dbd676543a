using System.Text;
using ApprovalWorkflow.Functions.Approvals;
using ApprovalWorkflow.Functions.Mail;

namespace ApprovalWorkflow.Functions.Channels.Ses;

/// <summary>The words of a mail about a request that has ended.</summary>
/// <param name="request">Has a decision.</param>
/// <param name="pageUrl">Its page on the website, for approvers; null for others, who may not see it.</param>
public sealed class OutcomeMail(ApprovalRequest request, string? pageUrl)
{
    private readonly Decision _decision = request.Decision!;

    /// <summary>An approver's mail belongs to the conversation that began with the request's, by its subject.</summary>
    public string Subject => ForeignText.SubjectLine(
        pageUrl is null ? $"{Outcome}: {request.Asked.Subject}" : request.Asked.Subject);

    private string Outcome => _decision.Status switch
    {
        ApprovalStatus.Approved => "Approved",
        ApprovalStatus.Rejected => "Rejected",
        ApprovalStatus.Expired => "Expired",
        _ => "Withdrawn",
    };

    private string Intro => _decision.Status switch
    {
        ApprovalStatus.Expired => "Nobody decided this request in time.",
        ApprovalStatus.Withdrawn => "This request needs no decision any more: its process has ended.",
        _ => $"This request was {_decision.Status}.",
    };

    private string? DecidedBy =>
        _decision.Status is ApprovalStatus.Approved or ApprovalStatus.Rejected ? _decision.DecidedBy : null;

    private string CommentTitle => _decision.Status == ApprovalStatus.Withdrawn ? "Why" : "Comment";

    public string Text
    {
        get
        {
            var mail = new StringBuilder($"{Intro}\n\n{ForeignText.Indented(request.Asked.Subject)}");
            if (request.Asked.Url is { } url) mail.Append(ForeignText.Indented(url));
            mail.Append($"\n{Outcome} on {MailTime.Utc(_decision.DecidedAt)}\n");
            if (DecidedBy is { } by) mail.Append($"\n{Outcome} by:\n{ForeignText.Indented(by)}");
            foreach (var (title, comment) in Comments())
                mail.Append($"\n{title}:\n{ForeignText.Indented(comment)}");
            if (request.Asked.RequestedBy is { } requester)
                mail.Append($"\nRequested by:\n{ForeignText.Indented(requester)}");
            if (pageUrl is not null) mail.Append($"\nThe request, after signing in: {pageUrl}\n");
            return mail.Append($"\nRequest {request.Id}\n").ToString();
        }
    }

    public string Html
    {
        get
        {
            var html = new MailHtml();
            html.AddHeading(Outcome, _decision.Status switch
            {
                ApprovalStatus.Approved => MailHtml.Approve,
                ApprovalStatus.Rejected => MailHtml.Reject,
                _ => MailHtml.Neutral,
            }, request.Asked.Subject);
            html.AddText(Intro);
            html.AddFacts(
                ($"{Outcome} by", DecidedBy is { } by ? MailHtml.Escaped(by) : null),
                ($"{Outcome} on", MailTime.Utc(_decision.DecidedAt)),
                ("Requested by", request.Asked.RequestedBy is { } requester ? MailHtml.Escaped(requester) : null),
                ("About", request.Asked.Url is { } url ? MailHtml.Link(url, url) : null));
            foreach (var (title, comment) in Comments()) html.AddForeign(title, MailHtml.Lines(comment));
            if (pageUrl is not null) html.AddButtons(("Open the request", pageUrl, MailHtml.Neutral));
            html.AddNote($"Request {request.Id}");
            return html.ToPage(request.Asked.Subject, DecidedBy is { } who ? $"{Outcome} by {who}" : Intro);
        }
    }

    /// <summary>The comments and whose they are. Of one approver, it is known.</summary>
    private IEnumerable<(string Title, string Comment)> Comments()
    {
        var all = JsonSerializer.Deserialize(
            _decision.Comments, FunctionsJson.Default.IReadOnlyListWrittenComment)!;
        return all.Count > 1 || (all.Count == 1 && all[0].Approver != _decision.DecidedBy)
            ? all.Select(each => ($"{CommentTitle} of {each.Approver}", each.Comment))
            : _decision.Comment.Length > 0 ? [(CommentTitle, _decision.Comment)] : [];
    }
}
