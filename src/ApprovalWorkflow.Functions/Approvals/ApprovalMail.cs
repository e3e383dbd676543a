using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ApprovalWorkflow.Functions.Approvals;

/// <summary>The words of an approval mail. SNS sends plain text only.</summary>
public static class ApprovalMail
{
    /// <summary>
    /// Characters: SNS takes subjects of less than 100, without line breaks and control characters
    /// (https://docs.aws.amazon.com/sns/latest/api/API_Publish.html).
    /// </summary>
    public const int SubjectLimit = 99;

    /// <summary>Characters; what is longer is cut, and the review page has it whole.</summary>
    public const int DetailsLimit = 8_000;

    /// <summary>The request's subject as one line that SNS takes.</summary>
    /// <param name="round">0 asks; later rounds remind.</param>
    public static string Subject(ApprovalRequest request, int round) =>
        SubjectLine(round > 0 ? $"Reminder: {request.Subject}" : request.Subject);

    /// <summary>Any text as a subject that SNS takes.</summary>
    public static string SubjectLine(string text)
    {
        var line = ForeignText.Visible(text).Replace('\n', ' ').Replace('\t', ' ');
        return line[..Cut(line, SubjectLimit)];
    }

    /// <summary>
    /// The mail. What others wrote is indented, so that no line that they begin can pass for one of ours, and our links
    /// come first.
    /// </summary>
    /// <param name="round">0 asks; later rounds remind.</param>
    /// <param name="reminders">How many reminders there are in all, until the request expires.</param>
    public static string Text(
        ApprovalRequest request, int round, int reminders, string approveLink, string rejectLink, bool oneClick)
    {
        var mail = new StringBuilder();
        mail.Append(round > 0
            ? $"Reminder {round} of {reminders}. This request still waits for your decision:\n\n"
            : "A process waits for your decision:\n\n");
        AppendForeign(mail, request.Subject);
        mail.Append($"\nApprove: {approveLink}\n\nReject: {rejectLink}\n\n");
        mail.Append(oneClick
            ? "Opening a link decides at once.\n"
            : "Both links open a page that shows the request; nothing is decided before you press a button there.\n");
        var deadline = request.ExpiresAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        mail.Append($"The request expires at {deadline} UTC. ");
        mail.Append("The links are yours alone: do not forward this mail.\n");
        if (request.RequiredApprovals > 1)
            mail.Append($"It takes {request.RequiredApprovals} approvals; {request.Approvals.Count} are given so far. ")
                .Append("One rejection rejects it.\n");
        if (request.Fields.Count > 0)
        {
            mail.Append("\nTo fill in when approving:\n");
            foreach (var field in request.Fields)
                AppendForeign(mail, field.Required ? $"{field.Label} (required)" : field.Label);
        }
        AppendSection(mail, "Requested by", request.RequestedBy);
        AppendSection(mail, "Message", request.Message);
        AppendSection(mail, "Details", request.Details is { } details ? Readable(details) : null);
        mail.Append($"\nRequest {request.Id}\nExecution {request.ExecutionArn}\n");
        return mail.ToString();
    }

    private static string Readable(string json)
    {
        using var stream = new MemoryStream();
        using (var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = FunctionsJson.MaxDepth }))
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions
        {
            Indented = true,
            // Plain text, not HTML: "é" and "<" may stand as they are.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        }))
        {
            document.WriteTo(writer);
        }
        var text = Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
        var length = Cut(text, DetailsLimit);
        return length == text.Length ? text : $"{text.AsSpan(0, length)}\n… ({text.Length - length} more characters)";
    }

    /// <summary>How much of the text fits, without half of a surrogate pair at its end.</summary>
    public static int Cut(string text, int limit) =>
        text.Length <= limit ? text.Length : char.IsHighSurrogate(text[limit - 1]) ? limit - 1 : limit;

    private static void AppendSection(StringBuilder mail, string title, string? text)
    {
        if (text is null) return;
        mail.Append($"\n{title}:\n");
        AppendForeign(mail, text);
    }

    private static void AppendForeign(StringBuilder mail, string text)
    {
        foreach (var line in ForeignText.Visible(text).Split('\n'))
            mail.Append("    ").Append(line.TrimEnd()).Append('\n');
    }
}
