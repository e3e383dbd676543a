namespace ApprovalWorkflow;

/// <summary>
/// Mails by Amazon SES. <see href="~/docs/mail.md">docs/mail.md</see> says how to verify an address, and how to leave
/// the sandbox.
/// </summary>
public sealed record SesOptions
{
    /// <summary>
    /// The address that mails are from. SES must have verified it, or its domain, in the stack's account and Region.
    /// </summary>
    /// <exception cref="InvalidPropertyException">It is not an email address.</exception>
    public required string From
    {
        get;
        init => field = MailAddress.IsOne(value.Trim().ToLowerInvariant())
            ? value.Trim().ToLowerInvariant()
            : throw new InvalidPropertyException(
                nameof(From),
                value,
                "is not an email address",
                "Name one that SES has verified, without a name, such as approvals@example.com.");
    }

    /// <summary>
    /// Whether whoever asked, if the request names them by an email address, gets its outcome by mail. Default: true.
    /// </summary>
    public bool NotifyRequester { get; init; } = true;
}
