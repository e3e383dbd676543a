using System.Text;
using ApprovalWorkflow.Functions.Images;
using ApprovalWorkflow.Functions.Inputs;
using ApprovalWorkflow.Functions.SignIn;

namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>
/// What an execution's input asks its approvers. Any JSON is allowed. Known members are checked; all others are
/// details.
/// </summary>
/// <remarks>
/// A new attribute takes three edits: a property here, a line in <see cref="Parse"/>, and a line in <see
/// cref="RequestView"/>. A list shows it after a fourth edit, in <see cref="ListedRequest"/>. The item stores it under
/// the property's name. Defaults are in getters: the JSON reader skips initializers, and pending items lack a new
/// attribute.
/// </remarks>
public sealed record ApprovalInput
{
    /// <summary>The subject of an input that has none, from the AWS tutorial.</summary>
    public const string DefaultSubject = "Required approval from AWS Step Functions";

    public string Subject { get => field ?? DefaultSubject; init; }

    public string? Message { get; init; }

    /// <summary>What approvers should look at: an absolute address of http or https.</summary>
    public string? Url { get; init; }

    /// <summary>Who asks. They may not approve their own request.</summary>
    public string? RequestedBy { get; init; }

    /// <summary>Email addresses in lower case. In an input, an empty list stands for all approvers.</summary>
    public IReadOnlyList<string> Approvers { get => field ?? []; init; }

    /// <summary>How many approvals are needed. One rejection rejects.</summary>
    public int RequiredApprovals { get => field == 0 ? 1 : field; init; }

    public int? RemindAfterSeconds { get; init; }

    public int? ExpiresAfterSeconds { get; init; }

    /// <summary>What an approver fills in to approve.</summary>
    public IReadOnlyList<ApprovalField> Fields { get => field ?? []; init; }

    /// <summary>The image that approvers see.</summary>
    public StoredImage? Image { get; init; }

    /// <summary>All other members as JSON text; null if there are none.</summary>
    public string? Details { get; init; }

    /// <exception cref="InvalidRequestException">A member is invalid.</exception>
    public static ApprovalInput Parse(JsonElement json)
    {
        if (Encoding.UTF8.GetByteCount(json.GetRawText()) is > Limits.InputBytes and var size)
            throw new InvalidRequestException(
                "input", $"has {size} bytes of JSON; at most {Limits.InputBytes} are possible.");
        if (TooDeep(json) is { } member)
            throw new InvalidRequestException(
                member, $"is nested too deeply; at most {Limits.Nesting} levels are possible.");
        InputReader.RequireUnicode(json);
        if (json.ValueKind == JsonValueKind.Null) return new ApprovalInput();
        if (json.ValueKind != JsonValueKind.Object) return new ApprovalInput { Details = json.GetRawText() };
        var input = new InputReader(json);
        return new ApprovalInput
        {
            Subject = input.Text("subject", Limits.SubjectLength) ?? DefaultSubject,
            Message = input.Text("message", Limits.MessageLength),
            Url = UrlIn(input),
            RequestedBy = input.Line("requestedBy", Limits.RequestedByLength) is { } requester
                ? EmailAddress.NormalizeIfAddress(requester)
                : null,
            Approvers = Addresses(input),
            RequiredApprovals = input.Number("requiredApprovals", 1, Limits.Approvers) ?? 1,
            RemindAfterSeconds = input.Number("remindAfterSeconds", 1, Limits.WaitSeconds),
            ExpiresAfterSeconds = input.Number("expiresAfterSeconds", 1, Limits.WaitSeconds),
            Fields = FieldReader.ListIn(input),
            Image = ImageOf(input),
            // Last, because it takes what the others did not read.
            Details = input.Rest(),
        };
    }

    /// <summary>The member that is nested too deeply, or null.</summary>
    private static string? TooDeep(JsonElement json) => json.ValueKind == JsonValueKind.Object
        ? json.EnumerateObject().Where(member => JsonText.Depth(member.Value) >= Limits.Nesting)
            .Select(member => member.Name).FirstOrDefault()
        : JsonText.Depth(json) > Limits.Nesting ? "input" : null;

    private static string? UrlIn(InputReader input)
    {
        if (input.Line("url", Limits.UrlLength) is not { } text) return null;
        var isOne = Uri.TryCreate(text, UriKind.Absolute, out var url)
            && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp)
            // Mail programs and browsers would not agree where other addresses lead, such as one with a wide "@".
            && text.Split('/', '?', '#') is [_, "", var host, ..]
            && Ascii.IsValid(host)
            && !host.Contains('@')
            // .NET writes a number such as 2130706433 as the address that it is.
            && host.StartsWith(url.Host, StringComparison.OrdinalIgnoreCase)
            && !text.Any(each => each == '\\' || char.IsWhiteSpace(each));
        return isOne ? text : throw input.Refusal(
            "url", "must be an absolute address of http or https, with a host in ASCII, and without user name, space "
            + "and backslash, such as https://example.com/changes/7.");
    }

    private static IReadOnlyList<string> Addresses(InputReader input)
    {
        var addresses = input.Texts("approvers", "email addresses");
        return addresses is { Count: 0 }
            ? throw input.Refusal(
                "approvers", "is an empty list, so nobody could decide; name an approver, or leave it out to ask all.")
            : [.. (addresses ?? []).Select(EmailAddress.Normalize).Distinct()];
    }

    private static StoredImage? ImageOf(InputReader input)
    {
        if (input.Value("image") is not { } json) return null;
        if (json.ValueKind != JsonValueKind.Object)
            throw input.Refusal("image", $"must be an object with bucket and key, but is {InputReader.Shown(json)}.");
        var image = new InputReader(json, "image").Only("bucket", "key", "box");
        var key = image.Exact("key", StoredImage.KeyLimit)
            ?? throw image.Refusal("key", "is missing; give the key of the object.");
        if (!ImagePrefixes.OfRequests.Any(prefix => key.StartsWith(prefix, StringComparison.Ordinal)))
            throw image.Refusal("key", $"must begin with {string.Join(" or ", ImagePrefixes.OfRequests)}.");
        // Clients of HTTP would resolve them, and read another object.
        if (key.Split('/').Any(part => part is "." or ".."))
            throw image.Refusal("key", "has a part that is . or ..; name the object otherwise.");
        return new StoredImage(
            image.Exact("bucket", StoredImage.BucketLimit)
                ?? throw image.Refusal("bucket", "is missing; name the bucket that holds it."),
            key,
            image.Value("box") is { } box ? BoxOf(box) : null);
    }

    private static ImageBox BoxOf(JsonElement box)
    {
        double Share(string member) =>
            box.ValueKind == JsonValueKind.Object && box.TryGetProperty(member, out var value)
            && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var share) && Math.Abs(share) <= 2
                // DynamoDB has no numbers closer to 0 than 1e-130.
                ? Math.Round(share, 15)
                : throw new InvalidRequestException(
                    "image.box", "must have left, top, width and height, in shares of the image such as 0.25.");
        return new ImageBox(Share("left"), Share("top"), Share("width"), Share("height"));
    }
}
