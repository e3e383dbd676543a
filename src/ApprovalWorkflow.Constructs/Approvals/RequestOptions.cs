namespace ApprovalWorkflow;

/// <summary>
/// What a <see cref="HumanApproval"/> asks. Texts may be paths into the fragment's input, such as
/// <c>JsonPath.StringAt("$.version")</c> or <c>JsonPath.Format("Deploy {}", JsonPath.StringAt("$.version"))</c>. An
/// invalid request, or one of more than 200 KiB of JSON, fails the execution with <c>InvalidRequestException</c> when
/// it is opened.
/// </summary>
public sealed record RequestOptions
{
    /// <summary>
    /// One line, for the mail's subject and for lists. At most 256 characters. Default: "Required approval from AWS
    /// Step Functions".
    /// </summary>
    public string? Subject { get; init; }

    /// <summary>Text for the approvers. At most 10,000 characters. Default: none.</summary>
    public string? Message { get; init; }

    /// <summary>
    /// The address of what approvers should look at: http or https, with a host in ASCII, without a user name, at most
    /// 2,048 characters. Default: none.
    /// </summary>
    public string? Url { get; init; }

    /// <summary>
    /// Who asks: one line of at most 512 characters. An approver with this address cannot approve. Default: nobody.
    /// </summary>
    public string? RequestedBy { get; init; }

    /// <summary>
    /// The addresses of the approvers to ask: 1 to 50, each one of <see cref="ApprovalsProps.Approvers"/>. Default:
    /// all.
    /// </summary>
    public IReadOnlyList<string>? Approvers { get; init; }

    /// <summary>
    /// How many approvals are needed: 1 to the number of approvers. One rejection rejects. Default: 1.
    /// </summary>
    /// <exception cref="InvalidPropertyException">It is outside this range.</exception>
    public int? RequiredApprovals
    {
        get;
        init => field = value is null or (>= 1 and <= Limits.Approvers)
            ? value
            : throw new InvalidPropertyException(
                nameof(RequiredApprovals),
                $"{value}",
                $"is not a number from 1 to {Limits.Approvers}",
                "Require no more approvals than there are approvers.");
    }

    /// <summary>
    /// Time between two mails, in whole seconds: 1 second to 360 days, and long enough for at most 500 mails to all
    /// approvers. Default: <see cref="ApprovalsProps.RemindAfter"/>.
    /// </summary>
    /// <exception cref="InvalidPropertyException">It is outside this range.</exception>
    public TimeSpan? RemindAfter
    {
        get;
        init => field = value?.Within(PropertyChecks.Second, PropertyChecks.LongestWait, nameof(RemindAfter));
    }

    /// <summary>
    /// Time to decide, in whole seconds: 1 second to 360 days. Default: <see cref="ApprovalsProps.ExpireAfter"/>.
    /// </summary>
    /// <exception cref="InvalidPropertyException">It is outside this range.</exception>
    public TimeSpan? ExpireAfter
    {
        get;
        init => field = value?.Within(PropertyChecks.Second, PropertyChecks.LongestWait, nameof(ExpireAfter));
    }

    /// <summary>
    /// What an approver fills in, for the output <c>approval.fields</c>. At most 20. Default: nothing.
    /// </summary>
    public IReadOnlyList<ApprovalField>? Fields { get; init; }

    /// <summary>An image in <see cref="Approvals.FramesBucket"/> that the website shows. Default: none.</summary>
    public RequestImage? Image { get; init; }

    /// <summary>
    /// More to show: texts, numbers, lists and dictionaries, of at most 500 levels, under names other than the above.
    /// Default: none.
    /// </summary>
    public IReadOnlyDictionary<string, object>? Details { get; init; }

    /// <summary>The request as an execution's input.</summary>
    internal Dictionary<string, object> ToInput() => Given(
    [
        .. (Details ?? new Dictionary<string, object>()).Select(detail => (detail.Key, (object?)detail.Value)),
        ("subject", Subject),
        ("message", Message),
        ("url", Url),
        ("requestedBy", RequestedBy),
        ("approvers", Approvers?.ToArray()),
        ("requiredApprovals", RequiredApprovals),
        ("remindAfterSeconds", (int?)RemindAfter?.TotalSeconds),
        ("expiresAfterSeconds", (int?)ExpireAfter?.TotalSeconds),
        ("fields", Fields?.Select(Field).ToArray()),
        ("image", Image?.ToInput()),
    ]);

    private static Dictionary<string, object> Field(ApprovalField field) => Given(
    [
        ("name", field.Name),
        ("label", field.Label),
        ("hint", field.Hint),
        ("required", field.Required),
        ("type", field.Type),
        ("pattern", field.Pattern),
        ("maxLength", field.MaxLength),
        ("choices", field.Choices?.ToArray()),
    ]);

    internal static Dictionary<string, object> Given(IEnumerable<(string Name, object? Value)> members) => members
        .Where(member => member.Value is not null)
        .ToDictionary(member => member.Name, member => member.Value!);
}

/// <summary>An image that a request shows.</summary>
/// <param name="Bucket">The bucket's name.</param>
/// <param name="Key">The object's key, below <c>frames/</c> or <c>asked/</c>.</param>
public sealed record RequestImage(string Bucket, string Key)
{
    /// <summary>The part to show. Default: all of it.</summary>
    public RequestImageBox? Box { get; init; }

    internal Dictionary<string, object> ToInput() =>
        RequestOptions.Given([("bucket", Bucket), ("key", Key), ("box", Box?.Value)]);
}

/// <summary>A part of an image.</summary>
public sealed class RequestImageBox
{
    /// <summary>A box that is known at synthesis. What is outside the image fails the execution.</summary>
    /// <param name="left">The left edge, as a fraction of the image's width: 0 to 1.</param>
    /// <param name="top">The top edge, as a fraction of the image's height: 0 to 1.</param>
    /// <param name="width">A fraction of the image's width: above 0, at most 1.</param>
    /// <param name="height">A fraction of the image's height: above 0, at most 1.</param>
    public RequestImageBox(double left, double top, double width, double height)
        : this(new Dictionary<string, object>
        {
            ["left"] = left,
            ["top"] = top,
            ["width"] = width,
            ["height"] = height,
        })
    {
    }

    private RequestImageBox(object value) => Value = value;

    internal object Value { get; }

    /// <summary>A box in the fragment's input, with <c>left</c>, <c>top</c>, <c>width</c> and <c>height</c>.</summary>
    /// <param name="path">Its path, such as <c>$.face.box</c>.</param>
    public static RequestImageBox At(string path) => new(JsonPath.StringAt(path));
}
