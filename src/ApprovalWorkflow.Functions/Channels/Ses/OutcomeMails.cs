using ApprovalWorkflow.Functions.Approvals;
using ApprovalWorkflow.Functions.Mail;

namespace ApprovalWorkflow.Functions.Channels.Ses;

/// <summary>Mails outcomes to whoever asked, and to the approvers.</summary>
/// <param name="websiteUrl">Without a slash at the end.</param>
/// <param name="notifiesRequester">Whether whoever asked gets a mail.</param>
public sealed class OutcomeMails(SesMails mails, ToldNotices told, string websiteUrl, bool notifiesRequester)
    : IRequestChannel
{
    /// <summary>Names its notices in the table.</summary>
    public const string Notices = "mail";

    public string Name => "Mail";

    public async Task TellAsync(RequestNews news, ILambdaContext context)
    {
        var request = news.Request;
        var left = new List<string>();
        foreach (var address in RecipientsOf(request))
            if (await told.FindAsync(request, KeyOf(address)) is null) left.Add(address);
        var (to, failures) = await mails.SendAsync(
            left.Select(address => MailTo(address, request)), $"request {request.Id}", context);
        await Task.WhenAll(to.Select(address => told.NoteAsync(request, KeyOf(address), news.Type)));
        if (failures.Count > 0)
            throw new ChannelException(
                $"{failures.Count} of {left.Count} mails were not sent ({failures[0].GetType().Name})", failures[0]);
    }

    private static string KeyOf(string address) => $"outcome-{address}";

    /// <summary>Whoever asked, and the approvers, but not the one whose answer ended it, who knows.</summary>
    private IEnumerable<string> RecipientsOf(ApprovalRequest request)
    {
        var last = request.Decision!.DecidedBy.Split(", ")[^1];
        IEnumerable<string> approvers = request.Asked.Approvers;
        return (notifiesRequester && AddressOfRequester(request) is { } requester
            ? approvers.Prepend(requester)
            : approvers).Where(address => address != last).Distinct();
    }

    private static string? AddressOfRequester(ApprovalRequest request) =>
        request.Asked.RequestedBy is { } requester && MailAddress.IsOne(requester) ? requester : null;

    private SesMail MailTo(string address, ApprovalRequest request)
    {
        var page = request.Asked.Approvers.Contains(address) ? $"{websiteUrl}/approval.html#id={request.Id}" : null;
        var mail = new OutcomeMail(request, page);
        return new SesMail(address, mail.Subject, mail.Text)
        {
            Html = mail.Html,
            RequestId = request.Id,
            // This mail has no link that decides, so an answer can quote it.
            ReplyTo = AddressOfRequester(request) is { } requester && requester != address ? requester : null,
        };
    }
}
