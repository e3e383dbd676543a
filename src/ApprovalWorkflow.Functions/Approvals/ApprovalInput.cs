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

    /// <summary>
    /// Seconds: 360 days. An execution ends after a year whatever happens
    /// (https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html), and what waited must still be told.
    /// </summary>
    public const int ExpiryLimitSeconds = 360 * 24 * 60 * 60;

    /// <summary>Fields that are not shown as details: all that have a meaning here.</summary>
    private static readonly string[] Known =
    [
        "subject", "message", "requestedBy", "approvers", "requiredApprovals",
        "remindAfterSeconds", "expiresAfterSeconds",
    ];

    public string? Subject { get; private init; }

    public string? Message { get; private init; }

    public string? RequestedBy { get; private init; }

    /// <summary>Those of the configured approvers who are asked; null for all.</summary>
    public IReadOnlyList<string>? Approvers { get; private init; }

    public int? RemindAfterSeconds { get; private init; }

    public int? ExpiresAfterSeconds { get; private init; }

    /// <summary>JSON text; null if the input has nothing but known fields.</summary>
    public string? Details { get; private init; }

    /// <summary>Reads an execution's input.</summary>
    /// <exception cref="InvalidRequestException">A known field has a value that it cannot have.</exception>
    public static ApprovalInput Parse(JsonElement input)
    {
        if (Encoding.UTF8.GetByteCount(input.GetRawText()) is > SizeLimit and var size)
            throw new InvalidRequestException("input", $"has {size} bytes of JSON; at most {SizeLimit} are possible.");
        RefuseWhatIsNotUnicode(input);
        if (input.ValueKind == JsonValueKind.Null) return new ApprovalInput();
        if (input.ValueKind != JsonValueKind.Object) return new ApprovalInput { Details = input.GetRawText() };
        RefuseWhatIsNotThereYet(input);
        return new ApprovalInput
        {
            Subject = Text(input, "subject", SubjectLimit),
            Message = Text(input, "message", MessageLimit),
            RequestedBy = Text(input, "requestedBy", RequesterLimit) is { } requester
                ? EmailAddress.NormalizeIfAddress(requester)
                : null,
            Approvers = Addresses(input, "approvers"),
            RemindAfterSeconds = Number(input, "remindAfterSeconds", 1, ExpiryLimitSeconds),
            ExpiresAfterSeconds = Number(input, "expiresAfterSeconds", 1, ExpiryLimitSeconds),
            Details = DetailsOf(input),
        };
    }

    /// <summary>Fields with a meaning to come: to ignore them would approve with less than was asked for.</summary>
    private static void RefuseWhatIsNotThereYet(JsonElement input)
    {
        if (input.TryGetProperty("fields", out _))
            throw new InvalidRequestException(
                "fields", "is reserved and not supported yet; give it another name to show it as a detail.");
        if (Number(input, "requiredApprovals", 1, int.MaxValue) is > 1)
            throw new InvalidRequestException(
                "requiredApprovals", "more than one approval is not supported yet; leave it out or give 1.");
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

    private static string? Text(JsonElement input, string field, int limit)
    {
        if (!TryGet(input, field, out var value)) return null;
        if (value.ValueKind != JsonValueKind.String)
            throw new InvalidRequestException(field, $"must be text, but is {Shown(value)}.");
        var text = value.GetString()!.Trim();
        if (text.Length == 0) return null;
        return text.Length <= limit
            ? text
            : throw new InvalidRequestException(field, $"has {text.Length} characters; at most {limit} are possible.");
    }

    private static int? Number(JsonElement input, string field, int least, int most)
    {
        if (!TryGet(input, field, out var value)) return null;
        var number = 0;
        var isWhole = value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out number);
        return isWhole && number >= least && number <= most
            ? number
            : throw new InvalidRequestException(
                field, $"must be a whole number from {least} to {most}, but is {Shown(value)}.");
    }

    private static List<string>? Addresses(JsonElement input, string field)
    {
        if (!TryGet(input, field, out var value)) return null;
        var isList = value.ValueKind == JsonValueKind.Array
            && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String);
        if (!isList)
            throw new InvalidRequestException(field, $"must be a list of email addresses, but is {Shown(value)}.");
        var addresses = value.EnumerateArray()
            .Select(item => EmailAddress.Normalize(item.GetString()!)).Distinct().ToList();
        return addresses.Count > 0
            ? addresses
            : throw new InvalidRequestException(
                field, "is an empty list, so nobody could decide; name an approver, or leave it out to ask all.");
    }

    private static bool TryGet(JsonElement input, string field, out JsonElement value) =>
        input.TryGetProperty(field, out value) && value.ValueKind != JsonValueKind.Null;

    /// <summary>Refuses halves of surrogate pairs, such as "\ud800": they can be neither mailed nor shown.</summary>
    private static void RefuseWhatIsNotUnicode(JsonElement input)
    {
        try
        {
            using var writer = new Utf8JsonWriter(Stream.Null);
            input.WriteTo(writer);
        }
        catch (InvalidOperationException error)
        {
            throw new InvalidRequestException("input", $"has text that is not Unicode: {error.Message}");
        }
    }

    private static string Shown(JsonElement value) => value.GetRawText() is { Length: <= 60 } text
        ? text
        : $"a JSON {value.ValueKind.ToString().ToLowerInvariant()}";
}
