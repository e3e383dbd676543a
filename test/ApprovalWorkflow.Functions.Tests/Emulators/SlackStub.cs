using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Web;
using Amazon.SecretsManager;
using ApprovalWorkflow.Functions.Approvals;
using ApprovalWorkflow.Functions.Channels;
using ApprovalWorkflow.Functions.Channels.Slack;

namespace ApprovalWorkflow.Functions.Tests.Emulators;

/// <summary>Answers as Slack's Web API and as Secrets Manager, for handlers with real clients.</summary>
public sealed class SlackStub : WireStub
{
    public const string Team = "T1";

    private const string SigningSecret = "signed-by-slack";

    private int _messages;

    /// <summary>The members by address, as JSON beside id, team and profile.</summary>
    public Dictionary<string, string> Members { get; } = new()
    {
        ["a@example.com"] = "",
        ["b@example.com"] = "",
        ["c@example.com"] = "",
        ["d@example.com"] = "",
    };

    /// <summary>The organization of the app's workspace.</summary>
    public string? Enterprise { get; set; }

    /// <summary>What the secret has.</summary>
    public string Secret { get; set; } = $$"""{"botToken":"xoxb-1","signingSecret":"{{SigningSecret}}"}""";

    /// <summary>Answers of the next calls in place of Slack's: a status, or the name of an error.</summary>
    public ConcurrentQueue<(string Method, string Failure)> Failures { get; } = new();

    /// <summary>What happens while the first message is sent.</summary>
    public Func<Task>? Meanwhile { get; set; }

    /// <summary>The calls that wrote something.</summary>
    public ConcurrentQueue<(string Method, JsonElement Body)> Calls { get; } = new();

    /// <summary>How often each method was called.</summary>
    public ConcurrentDictionary<string, int> Counts { get; } = new();

    /// <summary>The pauses between tries.</summary>
    public ConcurrentQueue<TimeSpan> Pauses { get; } = new();

    public IEnumerable<JsonElement> CallsOf(string method) =>
        Calls.Where(call => call.Method == method).Select(call => call.Body);

    public CachedSecret<SlackSecret> Keys(TimeProvider? clock = null) => new(
        new AmazonSecretsManagerClient(Credentials, Here(new AmazonSecretsManagerConfig())),
        "approvals/slack",
        text => JsonSerializer.Deserialize(text, FunctionsJson.Default.SlackSecret),
        SlackSecret.Example,
        clock ?? TimeProvider.System);

    /// <param name="triesAgain">Whether failed calls are repeated.</param>
    public SlackApi Api(bool triesAgain = true) => new(
        new HttpClient { BaseAddress = new Uri($"{Url}/api/"), Timeout = TimeSpan.FromSeconds(5) },
        Keys(),
        triesAgain ? Pause : null);

    public RequestNotifier Notifier(Dynalite dynalite, string? channel = null, TimeProvider? clock = null)
    {
        var (slack, told) = (Api(), new ToldNotices(dynalite.Items, "slack"));
        return new RequestNotifier(
            dynalite.Table,
            new SlackChannel(slack, new(slack), dynalite.Table, told, channel, "https://site.example"),
            told,
            clock ?? TimeProvider.System);
    }

    public SlackInteractions Interactions(Dynalite dynalite, AwsStub aws, TimeProvider? clock = null)
    {
        var slack = Api(triesAgain: false);
        return new SlackInteractions(
            dynalite.Table,
            new Decider(dynalite.Table, aws.Callback(), clock ?? TimeProvider.System),
            slack,
            new(slack),
            Keys(),
            clock ?? TimeProvider.System);
    }

    /// <summary>A call of Slack with its signature.</summary>
    public static ApiRequest FromSlack(string payload, DateTimeOffset? at = null, string secret = SigningSecret)
    {
        var body = $"payload={HttpUtility.UrlEncode(payload)}";
        var timestamp = $"{(at ?? DateTimeOffset.UtcNow).ToUnixTimeSeconds()}";
        var hash = HMACSHA256.HashData(
            Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"v0:{timestamp}:{body}"));
        return new ApiRequest
        {
            Resource = "/slack/interactions",
            HttpMethod = "POST",
            Headers = new Dictionary<string, string>
            {
                ["x-slack-request-timestamp"] = timestamp,
                ["x-slack-signature"] = $"v0={Convert.ToHexStringLower(hash)}",
            },
            Body = body,
        };
    }

    /// <summary>What a person submits in the modal about a request, and its block's values as JSON.</summary>
    public static string Submission(string id, string decision, string email, string values) => $$"""
        {"type":"view_submission","user":{"id":"{{IdOf(email)}}","team_id":"T1"},"trigger_id":"trigger-2",
         "view":{"id":"V1","type":"modal","callback_id":"{{decision}}","private_metadata":"{{id}}",
                 "state":{"values":{{values}} } }, "response_urls":[]}
        """;

    public static string IdOf(string email) => $"U{email[..1].ToUpperInvariant()}";

    protected override (int Status, string Body) Answer(HttpListenerRequest request, string body)
    {
        if (request.Headers["X-Amz-Target"] is not null)
            return Secret.Length == 0
                ? (400, """{"__type":"ResourceNotFoundException","message":"made by the test"}""")
                : (200, JsonSerializer.Serialize(new { SecretString = Secret }));
        var method = request.Url!.AbsolutePath["/api/".Length..];
        Counts.AddOrUpdate(method, 1, (_, count) => count + 1);
        if (request.Headers["Authorization"] != "Bearer xoxb-1")
            return (200, """{"ok":false,"error":"invalid_auth"}""");
        if (Failures.TryPeek(out var next) && next.Method == method && Failures.TryDequeue(out _))
            return int.TryParse(next.Failure, out var status)
                ? (status, """{"ok":false,"error":"made_by_the_test"}""")
                : (200, $$"""{"ok":false,"error":"{{next.Failure}}"}""");
        return (200, method switch
        {
            "auth.test" => JsonSerializer.Serialize(
                new { ok = true, team_id = Team, enterprise_id = Enterprise, user = "approvals" }),
            "users.lookupByEmail" => Find(HttpUtility.ParseQueryString(body)["email"]!),
            "users.info" => Find(
                Members.Keys.First(email => IdOf(email) == HttpUtility.ParseQueryString(body)["user"])),
            _ => Write(method, JsonDocument.Parse(body).RootElement),
        });
    }

    private string Find(string email)
    {
        if (!Members.TryGetValue(email, out var more)) return """{"ok":false,"error":"users_not_found"}""";
        var user = new Dictionary<string, object?>
        {
            ["id"] = IdOf(email),
            ["team_id"] = Team,
            ["is_email_confirmed"] = true,
            ["profile"] = new { email },
        };
        if (more.Length > 0)
            foreach (var member in JsonDocument.Parse(more).RootElement.EnumerateObject())
                user[member.Name] = member.Value;
        return JsonSerializer.Serialize(new { ok = true, user });
    }

    private string Write(string method, JsonElement body)
    {
        Calls.Enqueue((method, body));
        if (method != "chat.postMessage") return """{"ok":true}""";
        var meanwhile = Meanwhile;
        Meanwhile = null;
        meanwhile?.Invoke().Wait();
        var channel = body.GetProperty("channel").GetString()!.Replace('U', 'D');
        return JsonSerializer.Serialize(new { ok = true, channel, ts = $"1.{Interlocked.Increment(ref _messages)}" });
    }

    private Task Pause(TimeSpan time)
    {
        Pauses.Enqueue(time);
        return Task.CompletedTask;
    }
}
