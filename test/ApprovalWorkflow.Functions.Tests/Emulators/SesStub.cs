using System.Collections.Concurrent;
using System.Net;
using Amazon.S3;
using Amazon.SimpleEmailV2;
using ApprovalWorkflow.Functions.Images;
using ApprovalWorkflow.Functions.Mail;

namespace ApprovalWorkflow.Functions.Tests.Emulators;

/// <summary>Answers for SES and S3 on the wire.</summary>
public sealed class SesStub : WireStub
{
    public const string Bucket = "frames-bucket";

    /// <summary>The mails that were taken, as the API has them.</summary>
    public ConcurrentQueue<JsonElement> Mails { get; } = new();

    /// <summary>The error, such as <c>MessageRejected</c>, for mails to an address.</summary>
    public ConcurrentDictionary<string, string> Refusals { get; } = new();

    /// <summary>How many of the next calls are throttled.</summary>
    public int Throttled { get; set; }

    /// <summary>The object that S3 has, whatever its key; null for none.</summary>
    public byte[]? Image { get; set; }

    /// <param name="triesAgain">Whether throttled calls are repeated, as functions do.</param>
    public SesMails SesMails(bool triesAgain = false) => new(
        new AmazonSimpleEmailServiceV2Client(Credentials, Here(AwsClients.SesConfig(), triesAgain)),
        new SesSettings("approvals@example.com", "set"),
        TimeProvider.System);

    public ImageFiles Images => new(
        () => new AmazonS3Client(Credentials, Here(new AmazonS3Config { ForcePathStyle = true })), Bucket);

    /// <summary>The mail to an address.</summary>
    public JsonElement MailTo(string address) => Mails.Single(mail => To(mail) == address);

    public static string To(JsonElement mail) =>
        mail.GetProperty("Destination").GetProperty("ToAddresses")[0].GetString()!;

    public static JsonElement Content(JsonElement mail) => mail.GetProperty("Content").GetProperty("Simple");

    public static string Subject(JsonElement mail) =>
        Content(mail).GetProperty("Subject").GetProperty("Data").GetString()!;

    public static string Body(JsonElement mail, string kind) =>
        Content(mail).GetProperty("Body").GetProperty(kind).GetProperty("Data").GetString()!;

    /// <summary>The headers that a mail has beside SES's own.</summary>
    public static Dictionary<string, string> Headers(JsonElement mail) =>
        Content(mail).GetProperty("Headers").EnumerateArray().ToDictionary(
            header => header.GetProperty("Name").GetString()!, header => header.GetProperty("Value").GetString()!);

    protected override (int Status, string Body) Answer(HttpListenerRequest request, string body) =>
        request.Url!.AbsolutePath == "/v2/email/outbound-emails"
            ? SendEmail(JsonDocument.Parse(body).RootElement)
            : Image is { } bytes ? (200, System.Text.Encoding.Latin1.GetString(bytes))
            : (403, "<Error><Code>AccessDenied</Code></Error>");

    private (int, string) SendEmail(JsonElement mail)
    {
        lock (Mails)
        {
            if (Throttled > 0 && Throttled-- > 0)
                return (429, """{"__type":"TooManyRequestsException","message":"Maximum sending rate exceeded."}""");
        }
        if (Refusals.TryGetValue(To(mail), out var error))
            return (400, $$"""{"__type":"{{error}}","message":"made by the test"}""");
        Mails.Enqueue(mail);
        return (200, """{"MessageId":"1"}""");
    }
}
