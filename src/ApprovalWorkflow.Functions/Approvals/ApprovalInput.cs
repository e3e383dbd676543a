using System.Text;
using System.Text.Json;

namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>
/// What an execution's input says about its approval. Any JSON is a request; of an object, the known fields are
/// checked and taken out, and all the rest is shown to the approvers as details.
/// </summary>
public sealed record ApprovalInput
{
    /// <summary>
    /// Bytes of JSON: the state of an execution holds 256 KiB and a record of DynamoDB 400 KB, and both need room for
    /// what the approval adds (https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html).
    /// </summary>
    public const int SizeLimit = 200 * 1024;

    /// <summary>Characters; a subject is a line in a list, the message has room for more.</summary>
    public const int SubjectLimit = 256;

    /// <summary>Characters; mail, page and record carry the message whole.</summary>
    public const int MessageLimit = 10_000;

    /// <summary>Characters: the longest email address with room for a name or an ARN.</summary>
    public const int RequesterLimit = 512;

    /// <summary>As many as a stack can have.</summary>
    public const int ApproverLimit = 50;

    /// <summary>
    /// Seconds: 360 days. An execution ends after a year whatever happens
    /// (https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html), and what waited must still be told.
    /// </summary>
    public const int ExpiryLimitSeconds = 360 * 24 * 60 * 60;

    /// <summary>Fields that are not shown as details: all that have a meaning here.</summary>
    private static readonly string[] Known =
    [
        "subject", "message", "requestedBy", "approvers", "requiredApprovals",
        "remindAfterSeconds", "expiresAfterSeconds", "fields", "image",
    ];

    public string? Subject { get; private init; }

    public string? Message { get; private init; }

    public string? RequestedBy { get; private init; }

    /// <summary>Those of the configured approvers who are asked; null for all.</summary>
    public IReadOnlyList<string>? Approvers { get; private init; }

    /// <summary>How many of the approvers must say yes.</summary>
    public int RequiredApprovals { get; private init; } = 1;

    public int? RemindAfterSeconds { get; private init; }

    public int? ExpiresAfterSeconds { get; private init; }

    /// <summary>What an approver fills in to approve.</summary>
    public IReadOnlyList<FormField> Fields { get; private init; } = [];

    /// <summary>What the approvers look at.</summary>
    public StoredImage? Image { get; private init; }

    /// <summary>JSON text; null if the input has nothing but known fields.</summary>
    public string? Details { get; private init; }

    /// <summary>Reads an execution's input.</summary>
    /// <exception cref="InvalidRequestException">A known field has a value that it cannot have.</exception>
    public static ApprovalInput Parse(JsonElement input)
    {
        if (Encoding.UTF8.GetByteCount(input.GetRawText()) is > SizeLimit and var size)
            throw new InvalidRequestException("input", $"has {size} bytes of JSON; at most {SizeLimit} are possible.");
        if (InputJson.NotUnicode(input) is { } problem)
            throw new InvalidRequestException("input", $"has text that is not Unicode: {problem}");
        if (input.ValueKind == JsonValueKind.Null) return new ApprovalInput();
        if (input.ValueKind != JsonValueKind.Object) return new ApprovalInput { Details = input.GetRawText() };
        return new ApprovalInput
        {
            Subject = InputJson.Text(input, "subject", SubjectLimit),
            Message = InputJson.Text(input, "message", MessageLimit),
            RequestedBy = InputJson.Text(input, "requestedBy", RequesterLimit) is { } requester
                ? EmailAddress.NormalizeIfAddress(requester)
                : null,
            Approvers = Addresses(input),
            RequiredApprovals = InputJson.Number(input, "requiredApprovals", 1, ApproverLimit) ?? 1,
            RemindAfterSeconds = InputJson.Number(input, "remindAfterSeconds", 1, ExpiryLimitSeconds),
            ExpiresAfterSeconds = InputJson.Number(input, "expiresAfterSeconds", 1, ExpiryLimitSeconds),
            Fields = FormField.ListIn(input),
            Image = ImageOf(input),
            Details = DetailsOf(input),
        };
    }

    private static List<string>? Addresses(JsonElement input)
    {
        var addresses = InputJson.Texts(input, "approvers", "email addresses")?
            .Select(EmailAddress.Normalize).Distinct().ToList();
        return addresses is { Count: 0 }
            ? throw new InvalidRequestException(
                "approvers", "is an empty list, so nobody could decide; name an approver, or leave it out to ask all.")
            : addresses;
    }

    private static StoredImage? ImageOf(JsonElement input)
    {
        if (!InputJson.TryGet(input, "image", out var image)) return null;
        if (image.ValueKind != JsonValueKind.Object)
            throw new InvalidRequestException(
                "image", $"must be an object with bucket and key, but is {InputJson.Shown(image)}.");
        InputJson.RefuseOthers(image, "image", "bucket", "key", "box");
        return new StoredImage(
            InputJson.Text(image, "bucket", StoredImage.BucketLimit, "image.")
                ?? throw new InvalidRequestException("image.bucket", "is missing; name the bucket that holds it."),
            InputJson.Text(image, "key", StoredImage.KeyLimit, "image.")
                ?? throw new InvalidRequestException("image.key", "is missing; give the key of the object."),
            BoxIn(image));
    }

    private static ImageBox? BoxIn(JsonElement image)
    {
        if (!InputJson.TryGet(image, "box", out var box)) return null;
        double Share(string member) =>
            box.ValueKind == JsonValueKind.Object && box.TryGetProperty(member, out var value)
            && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var share) && Math.Abs(share) <= 2
                ? share
                : throw new InvalidRequestException(
                    "image.box", "must have left, top, width and height, in shares of the image such as 0.25.");
        return new ImageBox(Share("left"), Share("top"), Share("width"), Share("height"));
    }

    private static string? DetailsOf(JsonElement input)
    {
        var rest = input.EnumerateObject().Where(property => !Known.Contains(property.Name)).ToList();
        if (rest.Count == 0) return null;
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            foreach (var property in rest)
            {
                writer.WritePropertyName(property.Name);
                // As it came: what is written anew may grow by escapes, and lose digits.
                writer.WriteRawValue(property.Value.GetRawText(), skipInputValidation: true);
            }
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }
}
