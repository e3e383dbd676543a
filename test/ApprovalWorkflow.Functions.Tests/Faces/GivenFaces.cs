using Amazon.Lambda.S3Events;
using ApprovalWorkflow.Functions.Approvals;
using ApprovalWorkflow.Functions.Faces;
using ApprovalWorkflow.Functions.Images;
using ApprovalWorkflow.Functions.Tests.Approvals;
using ApprovalWorkflow.Functions.Tests.Emulators;

namespace ApprovalWorkflow.Functions.Tests.Faces;

/// <summary>A camera, people in front of it, and the functions.</summary>
internal sealed class GivenFaces(Dynalite dynalite) : IDisposable
{
    public static readonly ImageBox Left = new(0.125, 0.25, 0.25, 0.375);
    public static readonly ImageBox Right = new(0.625, 0.25, 0.25, 0.375);

    private const string StateMachine = "arn:aws:states:us-east-1:000000000000:stateMachine:Faces";

    public FaceStub Faces { get; } = new();

    public AwsStub Aws { get; } = new();

    public TestClock Clock { get; } = new();

    public PeopleTable Table { get; private set; } = null!;

    /// <param name="broken">Breaks calls of the functions; null for none.</param>
    public async Task<GivenFaces> WithTableAsync(BrokenCalls? broken = null)
    {
        (Faces.Broken, Aws.Broken) = (broken, broken);
        Table = new(await dynalite.CreateAsync(Template.People($"People-{Guid.NewGuid():N}"), broken));
        return this;
    }

    public void Dispose()
    {
        Faces.Dispose();
        Aws.Dispose();
    }

    public RecognizeFace Recognize() => new(
        Faces.People,
        Table,
        new KnownFaces(
            Faces.People,
            Table,
            new DetectionMailer(
                Aws.Topic(dynalite), ["a@example.com", "b@example.com"], "https://site.example"),
            TimeSpan.FromHours(1),
            Clock),
        new StrangeFaces(
            Faces.Strangers,
            Table,
            new StrangersInTurn(Faces.Strangers, Table, Faces.StepFunctions, StateMachine, Clock),
            Faces.ImageCopies,
            Faces.StepFunctions,
            StateMachine,
            TimeSpan.FromHours(1),
            Clock),
        Clock);

    public Task ForgetAsync() =>
        new ForgetStrangers(Faces.People, Faces.Strangers, Table, Clock).HandleAsync(default, new LambdaContext());

    /// <summary>A frame arrives and is examined.</summary>
    /// <returns>The outcome that was counted.</returns>
    public async Task<string> SeeAsync(string key, params DrawnFace[]? faces)
    {
        Faces.Images[key] = faces;
        return await LookAsync(key);
    }

    public async Task<string> LookAsync(string key, long size = 1000, string sequencer = "1", string eTag = "e")
    {
        var context = new LambdaContext();
        await Recognize().HandleAsync(
            new S3Event
            {
                Records =
                [
                    new()
                    {
                        EventTime = Clock.Now.UtcDateTime.AddHours(-3),
                        S3 = new()
                        {
                            Bucket = new() { Name = "frames" },
                            Object = new()
                            {
                                Key = Uri.EscapeDataString(key).Replace("%20", "+", StringComparison.Ordinal),
                                Size = size,
                                ETag = eTag,
                                Sequencer = sequencer,
                            },
                        },
                    },
                ],
            },
            context);
        return context.Lines.Last().Split(' ')[^1];
    }

    public EnrollFace Enroll() => new(Faces.People, Faces.Strangers, Table, Faces.ImageCopies, Clock);

    public DismissFace Dismiss() => new(Faces.Strangers, Table, TimeSpan.FromDays(1), Clock);

    /// <summary>The outcome of the request that an execution made.</summary>
    public ApprovalOutcome Outcome(
        string execution, string id, string status, string fields = """{"name":"Ann"}""") => new(
        Given.Json(Faces.Started[execution]),
        new ApprovalResult(id, status, "a@example.com", "2026-11-20T10:00:00.000Z", "", Given.Json(fields), []));

    /// <summary>Somebody is seen, and approved.</summary>
    public async Task<string> EnrolledAsync(string person, string name = "Ann")
    {
        await SeeAsync($"frames/{person}.jpg", new DrawnFace(person, Left));
        var id = $"{Guid.NewGuid()}";
        await Enroll().HandleAsync(
            Outcome(
                Faces.Started.Keys.Single(),
                id,
                "approved",
                JsonSerializer.Serialize(new { name })), new LambdaContext());
        Faces.Started.Clear();
        return id;
    }
}
