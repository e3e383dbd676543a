using static ApprovalWorkflow.Functions.EnvironmentSettings;

namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>Makes the links by which approvers answer. The URLs have no slash at the end.</summary>
/// <param name="OneClick">
/// Whether opening a link decides. If not, it opens the review page, with the secret after the <c>#</c>, which browsers
/// do not send.
/// </param>
public sealed record ApprovalLinks(string WebsiteUrl, string ApiUrl, bool OneClick)
{
    public static ApprovalLinks FromEnvironment() => new(
        Required(Variables.WebsiteUrl),
        Required(Variables.ApiUrl),
        Required(Variables.ClickMode) == ClickModes.OneClick);

    /// <summary>
    /// An approver's links. If fields must be filled in, opening a link does not decide. Requesters get no link to
    /// approve.
    /// </summary>
    public ApproverLinks For(string approver, ApprovalRequest request, string linkKey)
    {
        var decideAtOnce = OneClick && !request.RequiresFields;
        return new ApproverLinks(
            approver,
            request.IsRequestedBy(approver) ? null : To(Decisions.Approve),
            To(Decisions.Reject),
            decideAtOnce);

        string To(string decision) => decideAtOnce
            ? $"{ApiUrl}/requests/{request.Id}/{decision}?key={linkKey}"
            : $"{WebsiteUrl}/review.html#id={request.Id}&key={linkKey}&decision={decision}";
    }
}
