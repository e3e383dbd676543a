namespace ApprovalWorkflow;

/// <summary>Tells a channel by messages to the address in a secret, which the template only names.</summary>
internal sealed class PostingNotification : Construct
{
    /// <param name="id">The channel's name, such as <c>Teams</c>; <c>NotifyTeams</c> is its handler.</param>
    /// <param name="variable">Of the function, with the secret's name.</param>
    public PostingNotification(
        Construct scope,
        string id,
        string variable,
        string secret,
        ApprovalTable table,
        string websiteUrl,
        FunctionDefaults functions)
        : base(scope, id)
    {
        var notification = new RequestNotification(
            this,
            "Notification",
            $"Notify{id}",
            id,
            new(table, websiteUrl, functions, new Dictionary<string, string> { [variable] = secret }));
        notification.Function.Role!.AllowSecret(this, secret);
    }
}
