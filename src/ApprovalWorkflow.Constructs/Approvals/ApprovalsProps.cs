using System.Text.RegularExpressions;
using Amazon.CDK.AWS.CertificateManager;
using Amazon.CDK.AWS.Cognito;
using Amazon.CDK.AWS.SNS;

namespace ApprovalWorkflow;

/// <summary>Properties of <see cref="Approvals"/>. Each is checked when it is set.</summary>
/// <remarks>
/// <see href="~/docs/settings.md">docs/settings.md</see> explains them as settings, which have the same names and
/// limits.
/// </remarks>
public sealed partial record ApprovalsProps
{
    /// <summary>
    /// The record of a request must outlast its execution's last write. If the record were gone by then, DynamoDB would
    /// create an item with only the outcome, which never expires.
    /// </summary>
    private static readonly TimeSpan _shortestKeep = TimeSpan.FromDays(1);

    /// <summary>
    /// The email addresses of those who may approve: 1 to 50, of 2,900 bytes in all. Each confirms a subscription once,
    /// except with <see cref="Ses"/>.
    /// </summary>
    /// <exception cref="InvalidPropertyException">An address is invalid, or they are too many or too long.</exception>
    public required IReadOnlyList<string> Approvers
    {
        get;
        init => field = ApproverList.Checked(value, nameof(Approvers));
    }

    /// <summary>What a link in a mail does. Default: <see cref="ClickMode.Review"/>.</summary>
    public ClickMode ClickMode { get; init; } = ClickMode.Review;

    /// <summary>
    /// Time between two mails about a request: 1 second to 360 days. All approvers together get at most 500 mails about
    /// one request. Default: 20 minutes. From <see cref="ExpireAfter"/> on, nobody is reminded.
    /// </summary>
    /// <exception cref="InvalidPropertyException">It is outside this range.</exception>
    public TimeSpan RemindAfter
    {
        get;
        init => field = value.Within(PropertyChecks.Second, PropertyChecks.LongestWait, nameof(RemindAfter));
    } = TimeSpan.FromMinutes(20);

    /// <summary>Time to decide: 1 second to 360 days. Default: 1 hour.</summary>
    /// <exception cref="InvalidPropertyException">It is outside this range.</exception>
    public TimeSpan ExpireAfter
    {
        get;
        init => field = value.Within(PropertyChecks.Second, PropertyChecks.LongestWait, nameof(ExpireAfter));
    } = TimeSpan.FromHours(1);

    /// <summary>How long a request stays in the table after its deadline: 1 to 3650 days. Default: 90 days.</summary>
    /// <exception cref="InvalidPropertyException">It is outside this range.</exception>
    public TimeSpan KeepFor
    {
        get;
        init => field = value.Within(_shortestKeep, PropertyChecks.LongestKeep, nameof(KeepFor));
    } = TimeSpan.FromDays(90);

    /// <summary>
    /// Whether reviewers must also use an authenticator app. Default: they may. No effect on <see cref="UserPool"/>.
    /// </summary>
    public Mfa Mfa { get; init; } = Mfa.OPTIONAL;

    /// <summary>A user pool of yours, in which the group <c>reviewers</c> is created. Default: a new one.</summary>
    public ExistingUserPool? UserPool { get; init; }

    /// <summary>
    /// A standard topic of yours, to which the approvers are subscribed. Mails name their recipient in the attribute
    /// <c>approver</c>, so filter your other subscriptions. Default: a new one.
    /// </summary>
    /// <exception cref="InvalidPropertyException">It is a FIFO topic.</exception>
    public ITopic? Topic
    {
        get;
        init => field = value is { Fifo: true }
            ? throw new InvalidPropertyException(
                nameof(Topic), value.TopicArn, "is a FIFO topic, which sends no mail", "Use a standard topic.")
            : value;
    }

    /// <summary>Mails by Amazon SES, in HTML and from an address of yours. Default: plain text by SNS.</summary>
    public SesOptions? Ses { get; init; }

    /// <summary>
    /// The website's own domain, whose DNS record you point at <see cref="Approvals.Distribution"/>. Default: a name of
    /// CloudFront.
    /// </summary>
    /// <remarks>https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/CNAMEs.html</remarks>
    public ExistingDomain? Domain { get; init; }

    /// <summary>The ARN of a web ACL in front of website and API, of the scope CLOUDFRONT. Default: none.</summary>
    /// <exception cref="InvalidPropertyException">It is not the ARN of such a web ACL.</exception>
    public string? WebAclArn
    {
        get;
        init => field = value?.Matching(
            WebAclArnForm(),
            nameof(WebAclArn),
            "is not the ARN of a web ACL for CloudFront",
            "Create one in us-east-1 with the scope CLOUDFRONT, such as "
            + "arn:aws:wafv2:us-east-1:123456789012:global/webacl/NAME/ID");
    }

    /// <summary>
    /// The name of a secret in Secrets Manager whose text is the URL of a Teams workflow. A channel there gets a card
    /// for each request, reminder and outcome. Default: none.
    /// </summary>
    /// <exception cref="InvalidPropertyException">No secret can have this name.</exception>
    /// <remarks><see href="~/docs/teams.md">docs/teams.md</see></remarks>
    public string? Teams
    {
        get;
        init => field = value?.SecretName(nameof(Teams));
    }

    /// <summary>
    /// The name of a secret in Secrets Manager with <c>url</c> and <c>key</c>. The URL gets a signed message for each
    /// request, reminder and outcome. Default: none.
    /// </summary>
    /// <exception cref="InvalidPropertyException">No secret can have this name.</exception>
    /// <remarks><see href="~/docs/webhooks.md">docs/webhooks.md</see></remarks>
    public string? Webhook
    {
        get;
        init => field = value?.SecretName(nameof(Webhook));
    }

    /// <summary>
    /// The name of a secret in Secrets Manager with the keys of a Slack app of yours,
    /// <c>{"botToken": "xoxb-…", "signingSecret": "…"}</c>. Approvers then get direct messages, too, and decide there.
    /// <see href="~/docs/slack.md">docs/slack.md</see> makes the app. Default: no Slack.
    /// </summary>
    /// <exception cref="InvalidPropertyException">No secret has such a name.</exception>
    public string? Slack
    {
        get;
        init => field = value?.SecretName(nameof(Slack));
    }

    /// <summary>
    /// The id of a channel that gets one message in place of the direct messages, such as <c>C0123456789</c>. It needs
    /// <see cref="Slack"/>. Default: direct messages.
    /// </summary>
    /// <exception cref="InvalidPropertyException">It is not the id of a channel.</exception>
    public string? SlackChannel
    {
        get;
        init => field = value?.Matching(
            SlackChannelForm(),
            nameof(SlackChannel),
            "is not the id of a channel",
            "Use the id that Slack shows below the channel's details, such as C0123456789.");
    }

    /// <summary>Recognition of faces in cameras' frames. Default: none, and requests show no images.</summary>
    public FaceOptions? Faces { get; init; }

    /// <summary>Reports that signed-in users can ask for on the website. Default: none.</summary>
    public ReportService? Reports { get; init; }

    /// <summary>
    /// A name under which other stacks of this account and Region use these approvals, by
    /// <see cref="Approvals.FromName"/>: 1 to 40 letters, digits and hyphens. The functions may then answer the
    /// executions of every state machine in the account. Default: only stacks of this app use them.
    /// </summary>
    /// <exception cref="InvalidPropertyException">It has other characters, or too many.</exception>
    public string? ShareAs
    {
        get;
        init => field = value is null ? null : SharedApprovals.CheckedName(value, nameof(ShareAs));
    }

    /// <summary>The functions' processors, how long logs are kept, and what happens to data.</summary>
    public FunctionSettings Functions { get; init; } = new();

    /// <summary>A request's record must have room for the keys of all its mails.</summary>
    /// <exception cref="InvalidPropertyException">The times make too many mails.</exception>
    internal void CheckMails()
    {
        if (Approvers.Count == 0) return;
        var toEach = (long)Math.Ceiling(ExpireAfter / RemindAfter);
        if (toEach * Approvers.Count <= Limits.MailsPerRequest) return;
        var longEnough = TimeSpan.FromSeconds(
            Math.Ceiling(ExpireAfter.TotalSeconds / (Limits.MailsPerRequest / Approvers.Count)));
        throw new InvalidPropertyException(
            nameof(RemindAfter),
            PropertyChecks.Text(RemindAfter),
            $"makes {toEach * Approvers.Count} mails about each request ({toEach} to each of {Approvers.Count} "
            + $"approvers before the deadline after {PropertyChecks.Text(ExpireAfter)}); at most "
            + $"{Limits.MailsPerRequest} are possible",
            $"Remind less often, such as every {PropertyChecks.Text(longEnough)}, or make the deadline shorter, or "
            + "name fewer approvers.");
    }

    /// <exception cref="InvalidPropertyException">There is a topic, which SES would not use.</exception>
    internal void CheckTopic()
    {
        if (Topic is not null && Ses is not null)
            throw new InvalidPropertyException(
                nameof(Topic), Topic.TopicArn, "is given, and Ses, too", "Leave out one of them: mails go one way.");
    }

    /// <exception cref="InvalidPropertyException">There is a channel, and no Slack.</exception>
    internal void CheckSlack()
    {
        if (SlackChannel is { } channel && Slack is null)
            throw new InvalidPropertyException(
                nameof(SlackChannel),
                channel,
                "needs a Slack app",
                "Name the secret with its keys, such as slack = approvals/slack, or remove the channel.");
    }

    [GeneratedRegex(@"\A[CG][A-Z0-9]{8,20}\z")]
    private static partial Regex SlackChannelForm();

    [GeneratedRegex(@"\Aarn:aws:wafv2:us-east-1:[0-9]{12}:global/webacl/[\w-]{1,128}/[0-9a-f-]{36}\z")]
    private static partial Regex WebAclArnForm();
}

/// <summary>A user pool of yours.</summary>
/// <param name="UserPool">
/// Has no group <c>reviewers</c> yet. Its users sign in with a verified email address, and nobody can sign up with
/// somebody else's.
/// </param>
/// <param name="SignInUrl">
/// The address of its domain with managed login, such as <c>https://example.auth.eu-west-1.amazoncognito.com</c>.
/// </param>
/// <exception cref="InvalidPropertyException">The address is not <c>https://</c> and a host.</exception>
/// <remarks>https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-assign-domain.html</remarks>
public sealed partial record ExistingUserPool(IUserPool UserPool, string SignInUrl)
{
    /// <summary>Without a slash at the end.</summary>
    public string SignInUrl { get; } = SignInUrl.TrimEnd('/').Matching(
        Form(),
        nameof(SignInUrl),
        "is not the address of a domain",
        "Use the form https://example.auth.eu-west-1.amazoncognito.com");

    [GeneratedRegex(@"\Ahttps://[a-z0-9.-]+\z")]
    private static partial Regex Form();
}

/// <summary>A domain of yours.</summary>
/// <param name="Name">Such as <c>approvals.example.com</c>.</param>
/// <param name="Certificate">Its certificate in us-east-1, where CloudFront reads it.</param>
/// <exception cref="InvalidPropertyException">The name is not that of one host.</exception>
public sealed partial record ExistingDomain(string Name, ICertificate Certificate)
{
    /// <summary>The host of the website's address.</summary>
    public string Name { get; } = Name.Matching(
        Form(), nameof(Name), "is not the name of a host", "Use a name in lower case, such as approvals.example.com");

    [GeneratedRegex(@"\A[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+\z")]
    private static partial Regex Form();
}
