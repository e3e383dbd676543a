namespace ApprovalWorkflow.Contract;

/// <summary>The limits of a request and of what people write. Lengths count UTF-16 characters.</summary>
internal static class Limits
{
    /// <summary>Mails about one request. Each adds a key to the request's record, which holds 400 KB.</summary>
    public const int MailsPerRequest = 500;

    /// <summary>
    /// Seconds that a request can wait: 360 days. An execution ends after a year in any case, and what follows an
    /// expiry takes time, too.
    /// </summary>
    /// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html</remarks>
    public const int WaitSeconds = 360 * 24 * 60 * 60;

    /// <summary>Approvers of a stack, and so of a request. Each is a subscription.</summary>
    public const int Approvers = 50;

    /// <summary>
    /// Bytes of an approval's input, as JSON. The state of an execution holds 256 KiB and a record of DynamoDB 400 KB;
    /// both need room for what the approval adds.
    /// </summary>
    /// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html</remarks>
    public const int InputBytes = 200 * 1024;

    /// <summary>Levels of lists and objects in an approval's input. Some parsers on its way stop at 1,000.</summary>
    public const int Nesting = 500;

    /// <summary>A subject is one line in a list.</summary>
    public const int SubjectLength = 256;

    public const int MessageLength = 10_000;

    /// <summary>The address of what a request is about.</summary>
    public const int UrlLength = 2048;

    /// <summary>The longest email address, with room for a name or an ARN.</summary>
    public const int RequestedByLength = 512;

    public const int CommentLength = 1000;

    /// <summary>What a list can be searched for.</summary>
    public const int SearchLength = SubjectLength;

    /// <summary>Items in one answer of a list.</summary>
    public const int ListItems = 100;

    /// <summary>Items in one answer of a list, if the call does not say.</summary>
    public const int DefaultListItems = 25;

    /// <summary>The key of an approver's link: 128 random bits in base64url.</summary>
    public const int LinkKeyLength = 22;

    /// <summary>Seconds that a link to an image lives. A page loads it at once.</summary>
    public const int ImageLinkSeconds = 5 * 60;

    /// <summary>Fields of a request.</summary>
    public const int Fields = 20;

    public const int FieldNameLength = 64;

    /// <summary>A field's label, its hint, its pattern, or one of its choices.</summary>
    public const int FieldLabelLength = 200;

    public const int FieldChoices = 50;

    /// <summary>The longest text that a field can take.</summary>
    public const int FieldTextLength = 1000;

    /// <summary>The longest text of a field that gives no <c>maxLength</c>.</summary>
    public const int FieldTextDefaultLength = 200;

    /// <summary>A number that a field takes, as JSON: more digits than a double has.</summary>
    public const int NumberLength = 40;

    public const int PersonNameLength = 100;

    /// <summary>
    /// A mail's subject. SNS takes fewer than 100 characters, without line breaks and control characters.
    /// </summary>
    /// <remarks>https://docs.aws.amazon.com/sns/latest/api/API_Publish.html</remarks>
    public const int MailSubjectLength = 99;
}
