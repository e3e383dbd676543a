using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using System.Web;
using Amazon.RDSDataService;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SecretsManager;
using Amazon.SecurityToken;
using Amazon.StepFunctions;
using ApprovalWorkflow.Functions.Reports;

namespace ApprovalWorkflow.Functions.Tests.Emulators;

/// <summary>An object as it was put into S3.</summary>
public sealed record StoredObject(string Body, string ContentType, string? ContentDisposition, string? CacheControl);

/// <summary>
/// Answers for the RDS Data API, S3, STS, DescribeExecution and a secret on the wire. A test gives the database's rows;
/// the local runner's and the end-to-end tests use real databases. A test can make calls fail.
/// </summary>
public sealed partial class ReportStub : WireStub
{
    private const int AnswerLimit = 1 << 20;

    private readonly ConcurrentDictionary<string, bool> _transactions = new();

    /// <summary>The columns: label and type.</summary>
    public (string Label, string Type)[] Columns { get; set; } = [("Supplier", "VARCHAR"), ("Value", "DECIMAL")];

    /// <summary>Rows of fields in the Data API's JSON, in the order of a report's query.</summary>
    public IReadOnlyList<string[]> Rows { get; set; } = [];

    /// <summary>The statements that were run, in order.</summary>
    public ConcurrentQueue<string> Statements { get; } = new();

    /// <summary>How many transactions were committed, and rolled back.</summary>
    public ConcurrentQueue<string> Ended { get; } = new();

    /// <summary>Errors of the next calls of the Data API, as their type and message.</summary>
    public Queue<(string Type, string Message)> Errors { get; } = new();

    /// <summary>Errors of the next statements only.</summary>
    public Queue<(string Type, string Message)> StatementErrors { get; } = new();

    /// <summary>The result of the statement that looks for numbers other than 0 and 1.</summary>
    public IReadOnlyList<string[]> Checked { get; set; } = [];

    /// <summary>Objects of the bucket, by key.</summary>
    public ConcurrentDictionary<string, StoredObject> Objects { get; } = new();

    /// <summary>An object was put into the bucket.</summary>
    public event Action? Stored;

    /// <summary>What AssumeRole was called with.</summary>
    public Dictionary<string, string> AssumedWith { get; } = [];

    /// <summary>How long the credentials of an assumed role live.</summary>
    public TimeSpan SessionLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Executions by name: status and input.</summary>
    public ConcurrentDictionary<string, (string Status, string Input)> Executions { get; } = new();

    public DatabaseClient Database => new(
        new AmazonRDSDataServiceClient(Credentials, Here(new AmazonRDSDataServiceConfig())),
        "arn:aws:rds:us-east-1:000000000000:cluster:reports",
        "arn:aws:secretsmanager:us-east-1:000000000000:secret:reports-AbCdEf",
        "supplierdb");

    /// <summary>The secret of <see cref="DataApi.ReadingUser"/>.</summary>
    public ReaderSecret Reader =>
        new(new AmazonSecretsManagerClient(Credentials, Here(new AmazonSecretsManagerConfig())), "reader-AbCdEf");

    public IAmazonS3 S3 => S3With(Credentials);

    public RowPages Pages => new(S3, "reports-bucket");

    public IAmazonSecurityTokenService Sts =>
        new AmazonSecurityTokenServiceClient(Credentials, Here(new AmazonSecurityTokenServiceConfig()));

    public IAmazonStepFunctions StepFunctions =>
        new AmazonStepFunctionsClient(Credentials, Here(new AmazonStepFunctionsConfig()));

    public IAmazonS3 S3With(AWSCredentials credentials) =>
        new AmazonS3Client(credentials, Here(new AmazonS3Config { ForcePathStyle = true }));

    protected override (int Status, string Body) Answer(HttpListenerRequest request, string body)
    {
        var path = request.Url!.AbsolutePath;
        if (request.Headers["X-Amz-Target"] == "AWSStepFunctions.DescribeExecution") return Describe(Parse(body));
        if (request.Headers["X-Amz-Target"] == "secretsmanager.GetSecretValue") return Secret(Parse(body));
        return path switch
        {
            "/BeginTransaction" or "/CommitTransaction" or "/RollbackTransaction" or "/Execute" =>
                Data(path, Parse(body)),
            "/" => AssumeRole(HttpUtility.ParseQueryString(body)),
            _ => Bucket(request, path.Split('/', 3)[2], body),
        };
    }

    private static JsonElement Parse(string body) => JsonDocument.Parse(body).RootElement;

    private static (int, string) Secret(JsonElement request) =>
        request.GetProperty("SecretId").GetString() == "reader-AbCdEf"
            ? (200, JsonSerializer.Serialize(new
            {
                SecretString = JsonSerializer.Serialize(new
                {
                    username = DataApi.ReadingUser.Username,
                    password = DataApi.ReadingUser.Password,
                }),
            }))
            : Error("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");

    private static (int, string) Error(string type, string message) =>
        (400, JsonSerializer.Serialize(new { __type = type, message }));

    private (int, string) Data(string path, JsonElement request)
    {
        lock (Errors)
            if (path is "/BeginTransaction" or "/Execute" && Errors.TryDequeue(out var error)) return Error(
                error.Type, error.Message);
        var transaction = request.TryGetProperty("transactionId", out var id) ? id.GetString() : null;
        if (path == "/BeginTransaction")
        {
            var started = Guid.NewGuid().ToString();
            _transactions[started] = true;
            return (200, JsonSerializer.Serialize(new { transactionId = started }));
        }
        if (transaction is not null && !_transactions.ContainsKey(transaction))
            return Error("TransactionNotFoundException", "Transaction is not found");
        if (path == "/Execute") return Execute(
            request.GetProperty("sql").GetString()!, transaction, ParametersIn(request));
        _transactions.TryRemove(transaction!, out _);
        Ended.Enqueue(path);
        return (200, """{"transactionStatus":"done"}""");
    }

    /// <summary>A row's place is its key.</summary>
    private IEnumerable<string[]> BoundsAfter(int next, int rows) =>
        Enumerable.Range(1, Math.Max(0, Rows.Count - next) / rows)
            .Take(rows).Select(page => new[] { $$"""{"longValue":{{next + (page * rows) - 1}}}""" });

    private static Dictionary<string, int> ParametersIn(JsonElement request) =>
        request.TryGetProperty("parameters", out var parameters)
            ? parameters.EnumerateArray().ToDictionary(
                parameter => parameter.GetProperty("name").GetString()!,
                parameter => parameter.GetProperty("value").GetProperty("longValue").GetInt32())
            : [];

    private (int, string) Execute(string sql, string? transaction, Dictionary<string, int> parameters)
    {
        Statements.Enqueue(sql);
        lock (StatementErrors)
            if (StatementErrors.TryDequeue(out var error)) return Error(error.Type, error.Message);
        int? Bound(string name) => parameters.TryGetValue(name, out var value) ? value : null;
        var next = Bound("a0") + 1 ?? 0;
        var bounds = Bounds().Match(sql);
        var rows = bounds.Success
            ? BoundsAfter(next, int.Parse(bounds.Groups[1].ValueSpan, CultureInfo.InvariantCulture))
            : sql.StartsWith("SELECT * FROM", StringComparison.Ordinal)
            ? Rows.Skip(next).Take((Bound("u0") + 1 ?? Rows.Count) - next)
            : sql.StartsWith("WITH", StringComparison.Ordinal) ? Checked
            : sql.StartsWith("SELECT", StringComparison.Ordinal) ? Rows : [];
        var records = string.Join(',', rows.Select(row => $"[{string.Join(',', row)}]"));
        if (records.Length > AnswerLimit)
        {
            // Such an answer ends the transaction, too.
            if (transaction is not null) _transactions.TryRemove(transaction, out _);
            return Error("BadRequestException", "Database returned more than the allowed response size limit");
        }
        var columns = JsonSerializer.Serialize(
            Columns.Select(column => new { label = column.Label, name = column.Label, typeName = column.Type }));
        return (200, $$"""{"columnMetadata":{{columns}},"records":[{{records}}],"numberOfRecordsUpdated":0}""");
    }

    private (int, string) Bucket(HttpListenerRequest request, string key, string body)
    {
        if (request.HttpMethod == "GET")
            return Objects.TryGetValue(key, out var found) ? (200, found.Body) : (
                404, "<Error><Code>NoSuchKey</Code></Error>");
        Objects[key] = new StoredObject(
            body,
            request.ContentType!,
            request.Headers["Content-Disposition"],
            request.Headers["Cache-Control"]);
        Stored?.Invoke();
        return (200, "");
    }

    private (int, string) AssumeRole(System.Collections.Specialized.NameValueCollection form)
    {
        foreach (var name in form.AllKeys) AssumedWith[name!] = form[name]!;
        var expiration = (DateTime.UtcNow + SessionLifetime).ToString(
            "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return (200,
            $"""
            <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
            <AccessKeyId>ASIAREPORTLINK000000</AccessKeyId><SecretAccessKey>secret</SecretAccessKey>
            <SessionToken>session</SessionToken>
            <Expiration>{expiration}</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>
            """);
    }

    private (int, string) Describe(JsonElement request)
    {
        var arn = request.GetProperty("executionArn").GetString()!;
        return Executions.TryGetValue(arn.Split(':')[^1], out var execution)
            ? (200, JsonSerializer.Serialize(new
            {
                executionArn = arn,
                stateMachineArn = "arn",
                startDate = 1795255200.5,
                status = execution.Status,
                input = execution.Input,
            }))
            : Error("ExecutionDoesNotExist", "Execution Does Not Exist");
    }

    [GeneratedRegex(@"WHERE place % (\d+) = 0 ORDER BY place LIMIT \d+\z")]
    private static partial Regex Bounds();
}
