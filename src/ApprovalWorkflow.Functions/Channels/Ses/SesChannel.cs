using ApprovalWorkflow.Functions.Approvals;
using ApprovalWorkflow.Functions.Images;
using ApprovalWorkflow.Functions.Mail;

namespace ApprovalWorkflow.Functions.Channels.Ses;

/// <summary>Mails approvers by SES, in HTML and plain text.</summary>
public sealed class SesChannel(SesMails mails, ImageFiles images) : IApproverChannel
{
    public Task<IReadOnlyDictionary<string, DateTimeOffset>> ReserveAsync(IReadOnlyList<string> approvers) =>
        mails.ReserveAsync(approvers);

    /// <summary>SES says later, by an event, that a mail was not delivered.</summary>
    public Task<IReadOnlyList<string>> FindUnreachableAsync(
        IReadOnlyList<string> approvers, ILambdaContext context) => Task.FromResult<IReadOnlyList<string>>([]);

    public async Task<TellResult> TellAsync(
        RequestNotice notice, IReadOnlyDictionary<string, DateTimeOffset> turns, ILambdaContext context)
    {
        var request = notice.Request;
        var image = request.Asked.Image is { } stored ? await images.FindAsync(stored, context) : null;
        var inline = image is null
            ? null
            : new InlineImage("image", image.Type == "image/png" ? "image.png" : "image.jpg", image.Type, image.Bytes);
        var (to, failures) = await mails.SendAsync(
            notice.Approvers.Select(links => new SesMail(
                links.Approver,
                // Mail programs show a conversation of mails with the same subject.
                ForeignText.SubjectLine(request.Asked.Subject),
                ApprovalMail.Text(notice, links))
            {
                Html = RequestHtml.Of(notice, links, inline),
                RequestId = request.Id,
                Image = inline,
            }),
            $"request {request.Id}",
            context);
        return new TellResult(to, failures);
    }
}
