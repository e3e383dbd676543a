using static ApprovalWorkflow.Functions.EnvironmentSettings;

namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>The links of an approver's mail.</summary>
/// <param name="WebsiteUrl">Without a slash at the end.</param>
/// <param name="ApiUrl">Without a slash at the end.</param>
/// <param name="OneClick">
/// Whether opening a link decides. Otherwise it opens the review page, with everything secret after the <c>#</c>, which
/// a browser sends to nobody.
/// </param>
public sealed record ApprovalLinks(string WebsiteUrl, string ApiUrl, bool OneClick)
{
    public static ApprovalLinks FromEnvironment() =>
        new(Required("WEBSITE_URL"), Required("API_URL"), Required("CLICK_MODE") == "oneClick");

    /// <summary>Whether opening a link decides: never where there is something to fill in first.</summary>
    public bool DecideAtOnce(ApprovalRequest request) => OneClick && !request.RequiresFields;

    /// <summary>The link that approves, or leads to approving.</summary>
    public string Approve(ApprovalRequest request, string linkKey) => To("approve", request, linkKey);

    /// <summary>The link that rejects, or leads to rejecting.</summary>
    public string Reject(ApprovalRequest request, string linkKey) => To("reject", request, linkKey);

    private string To(string decision, ApprovalRequest request, string linkKey) => DecideAtOnce(request)
        ? $"{ApiUrl}/requests/{request.Id}/{decision}?key={linkKey}"
        : $"{WebsiteUrl}/review.html#id={request.Id}&key={linkKey}&decision={decision}";
}
