using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace ApprovalWorkflow.EndToEnd.Tests.Running;

/// <summary>
/// The whole system as `npm start` runs it, on free ports and in its own folder, so several can run at once.
/// </summary>
public class LocalStack(params string[] context) : IAsyncLifetime
{
    private static readonly HttpClient _http = new();
    private static readonly JsonSerializerOptions _asWritten = new();
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"approval-workflow-{Guid.NewGuid():N}");
    private readonly StringBuilder _output = new();
    private readonly Process _runner = new();
    private JsonElement _endpoints;

    /// <summary>The repository's root.</summary>
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    public string Website => Endpoint("website");

    public string Api => Endpoint("api");

    public string Mailbox => Endpoint("mailbox");

    public string Aws => Endpoint("aws");

    /// <summary>The page with the messages to Teams and webhooks.</summary>
    public string Webhooks => Endpoint("webhooks");
    /// <summary>What would be in Slack.</summary>
    public string Slack => Endpoint("slack");

    /// <summary>Where people sign in.</summary>
    public string Cognito => Endpoint("cognito");

    /// <summary>The account that `npm start` prints.</summary>
    public (string Name, string Password) Reviewer => (
        _endpoints.GetProperty("reviewer").GetProperty("name").GetString()!,
        _endpoints.GetProperty("reviewer").GetProperty("password").GetString()!);

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public string StateMachineArn => Output("StateMachineArn");

    public int ProcessId => _runner.Id;

    public string EndpointsFile => Path.Combine(_folder, "endpoints.json");

    /// <summary>What was synthesized.</summary>
    public string Assembly => Path.Combine(_folder, "cdk.out");

    /// <summary>What the runner has printed so far.</summary>
    public string Printed
    {
        get
        {
            lock (_output) return _output.ToString();
        }
    }

    /// <summary>Environment variables of the runner beside those of the tests.</summary>
    protected Dictionary<string, string> Environment { get; } = [];

    /// <summary>Arguments of the runner beside ports, files and settings.</summary>
    protected List<string> Options { get; } = [];

    public string Output(string name) => _endpoints.GetProperty("outputs").GetProperty(name).GetString()!;

    public virtual async Task InitializeAsync()
    {
        Directory.CreateDirectory(_folder);
        _runner.StartInfo = new ProcessStartInfo(Path.Combine(Root, "node_modules", ".bin", "node"))
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { "local/main.ts", "--port", "0", "--endpoints", EndpointsFile, "--output", Assembly },
        };
        foreach (var (name, value) in Environment) _runner.StartInfo.Environment[name] = value;
        foreach (var option in Options) _runner.StartInfo.ArgumentList.Add(option);
        foreach (var setting in context)
        {
            _runner.StartInfo.ArgumentList.Add("-c");
            _runner.StartInfo.ArgumentList.Add(setting);
        }
        _runner.OutputDataReceived += (_, line) => Keep(line.Data);
        _runner.ErrorDataReceived += (_, line) => Keep(line.Data);
        _runner.Start();
        _runner.BeginOutputReadLine();
        _runner.BeginErrorReadLine();
        // Synthesis compiles the functions, which takes long on a busy machine.
        await Until(
            () => Task.FromResult(File.Exists(EndpointsFile)), TimeSpan.FromMinutes(4), "the local stack starts");
        _endpoints = JsonDocument.Parse(await File.ReadAllTextAsync(EndpointsFile)).RootElement;
    }

    public virtual async Task DisposeAsync()
    {
        await StopAsync();
        _runner.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Stops the runner as Ctrl-C does and waits until it has ended.</summary>
    public async Task<int> StopAsync()
    {
        if (!_runner.HasExited)
        {
            using var kill = Process.Start("kill", ["-INT", $"{_runner.Id}"]);
            await kill.WaitForExitAsync();
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            try
            {
                await _runner.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                _runner.Kill(entireProcessTree: true);
                throw new InvalidOperationException($"The runner did not stop within 30 seconds:\n{Printed}");
            }
        }
        return _runner.ExitCode;
    }

    /// <summary>Calls Step Functions on the wire.</summary>
    public async Task<JsonElement> StepFunctionsAsync(string operation, object input)
    {
        var (status, body) = await TryStepFunctionsAsync(operation, input);
        return status == 200 ? body : throw new InvalidOperationException($"{operation} answered {status}: {body}");
    }

    public Task<(int Status, JsonElement Body)> TryStepFunctionsAsync(string operation, object input) =>
        CallAsync("states", "1.0", $"AWSStepFunctions.{operation}", input);

    /// <summary>Calls DynamoDB on the wire.</summary>
    public async Task<JsonElement> DynamoDbAsync(string operation, object input)
    {
        var (status, body) = await CallAsync("dynamodb", "1.0", $"DynamoDB_20120810.{operation}", input);
        return status == 200 ? body : throw new InvalidOperationException($"{operation} answered {status}: {body}");
    }

    /// <summary>Calls Rekognition on the wire.</summary>
    public async Task<JsonElement> RekognitionAsync(string operation, object input)
    {
        var (status, body) = await CallAsync("rekognition", "1.1", $"RekognitionService.{operation}", input);
        return status == 200 ? body : throw new InvalidOperationException($"{operation} answered {status}: {body}");
    }

    /// <summary>Calls SQS on the wire.</summary>
    public async Task<JsonElement> SqsAsync(string operation, object input)
    {
        var (status, body) = await CallAsync("sqs", "1.0", $"AmazonSQS.{operation}", input);
        return status == 200 ? body : throw new InvalidOperationException($"{operation} answered {status}: {body}");
    }

    /// <summary>Calls a service that has a path for each operation.</summary>
    public async Task<(int Status, JsonElement Body)> RestAsync(string service, string path, object input)
    {
        using var request = Signed(HttpMethod.Post, Aws + path, service);
        request.Content = JsonContent.Create(input, options: _asWritten);
        using var response = await _http.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>());
    }

    /// <summary>Puts an object into the frames bucket, as a camera does.</summary>
    public async Task PutFrameAsync(string key, byte[] content, string contentType)
    {
        var path = string.Join('/', key.Split('/').Select(Uri.EscapeDataString));
        using var request = Signed(HttpMethod.Put, $"{Aws}/{Output("FramesBucketName")}/{path}", "s3");
        request.Headers.Add("x-amz-content-sha256", "UNSIGNED-PAYLOAD");
        request.Content =
            new ByteArrayContent(content) { Headers = { ContentType = new MediaTypeHeaderValue(contentType) } };
        using var response = await _http.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Starts an execution of the general workflow with this input, and gives its ARN.</summary>
    public async Task<string> StartAsync(string input) =>
        (
            await StepFunctionsAsync(
                "StartExecution",
                new { stateMachineArn = StateMachineArn, input })).GetProperty("executionArn").GetString()!;

    public Task<JsonElement> DescribeAsync(string executionArn) =>
        StepFunctionsAsync("DescribeExecution", new { executionArn });

    /// <summary>Waits until the execution has ended, and gives its description.</summary>
    public async Task<JsonElement> EndOfAsync(string executionArn)
    {
        JsonElement description = default;
        await Until(
            async () =>
                (description = await DescribeAsync(executionArn)).GetProperty("status").GetString() != "RUNNING",
            TimeSpan.FromSeconds(30),
            "the execution ends");
        return description;
    }

    /// <summary>The names of the states that the execution entered, in order.</summary>
    public async Task<List<string>> StatesOfAsync(string executionArn) => [.. (await HistoryAsync(executionArn))
        .Select(
            item => item.TryGetProperty(
                "stateEnteredEventDetails", out var entered) ? entered.GetProperty("name").GetString() : null)
        .OfType<string>()];

    public async Task<List<JsonElement>> HistoryAsync(string executionArn) =>
        [.. (
            await StepFunctionsAsync(
                "GetExecutionHistory",
                new { executionArn, maxResults = 1000 })).GetProperty("events").EnumerateArray()];

    /// <summary>The token of the task that the execution waits for now.</summary>
    public async Task<string> TaskTokenAsync(string executionArn) =>
        TaskTokensIn(await StepFunctionsAsync("GetExecutionHistory", new { executionArn, maxResults = 1000 })).Last();

    /// <summary>The task tokens in an execution's history, as a person finds them there.</summary>
    public static IEnumerable<string> TaskTokensIn(JsonElement history) =>
        history.GetProperty("events").EnumerateArray()
        .Where(item => item.GetProperty("type").GetString() == "TaskScheduled")
        .Select(
            item => JsonDocument.Parse(
                item.GetProperty("taskScheduledEventDetails").GetProperty("parameters").GetString()!).RootElement)
        .Select(
            parameters => parameters.TryGetProperty(
                "Payload",
                out var payload) && payload.TryGetProperty("taskToken", out var token) ? token.GetString() : null)
        .OfType<string>();

    /// <summary>Waits for the mails about an execution, and gives them in the order of their arrival.</summary>
    public async Task<List<Mail>> MailsAsync(string executionArn, int count = 1)
    {
        List<Mail> mails = [];
        await Until(
            async () => (mails = await MailsNowAsync(executionArn)).Count >= count,
            TimeSpan.FromSeconds(30),
            $"{count} mails arrive");
        return mails;
    }

    /// <summary>The mails so far whose text contains this.</summary>
    public async Task<List<Mail>> MailsNowAsync(string text)
    {
        var all = await _http.GetFromJsonAsync<JsonElement>($"{Mailbox}/email");
        return [.. all.EnumerateArray().Select(Mail.From).Where(
            mail => mail.Text.Contains(text, StringComparison.Ordinal))];
    }

    /// <summary>Waits for a line of the runner that has all these texts.</summary>
    public Task UntilPrintedAsync(params string[] texts) => Until(
        () => Task.FromResult(
            Printed.Split('\n').Any(line => texts.All(text => line.Contains(text, StringComparison.Ordinal)))),
        TimeSpan.FromSeconds(30),
        $"a line has {string.Join(" and ", texts)}");

    /// <summary>Polls until the condition holds.</summary>
    public async Task Until(Func<Task<bool>> condition, TimeSpan limit, string what)
    {
        var waited = Stopwatch.StartNew();
        while (!await condition())
        {
            if (_runner.HasExited || waited.Elapsed > limit)
            {
                var runner = _runner.HasExited ? $"ended with {_runner.ExitCode}" : "runs";
                throw new TimeoutException(
                    $"Waited for {limit.TotalSeconds} s until {what}. The runner {runner} and printed:\n{Printed}");
            }
            await Task.Delay(50);
        }
    }

    private async Task<(int Status, JsonElement Body)> CallAsync(
        string service, string version, string target, object input)
    {
        using var request = Signed(HttpMethod.Post, Aws, service);
        request.Headers.Add("X-Amz-Target", target);
        request.Content = JsonContent.Create(
            input, new MediaTypeHeaderValue($"application/x-amz-json-{version}"), _asWritten);
        using var response = await _http.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>());
    }

    /// <summary>The local endpoint requires a signature, but does not check one of an unknown key.</summary>
    private static HttpRequestMessage Signed(HttpMethod method, string url, string service)
    {
        var request = new HttpRequestMessage(method, url);
        request.Headers.Add("x-amz-date", $"{DateTime.UtcNow:yyyyMMdd'T'HHmmss'Z'}");
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            $"AWS4-HMAC-SHA256 Credential=any/20261120/us-east-1/{service}/aws4_request, " +
            "SignedHeaders=host, Signature=0");
        return request;
    }

    private void Keep(string? line)
    {
        lock (_output) _output.AppendLine(line);
    }

    private string Endpoint(string name) => _endpoints.GetProperty(name).GetString()!;

    private static string FindRoot(string folder) => File.Exists(Path.Combine(folder, "ApprovalWorkflow.slnx"))
        ? folder
        : FindRoot(
            Path.GetDirectoryName(folder) ?? throw new InvalidOperationException(
                "The tests run outside of the repository."));
}

/// <summary>A mail in the mailbox.</summary>
public sealed record Mail(string Id, string To, string Subject, string Text)
{
    public string ApproveLink => LinkAfter("Approve: ");

    public string RejectLink => LinkAfter("Reject: ");

    public string Key => ApproveLink.Split("key=")[1][..22];

    public string RequestId => Text.Split("\nRequest ")[1][..36];

    public static Mail From(JsonElement mail) => new(
        mail.GetProperty("id").GetString()!,
        mail.GetProperty("to")[0].GetProperty("address").GetString()!,
        mail.GetProperty("subject").GetString()!,
        mail.GetProperty("text").GetString()!.ReplaceLineEndings("\n"));

    private string LinkAfter(string label) =>
        Text.Split('\n').Single(line => line.StartsWith(label, StringComparison.Ordinal))[label.Length..].Trim();
}
