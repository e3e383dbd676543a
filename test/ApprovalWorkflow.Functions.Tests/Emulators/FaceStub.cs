using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Amazon.Rekognition;
using Amazon.S3;
using Amazon.StepFunctions;
using ApprovalWorkflow.Functions.Faces;
using ApprovalWorkflow.Functions.Images;

namespace ApprovalWorkflow.Functions.Tests.Emulators;

/// <summary>A face in an image: its person and its place.</summary>
public sealed record DrawnFace(string Person, ImageBox Box);

/// <summary>
/// Answers for Rekognition, S3 and StartExecution on the wire. Images are lists of faces, so a test says who is in
/// them. End-to-end tests use real faces. A test can make calls fail.
/// </summary>
public sealed class FaceStub : WireStub
{
    private readonly ConcurrentDictionary<string, List<Indexed>> _collections = new();
    private readonly ConcurrentDictionary<string, string> _ended = new();
    private static readonly (int, string) _changed = (412, "<Error><Code>PreconditionFailed</Code></Error>");
    private int _failures;
    private readonly ConcurrentDictionary<(string Operation, long Second), int> _callsOfSecond = new();
    private int _besides;
    private int _throttled;

    /// <summary>Faces by their image's key. A missing key is not in S3; null is not an image.</summary>
    public ConcurrentDictionary<string, DrawnFace[]?> Images { get; } = new();

    /// <summary>The ETags of images, if not <c>e</c>.</summary>
    public ConcurrentDictionary<string, string> ETags { get; } = new();

    /// <summary>The types that copies were stored as.</summary>
    public ConcurrentDictionary<string, string?> Types { get; } = new();

    /// <summary>Runs before each call, such as a schedule's function, but not before its own calls.</summary>
    public Func<Task>? Beside { get; set; }

    /// <summary>The only call before which <see cref="Beside"/> runs; null for every call.</summary>
    public string? BesideCall { get; set; }

    /// <summary>Inputs of the executions that were started, by name.</summary>
    public ConcurrentDictionary<string, string> Started { get; } = new();

    /// <summary>Keys that were written or deleted.</summary>
    public ConcurrentQueue<string> Written { get; } = new();

    /// <summary>The name of the call that fails once.</summary>
    public string? FailingCall { get; set; }

    /// <summary>The error with which a request is refused; null for a failure of the service.</summary>
    public string? FailsAs { get; set; }

    /// <summary>How often the call succeeds before it fails.</summary>
    public int FailsAfter { get; set; }

    /// <summary>Whether only the answer of the failing call is lost.</summary>
    public bool FailsAfterwards { get; set; }

    /// <summary>How often each operation was called.</summary>
    public ConcurrentDictionary<string, int> Calls { get; } = new();

    /// <summary>The time until a search finds a new face.</summary>
    public TimeSpan SearchableAfter { get; set; }

    /// <summary>Rekognition's quota for each operation; null for none. Clients then keep their retries.</summary>
    public int? CallsPerSecond { get; set; }

    /// <summary>How many calls exceeded the quota.</summary>
    public int Throttled => _throttled;

    public FaceCollection People => Collection("people");

    public FaceCollection Strangers => Collection("strangers");

    public IAmazonS3 S3 => new AmazonS3Client(Credentials, Here(new AmazonS3Config { ForcePathStyle = true }));

    public ImageCopies ImageCopies => new(S3);

    public IAmazonStepFunctions StepFunctions =>
        new AmazonStepFunctionsClient(Credentials, Here(new AmazonStepFunctionsConfig()));

    /// <summary>Who is in a collection, and by which ExternalImageId.</summary>
    public IReadOnlyList<(string Person, string ExternalImageId)> In(string collection)
    {
        var faces = Faces(collection);
        lock (faces) return [.. faces.Select(face => (face.Face.Person, face.ExternalImageId))];
    }

    /// <summary>The person with this stranger's face.</summary>
    public string PersonOf(string faceId)
    {
        var faces = Faces("strangers");
        lock (faces) return faces.Single(face => face.FaceId == faceId).Face.Person;
    }

    /// <summary>Marks an execution's name as ended, so it starts nothing.</summary>
    public void End(string execution) => _ended[execution] = execution;

    protected override (int Status, string Body) Answer(HttpListenerRequest request, string body)
    {
        var target = request.Headers["X-Amz-Target"]?.Split('.')[^1] ?? $"S3 {request.HttpMethod}";
        if (Beside is { } beside && (BesideCall ?? target) == target && Interlocked.Exchange(ref _besides, 1) == 0)
        {
            beside().GetAwaiter().GetResult();
            _besides = 0;
        }
        Calls.AddOrUpdate(target, 1, (_, count) => count + 1);
        if (CallsPerSecond is { } limit && target.EndsWith("Faces", StringComparison.Ordinal)
            && _callsOfSecond.AddOrUpdate(
                (target, Environment.TickCount64 / 1000), 1, (_, count) => count + 1) > limit)
        {
            Interlocked.Increment(ref _throttled);
            return (400, """{"__type":"ProvisionedThroughputExceededException","Message":"Provisioned rate"}""");
        }
        var fails = target == FailingCall && _besides == 0 && Interlocked.Increment(ref _failures) == FailsAfter + 1;
        var answer = fails && !FailsAfterwards ? default : Answer(request, target, body);
        return !fails ? answer
            : FailsAs is { } name ? (400, $$"""{"__type":"{{name}}"}""")
            : (500, """{"__type":"InternalServerError"}""");
    }

    private FaceCollection Collection(string id) =>
        new(
            new AmazonRekognitionClient(Credentials, Here(AwsClients.RekognitionConfig(), CallsPerSecond is not null)),
            id,
            TimeSpan.FromMilliseconds(100));

    private List<Indexed> Faces(string collection) => _collections.GetOrAdd(collection, _ => []);

    private (int, string) Answer(HttpListenerRequest call, string target, string body)
    {
        if (target.StartsWith("S3", StringComparison.Ordinal)) return Object(call);
        var request = JsonDocument.Parse(body).RootElement;
        return target switch
        {
            "IndexFaces" => Index(request),
            "SearchFaces" => Search(request),
            "DeleteFaces" => Delete(request),
            "ListFaces" => (200, Json(new
            {
                Faces = Faces(Text(request, "CollectionId")).Select(face => new { face.FaceId, face.ExternalImageId }),
            })),
            "StartExecution" => Start(request),
            "DescribeExecution" => Describe(Text(request, "executionArn").Split(':')[^1]),
            _ => (400, """{"__type":"UnknownOperationException"}"""),
        };
    }

    private (int, string) Index(JsonElement request)
    {
        var key = Text(request.GetProperty("Image").GetProperty("S3Object"), "Name");
        if (!Images.TryGetValue(key, out var drawn))
            return (400, """{"__type":"InvalidS3ObjectException","Message":"no such object"}""");
        if (drawn is null) return (400, """{"__type":"InvalidImageFormatException","Message":"not an image"}""");
        var (collection, externalImageId) = (Faces(Text(request, "CollectionId")), Text(request, "ExternalImageId"));
        if (drawn.Any(face => face.Person == "tiny"))
            return (400, """{"__type":"InvalidParameterException","Message":"Request has invalid parameters"}""");
        var clear = drawn.Where(face => face.Person != "blurred").ToList();
        lock (collection)
        {
            // The same image under the same ExternalImageId is kept once.
            string[] reasons = ["LOW_SHARPNESS"];
            var indexed = clear.Select(face => collection.Find(
                each => each.ExternalImageId == externalImageId && each.Face == face)
                ?? Added(collection, new Indexed($"{Guid.NewGuid()}", externalImageId, face))).ToList();
            return (200, Json(new
            {
                FaceRecords = indexed.Select(
                    face => new { Face = new { face.FaceId, BoundingBox = face.Face.Box, face.ExternalImageId } }),
                UnindexedFaces = drawn.Where(face => !clear.Contains(face)).Select(_ => new { Reasons = reasons }),
            }));
        }
    }

    private static Indexed Added(List<Indexed> collection, Indexed face)
    {
        collection.Add(face);
        return face;
    }

    private (int, string) Search(JsonElement request)
    {
        var collection = Faces(Text(request, "CollectionId"));
        lock (collection)
        {
            var found = collection.FindAll(face => Stopwatch.GetElapsedTime(face.AddedAt) >= SearchableAfter);
            if (found.Find(face => face.FaceId == Text(request, "FaceId")) is not { } searched)
                return (400, """
                    {"__type":"InvalidParameterException","Message":"faceId was not found in the collection"}
                    """);
            return (200, Json(new
            {
                FaceMatches = found.Where(face => face != searched && face.Face.Person == searched.Face.Person)
                    .Select(face => new { Similarity = 99.5, Face = new { face.FaceId, face.ExternalImageId } }),
            }));
        }
    }

    private (int, string) Delete(JsonElement request)
    {
        var collection = Faces(Text(request, "CollectionId"));
        var ids = request.GetProperty("FaceIds").EnumerateArray().Select(id => id.GetString()).ToHashSet();
        lock (collection) collection.RemoveAll(face => ids.Contains(face.FaceId));
        return (200, Json(new { DeletedFaces = ids }));
    }

    private (int, string) Start(JsonElement request)
    {
        var (name, input) = (Text(request, "name"), Text(request, "input"));
        if (Started.GetOrAdd(name, input) != input || _ended.ContainsKey(name))
            return (400, """{"__type":"ExecutionAlreadyExists","message":"Execution Already Exists"}""");
        return (200, """{"executionArn":"arn","startDate":1.0}""");
    }

    private (int, string) Describe(string name) => Started.ContainsKey(name)
        ? (200, $$"""
            {
              "executionArn": "arn",
              "stateMachineArn": "arn",
              "startDate": 1.0,
              "status": "{{(_ended.ContainsKey(name) ? "FAILED" : "RUNNING")}}"
            }
            """)
        : (400, """{"__type":"ExecutionDoesNotExist","message":"no such execution"}""");

    private (int, string) Object(HttpListenerRequest call)
    {
        var key = Uri.UnescapeDataString(call.Url!.AbsolutePath).TrimStart('/').Split('/', 2)[1];
        if (call.HttpMethod == "GET") return Read(key, call.Headers["If-Match"]);
        Written.Enqueue($"{call.HttpMethod} {key}");
        if (call.HttpMethod != "PUT") return (204, "");
        var source = Uri.UnescapeDataString(call.Headers["x-amz-copy-source"]!).TrimStart('/').Split('/', 2)[1];
        var (status, answer) = Read(source, call.Headers["x-amz-copy-source-if-match"]);
        if (status != 200) return (status, answer);
        if (call.Headers["If-None-Match"] == "*" && Images.ContainsKey(key)) return _changed;
        Images[key] = Images[source];
        Types[key] = call.ContentType;
        return (200, "<CopyObjectResult><ETag>\"1\"</ETag></CopyObjectResult>");
    }

    private (int, string) Read(string key, string? eTag)
    {
        if (!Images.TryGetValue(key, out var image)) return (404, "<Error><Code>NoSuchKey</Code></Error>");
        if (eTag is not null && eTag != $"\"{ETags.GetValueOrDefault(key, "e")}\"") return _changed;
        return (200, image is null ? "<html><script>alert(1)</script></html>" : "\u00FF\u00D8\u00FF\u00E0\0\u0010JFIF");
    }

    private static string Text(JsonElement element, string member) => element.GetProperty(member).GetString()!;

    private static string Json<T>(T value) => JsonSerializer.Serialize(value);

    private sealed record Indexed(string FaceId, string ExternalImageId, DrawnFace Face)
    {
        public long AddedAt { get; } = Stopwatch.GetTimestamp();
    }
}
