namespace ApprovalWorkflow;

/// <summary>The settings <c>mail</c>, <c>mailFrom</c> and <c>notifyRequester</c>.</summary>
internal static class MailSettings
{
    public static readonly string[] Names = ["mail", "mailFrom", "notifyRequester"];

    /// <summary>Mails by SES; null for those by SNS.</summary>
    /// <exception cref="SettingsException">A setting is invalid, lacks another one, or is set in vain.</exception>
    public static SesOptions? From(SettingsContext context)
    {
        if (!context.Choice("mail", ("sns", false), ("ses", true)))
        {
            if (Array.Find(Names[1..], name => context.Find(name) is not null) is not { } name) return null;
            throw new SettingsException(
                name,
                context.Find(name),
                "is set, but mails go by SNS",
                $"Let them go by SES with -c mail=ses, or remove {name}.");
        }
        if (context.Find("mailFrom") is not { } from)
            throw new SettingsException(
                "mail",
                "ses",
                "needs the address that mails are from",
                "Name one that SES has verified: -c mailFrom=approvals@example.com");
        return SettingsException.Rename(
            () => new SesOptions
            {
                From = from,
                NotifyRequester = context.Choice("notifyRequester", ("true", true), ("false", false)),
            },
            property => property == nameof(SesOptions.From) ? "mailFrom" : SettingsException.Camel(property));
    }
}
