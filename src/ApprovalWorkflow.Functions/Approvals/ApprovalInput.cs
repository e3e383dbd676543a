using System.Text.Json;

namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>
/// What an execution's input says about its approval. Any JSON is a request; of an object, the known fields are
/// checked and taken out, and all the rest is shown to the approvers as details.
/// </summary>
public sealed record ApprovalInput
{
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

    private static readonly string[] NotYet = ["fields"];

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
        if (input.ValueKind != JsonValueKind.Object)
            return new ApprovalInput { Details = input.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined ? null : input.GetRawText() };

        foreach (var field in NotYet)
            if (input.TryGetProperty(field, out _))
                throw new InvalidRequestException(field, "is reserved and not supported yet; leave it out, or give it another name to show it as a detail.");
        if (Number(input, "requiredApprovals", 1, int.MaxValue) is > 1)
            throw new InvalidRequestException("requiredApprovals", "more than one approval is not supported yet; leave it out or give 1.");

        return new ApprovalInput
        {
            Subject = Text(input, "subject", SubjectLimit),
            Message = Text(input, "message", MessageLimit),
            RequestedBy = Text(input, "requestedBy", RequesterLimit) is { } requester ? EmailAddress.NormalizeIfAddress(requester) : null,
            Approvers = Addresses(input, "approvers"),
            RemindAfterSeconds = Number(input, "remindAfterSeconds", 1, ExpiryLimitSeconds),
            ExpiresAfterSeconds = Number(input, "expiresAfterSeconds", 1, ExpiryLimitSeconds),
            Details = DetailsOf(input),
        };
    }

    private static string? DetailsOf(JsonElement input)
    {
        var rest = input.EnumerateObject().Where(property => property.Name is not ("subject" or "message" or "requestedBy"
            or "approvers" or "requiredApprovals" or "remindAfterSeconds" or "expiresAfterSeconds")).ToList();
        if (rest.Count == 0) return null;
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            foreach (var property in rest) property.WriteTo(writer);
            writer.WriteEndObject();
        }
        return System.Text.Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static string? Text(JsonElement input, string field, int limit)
    {
        if (!TryGet(input, field, out var value)) return null;
        if (value.ValueKind != JsonValueKind.String)
            throw new InvalidRequestException(field, $"must be text, but is {Kind(value)}.");
        var text = value.GetString()!.Trim();
        if (text.Length == 0) return null;
        return text.Length <= limit
            ? text
            : throw new InvalidRequestException(field, $"has {text.Length} characters; at most {limit} are possible.");
    }

    private static int? Number(JsonElement input, string field, int least, int most)
    {
        if (!TryGet(input, field, out var value)) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= least && number <= most)
            return number;
        throw new InvalidRequestException(field, $"must be a whole number from {least} to {most}, but is {Shown(value)}.");
    }

    private static List<string>? Addresses(JsonElement input, string field)
    {
        if (!TryGet(input, field, out var value)) return null;
        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.String))
            throw new InvalidRequestException(field, $"must be a list of email addresses, but is {Shown(value)}.");
        var addresses = value.EnumerateArray().Select(item => EmailAddress.Normalize(item.GetString()!)).Distinct().ToList();
        return addresses.Count > 0
            ? addresses
            : throw new InvalidRequestException(field, "is an empty list, so nobody could decide; name at least one approver or leave it out to ask all.");
    }

    private static bool TryGet(JsonElement input, string field, out JsonElement value) =>
        input.TryGetProperty(field, out value) && value.ValueKind != JsonValueKind.Null;

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => "true or false",
        var kind => $"a JSON {kind.ToString().ToLowerInvariant()}",
    };

    private static string Shown(JsonElement value) =>
        value.GetRawText() is { Length: <= 60 } text ? text : Kind(value);
}

/// <summary>Email addresses as the system compares them.</summary>
public static class EmailAddress
{
    /// <summary>
    /// Without surrounding space and in lower case: RFC 5321 lets a mailbox tell case apart, no mail provider does.
    /// </summary>
    public static string Normalize(string address) => address.Trim().ToLowerInvariant();

    /// <summary>Leaves a requester that is not an email address, such as a pipeline's name, as it is.</summary>
    public static string NormalizeIfAddress(string requester) => requester.Contains('@') ? Normalize(requester) : requester;
}
